"""What can be done with several entries at once."""

from enum import StrEnum
from typing import Final


class Action(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    ABSENT = "absent"
    CHECK_IN = "check_in"


EXPLAINED: Final = frozenset({Action.REJECT, Action.ABSENT})
"""Those that want a reason."""
MOST_CHOSEN = 100
"""As many as a page of the list has."""
