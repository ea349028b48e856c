"""How much is tried: little in `make test`, all of it in `make endurance`; and by which chance, so that it can be tried again."""

import os
import random
from typing import Final

FULL: Final = os.environ.get("ENDURANCE") == "1"
SEED: Final = os.environ.get("SEED") or str(random.SystemRandom().randrange(10**6))


def size(small: int, full: int) -> int:
    return full if FULL else small


def chance(name: str) -> random.Random:
    """The moments of one test, or of one of its parts. A run with the same SEED has the same."""
    print(f"SEED={SEED} ({name})")
    return random.Random(f"{SEED}/{name}")
