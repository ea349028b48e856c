"""What is granted: in which context, on which day, with which facts."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from competitions.domain.awards.offers import Language
from competitions.domain.refusal import Refusal
from shared.text import Text

MOST_HOURS: Final = 10_000
MOST_MODULES: Final = 40


@dataclass(eq=False)
class EndsBeforeItStarts(Refusal):
    """A course or an event."""


@dataclass(eq=False)
class TitleNeeded(Refusal):
    """A course or an event has a name of its own; a championship is named by its organiser, and `none` has nothing to name."""


@dataclass(eq=False)
class ChampionshipNeeded(Refusal):
    """Something was earned in a championship, and nobody has said in which."""


@dataclass(eq=False)
class GrantedTooLate(Refusal):
    """Nobody has earned anything on a day that has not come."""

    today: date


class ContextKind(StrEnum):
    CHAMPIONSHIP = "championship"
    COURSE = "course"
    EVENT = "event"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Context:
    kind: ContextKind = ContextKind.NONE
    id: UUID | None = None
    """Of a championship; of a course or an event derived of its issuer and its name."""
    title: Text | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def check(self) -> None:
        """Raises EndsBeforeItStarts, TitleNeeded, ChampionshipNeeded."""
        if self.kind is ContextKind.CHAMPIONSHIP and self.id is None:
            raise ChampionshipNeeded
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise EndsBeforeItStarts
        if (self.title is not None) is not (self.kind in {ContextKind.COURSE, ContextKind.EVENT}):
            raise TitleNeeded


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course, or a section of what was judged."""

    title: str
    hours: int | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    hours: int | None = None
    score: Decimal | None = None
    out_of: Decimal | None = None
    result: str | None = None
    basis: str | None = None
    level: str | None = None
    modules: tuple[Module, ...] = ()
    evidence: str | None = None
    """What was shown, and where it can be seen."""

    def without_words(self) -> "Facts":
        """What was counted, without what somebody wrote."""
        return Facts(self.hours, self.score, self.out_of)


@dataclass(frozen=True, slots=True)
class PaperConsent:
    """To processing, on paper that the organisation keeps: that it has one, and where. Nothing becomes public by it."""

    given_on: date | None = None
    file_number: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What all rows of a table have in common, unless a row says otherwise."""

    granted_on: date
    language: Language
    context: Context

    def check(self, today: date) -> None:
        """Raises GrantedTooLate, EndsBeforeItStarts, TitleNeeded, ChampionshipNeeded."""
        if self.granted_on > today:
            raise GrantedTooLate(today)
        self.context.check()


@dataclass(frozen=True, slots=True)
class Granted:
    """What somebody is granted, beside the achievement itself."""

    granted_on: date
    language: Language
    context: Context
    facts: Facts
    consent: PaperConsent | None = None

    def differing(self, other: "Granted") -> tuple[str, ...]:
        """What is said otherwise, by the words of the columns. The paper that the organisation keeps changes no certificate."""
        pairs = {
            "granted_on": (self.granted_on, other.granted_on),
            "language": (self.language, other.language),
            "context": (_plain(self.context), _plain(other.context)),
            "period": (_period(self.context), _period(other.context)),
            "score": ((self.facts.score, self.facts.out_of), (other.facts.score, other.facts.out_of)),
            **{
                name: (getattr(self.facts, name), getattr(other.facts, name))
                for name in ("hours", "result", "basis", "level", "modules", "evidence")
            },
        }
        return tuple(name for name, (one, another) in pairs.items() if one != another)


def _plain(context: Context) -> Context:
    return replace(context, starts_on=None, ends_on=None)


def _period(context: Context) -> tuple[date | None, date | None]:
    return context.starts_on, context.ends_on
