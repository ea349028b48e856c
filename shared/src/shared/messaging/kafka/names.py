"""What we are called at the broker, and what topics may be called there."""

import re
from typing import Final

CLIENT: Final = "skillproof"
_LEGAL: Final = re.compile(r"[A-Za-z0-9._-]{1,249}")


def is_legal(topic: str) -> bool:
    """Kafka's rule for the name of a topic. aiokafka would wait for one that breaks it as for one that does not exist yet."""
    return _LEGAL.fullmatch(topic) is not None and topic not in {".", ".."}
