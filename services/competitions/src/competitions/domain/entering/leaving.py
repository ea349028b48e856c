"""Whether an entry may end now: for the organiser, and for people themselves."""

from datetime import datetime

from competitions.domain.championship import Championship
from competitions.domain.entering.period import must_take_back
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill


def must_be_free(entry: Registration, skill: Skill, championship: Championship) -> None:
    """Forms may be laid out for a competitor: then they are absent, and do not leave.

    Raises MarkingStarted, SkillSigned, EmbargoOver, ChampionshipCancelled.
    """
    if entry.is_competitor:
        skill.must_be_unmarked()
    skill.must_be_open()
    championship.must_be_under_embargo()


def must_be_in_time(entry: Registration, championship: Championship, at: datetime) -> None:
    """A place, from people themselves; who only waits leaves at any time. Raises WithdrawalOver."""
    if entry.has_place:
        must_take_back(championship, at)


def is_free(entry: Registration, skill: Skill, championship: Championship) -> bool:
    """Whether it goes on, and may end."""
    try:
        entry.must_go_on()
        must_be_free(entry, skill, championship)
    except Refusal:
        return False
    return True


def is_in_time(entry: Registration, championship: Championship, at: datetime) -> bool:
    try:
        must_be_in_time(entry, championship, at)
    except Refusal:
        return False
    return True
