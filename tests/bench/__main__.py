"""`make bench`: every ratio, each beside its baseline in the same run. Absolute figures are the machine's, ratios are ours."""

import subprocess
import sys
from typing import Final

BENCHES: Final = (
    "tests.bench.certificates",
    "tests.bench.certificates.whole",
    "tests.bench.certificates.scan",
    "tests.bench.certificates.register",
    "tests.bench.bulk",
    "tests.bench.marks",
    "tests.bench.replay",
    "tests.bench.relay",
    "tests.bench.grid",
    "tests.bench.registrations",
    "tests.bench.entries",
    "tests.bench.board",
    "tests.bench.letters",
    "tests.bench.streams",
    "tests.bench.publication",
)


def main() -> int:
    """Runs them one after the other, so that they do not take each other's cores."""
    return max(subprocess.run([sys.executable, "-m", bench], check=False).returncode for bench in BENCHES)


if __name__ == "__main__":
    sys.exit(main())
