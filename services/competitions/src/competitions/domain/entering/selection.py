"""What can be done with several entries at once."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from competitions.domain.championship import Championship
from competitions.domain.entering.absences import Absence, AbsenceKind
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.registration import Registration, State, Step
from competitions.domain.skill import Skill


class Action(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    ABSENT = "absent"
    DISQUALIFY = "disqualify"
    OUT_OF_COMPETITION = "out_of_competition"
    CHECK_IN = "check_in"


MISSES: Final = {
    Action.ABSENT: AbsenceKind.ABSENT,
    Action.DISQUALIFY: AbsenceKind.DISQUALIFIED,
    Action.OUT_OF_COMPETITION: AbsenceKind.OUT_OF_COMPETITION,
}
"""Those by which a competitor does not start."""
EXPLAINED: Final = frozenset({Action.REJECT, *MISSES})
"""Those that want a reason."""
MOST_CHOSEN: Final = 1000
"""As many as a list puts in order."""
ENDS: Final = {Action.REJECT: State.REJECTED, Action.WITHDRAW: State.WITHDRAWN}
SOMETHING: Final = "–"
"""Stands for a reason that is not typed yet."""


def is_so(action: Action, entry: Registration, skill: Skill, championship: Championship, at: datetime) -> bool:
    """Whether nothing is left to do. Raises what the command would refuse it with, as far as the entry itself says so."""
    if _is_reached(action, entry, at):
        return True
    if action in ENDS:
        must_be_free(entry, skill, championship)
    elif action is Action.CONFIRM:
        skill.must_be_open()
    championship.must_be_under_embargo()
    return False


def _is_reached(action: Action, entry: Registration, at: datetime) -> bool:
    if action is Action.CONFIRM:
        return entry.confirm(at) is entry
    if action is Action.CHECK_IN:
        return entry.check_in(at, SOMETHING) is entry
    if action in MISSES:  # with another reason it is another absence
        entry.miss(Absence(MISSES[action], SOMETHING, at, None))
        return False
    return entry.end(Step(ENDS[action], at, reason=SOMETHING)) is entry and not entry.is_listed
