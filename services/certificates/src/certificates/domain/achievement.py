"""What can be earned of an issuer, in the issuer's own words: a medal, a course, a competence, a part in something, thanks."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from certificates.domain.kinds import WITH_A_SIGN, Kind, kind_of
from certificates.domain.refusal import Refusal
from certificates.domain.wording import (
    ADDRESS,
    PLAIN,
    Alignment,
    BadAddress,
    Module,
    NoTitle,
    Part,
    Spoken,
    Want,
    Words,
    Written,
    checked_code,
    checked_kind,
)
from shared.text import Text


@dataclass(eq=False)
class UnknownAchievement(Refusal):
    """Nothing is known here of what was earned."""

    achievement_id: UUID


@dataclass(eq=False)
class UnknownCode(Refusal):
    """No achievement of the issuer has the code."""

    code: str


@dataclass(eq=False)
class Unconfirmed(Refusal):
    """What changes much is asked for once more."""


@dataclass(eq=False)
class ForeignAchievement(Refusal):
    """It is granted in the name of an organisation whose achievement it is not."""

    achievement_id: UUID


@dataclass(eq=False)
class NotForTheHolder(Refusal):
    """It is for a team, and the holder is a person; or the other way round."""

    code: str


@dataclass(eq=False)
class CodeTaken(Refusal):
    """Another achievement of the issuer has the code."""

    code: str


@dataclass(frozen=True, slots=True)
class Award:
    """What a ruleset gives, as it was told with a result."""

    id: UUID
    """Of the award in this edition."""
    code: str
    edition: int
    title: Text
    criteria: Text
    scored: bool
    """A certificate of it carries the score."""
    for_taking_part: bool
    """Everybody who took part has it: it tells neither place nor score."""
    whom: str
    """`member`, `team` or `mentor`."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who wrote it as it is now, by account, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The award of a ruleset, by its id in its edition and its code there."""

    award_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """As its issuer says it now. A certificate keeps it as it was when it was issued."""

    id: UUID
    organisation: str
    code: str
    """The issuer's own, for good."""
    kind: str
    """An open word; `kinds` says what the known ones mean."""
    title: Text
    criteria: Text
    description: Text | None = None
    languages: tuple[Written, ...] = ("ru", "en")
    """In which its texts were written; a text of the other one repeats the first."""
    alignments: tuple[Alignment, ...] = ()
    hours: int | None = None
    """Academic ones."""
    modules: tuple[Module, ...] = ()
    level: Text | None = None
    valid_months: int | None = None
    """How long a certificate of it holds; None: for good."""
    wants: tuple[Want, ...] = ()
    design: str = PLAIN
    spoken: Spoken = "both"
    """In which languages certificates of results are; who grants an award says it of each."""
    scored: bool = False
    """Its certificates carry the score of a result."""
    tells_place: bool = False
    """Who has it came before others, which the holder may keep to themselves."""
    whom: str = "member"
    """`member`, `team` or `mentor`."""
    made_of: MadeOf | None = None
    """None: made on the issuer's page."""
    is_offered: bool = True
    """Nothing new is granted of what is not."""
    changed: Change | None = None
    version: int = 1

    @classmethod
    def begun(cls, id: UUID, organisation: str, code: str, kind: Kind, words: Words, change: Change) -> "Achievement":
        """Made on the issuer's page. Raises BadCode, BadKind, and as `rewritten`."""
        nothing = Text("", "")
        made = cls(id, organisation, checked_code(code), checked_kind(kind.code), nothing, nothing)
        return replace(made, tells_place=kind.tells_place, whom=kind.whom).rewritten(words, change)

    def rewritten(self, words: Words, change: Change) -> "Achievement":
        """As certificates say it from now on. Raises NoTitle, TextMissing, BadAddress."""
        languages = words.title.languages
        if not languages:
            raise NoTitle
        for place, aligned in enumerate(words.alignments):
            if not ADDRESS.fullmatch(aligned.url):
                raise BadAddress(place)
        return replace(
            self,
            title=words.title.whole("title", languages),
            criteria=words.criteria.whole("criteria", languages),
            description=_maybe(words.description, "description", languages),
            level=_maybe(words.level, "level", languages),
            languages=languages,
            alignments=words.alignments,
            hours=words.hours,
            modules=words.modules,
            valid_months=words.valid_months,
            wants=words.wants,
            design=words.design,
            spoken=words.spoken,
            changed=change,
        )

    def offered(self, change: Change, *, is_offered: bool) -> "Achievement":
        """Withdrawn, or offered again."""
        return replace(self, is_offered=is_offered, changed=change)

    @property
    def snapshot(self) -> "Achievement":
        """What a certificate keeps: all that it says, and not who wrote it."""
        return replace(self, wants=(), changed=None)

    @property
    def speaks(self) -> Spoken:
        """`spoken`, as far as its texts are in that."""
        if self.spoken == "both":
            return "both" if len(self.languages) > 1 else self.languages[0]
        return self.spoken if self.spoken in self.languages else self.languages[0]

    @property
    def is_for_team(self) -> bool:
        """For the team as a whole."""
        return self.whom == "team"

    @property
    def is_for_mentor(self) -> bool:
        return self.whom == "mentor"

    @property
    def sign(self) -> str:
        """Which of the signs of awards stands for it: of a medal its metal's, else its kind's."""
        award = self.made_of
        return award.code if award and award.code in WITH_A_SIGN else kind_of(self.kind).sign

    @property
    def is_self_made(self) -> bool:
        return self.made_of is None

    def expires(self, granted_on: date) -> date | None:
        """The first day on which a certificate of it holds no more: the same day of a later month, else that month's last."""
        return None if self.valid_months is None else _months_after(granted_on, self.valid_months)


def _maybe(part: Part, name: str, languages: tuple[Written, ...]) -> Text | None:
    return part.whole(name, languages) if part.languages else None


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
