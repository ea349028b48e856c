"""The venue's list for the day: what is to be there, by room, skill and number. Nothing tells why, or what was declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.needs.asked import Ask, Needs, Outcome
from competitions.domain.needs.words import Need
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill


@dataclass(frozen=True, slots=True)
class Thing:
    need: Need | None
    """None: something else is there instead of what was asked for, which nobody is told."""
    text: str | None
    """As the named reader described it."""
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """Of one entry, by its number: the venue needs no name."""

    registration_id: UUID
    skill: Skill
    number: int
    """In the skill, by the order of arrival."""
    things: Sequence[Thing]

    @property
    def order(self) -> tuple[str, str, int]:
        return (self.skill.room or "", self.skill.number, self.number)


def line_of(entry: Registration, skill: Skill, needs: Needs) -> Line:
    return Line(entry.id, skill, entry.sequence, [thing for ask in needs.asks if (thing := _thing(ask))])


def _thing(ask: Ask) -> Thing | None:
    given = ask.given
    if given is None or given.outcome is Outcome.DECLINED:
        return None
    return Thing(ask.need if given.outcome is Outcome.GRANTED else None, given.text, given.minutes)
