from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from competitions.domain.bringing.packages import Origin
from competitions.domain.preparation.cancellation import Cancellation, CancellationUnexplained, ChampionshipCancelled
from competitions.domain.preparation.happenings import Announced, Happening
from competitions.domain.preparation.phases import Phase
from competitions.domain.preparation.plan import (
    DEFAULT_ZONE,
    FROZEN,
    Contact,
    Deadlines,
    FieldsFrozen,
    Freeze,
    Plan,
    Venue,
    zone_of,
)
from competitions.domain.refusal import Refusal
from competitions.domain.results.lifecycle import Differing, ResultStatus
from shared.text import Text


class Stage(StrEnum):
    """How far the results are on their way to the public."""

    EMBARGO = "embargo"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    """There will be none: the championship does not take place."""


@dataclass(eq=False)
class NotReady(Refusal):
    """What must be there before everybody hears of the championship."""

    lacking: tuple[str, ...]
    """`skills`, `contact`."""


@dataclass(eq=False)
class NotDraft(Refusal):
    """Others know of it: it is not deleted."""

    championship_id: UUID


@dataclass(eq=False)
class PeopleInDraft(Refusal):
    """A draft with people in it is not thrown away unseen."""

    people: int


@dataclass(eq=False)
class NotAnnounced(Refusal):
    """Nobody knows of it yet, so nothing can be closed."""

    championship_id: UUID


@dataclass(eq=False)
class EntriesClosed(Refusal):
    championship_id: UUID


@dataclass(eq=False)
class EntriesOpen(Refusal):
    """Who is entered may still change."""

    championship_id: UUID


@dataclass(eq=False)
class MarkingBegun(Refusal):
    """In some skill of the championship."""

    championship_id: UUID


@dataclass(eq=False)
class EmbargoOver(Refusal):
    """The results are published, or on their way: what they stand on does not change any more."""

    championship_id: UUID


MOST_SKILLS = 300
"""Of one championship. All of them are announced in one event, which Kafka takes up to 1 MiB: so many fit in with the longest
names. The largest national finals have about 230."""


@dataclass(eq=False)
class TooManySkills(Refusal):
    most: int


@dataclass(eq=False)
class UnderEmbargo(Refusal):
    """Nobody outside the skill's jury sees results before publication [S]."""


@dataclass(frozen=True, slots=True)
class Championship:
    id: UUID
    name: Text
    organisation: str
    """Who holds it, as in its officers' tokens."""
    ruleset: str
    scale_policy: str
    medal_policy: str
    starts_on: date
    ends_on: date
    time_zone: str = DEFAULT_ZONE
    venues: tuple[Venue, ...] = ()
    contact: Contact | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    about: Text | None = None
    self_entry: bool = True
    announced_at: datetime | None = None
    entries_closed_at: datetime | None = None
    """When the organiser closed them, which may be before or after the deadline."""
    tells_groups: bool = False
    """How categories are held is to be told, and the worker has not told everybody."""
    stage: Stage = Stage.EMBARGO
    published_at: datetime | None = None
    """The moment of the newest publication that every result of it carries; set when publication begins."""
    published_as: ResultStatus | None = None
    """While a publication is under way what it is to be, and then what it came to: official once every skill is."""
    revision: int = 0
    """How many publications have begun."""
    is_being_published: bool = False
    """A publication has begun, and the worker has not completed it."""
    differing: tuple[Differing, ...] = ()
    """For which the last publication was stopped."""
    cancelled: Cancellation | None = None
    origin: Origin | None = None
    """Of one that was held elsewhere: it is history here, and its certificates are with who held it."""
    edition: int = 1
    """Of what others are told of it: one more whenever that changes."""
    change_ids: tuple[UUID, ...] = ()
    """By which the last changes are known: a request that is sent again finds its effect here."""
    version: int = 1

    def __post_init__(self) -> None:
        self.plan.check()

    @property
    def plan(self) -> Plan:
        return Plan(**{each.name: getattr(self, each.name) for each in fields(Plan)})

    @property
    def is_official(self) -> bool:
        """Whether everything that was published stands for good."""
        is_unofficial = self.is_being_published or self.published_as is ResultStatus.UNOFFICIAL
        return self.stage is Stage.PUBLISHED and not is_unofficial

    def phase(self, at: datetime, *, is_marked: bool) -> Phase:
        """`is_marked`: whether marking has begun in some skill."""
        if self.stage is not Stage.EMBARGO:
            return Phase.CANCELLED if self.cancelled else Phase.PUBLISHED
        if is_marked:
            return Phase.MARKING
        if self.announced_at is None:
            return Phase.DRAFT
        return Phase.ANNOUNCED if self.takes_entries(at) or self.opens_later(at) else Phase.CLOSED

    def takes_entries(self, at: datetime) -> bool:
        """From people who enter themselves. The organiser enters people until entries are closed."""
        opening, closing = self.deadlines.entries_open, self.deadlines.entries_close
        if self.cancelled:
            return False
        is_time = (opening is None or opening <= at) and (closing is None or at < closing)
        return self.announced_at is not None and self.entries_closed_at is None and is_time

    @property
    def starts_at(self) -> datetime:
        """When its first day begins, where it is held."""
        return datetime.combine(self.starts_on, time(), zone_of(self.time_zone))

    def is_over(self, at: datetime) -> bool:
        """The last day has passed, where it is held."""
        return at.astimezone(zone_of(self.time_zone)).date() > self.ends_on

    def opens_later(self, at: datetime) -> bool:
        opening = self.deadlines.entries_open
        return self.entries_closed_at is None and opening is not None and at < opening

    def must_take_entries(self) -> None:
        """From its organiser. Raises EntriesClosed, ChampionshipCancelled."""
        self.must_go_on()
        if self.entries_closed_at:
            raise EntriesClosed(self.id)

    def frozen(self, *, is_marked: bool) -> Mapping[str, Freeze]:
        """The fields of the plan that stand for good, each with what it was that froze it first."""
        found: dict[str, Freeze] = {}
        for freeze, has_happened in (
            (Freeze.ANNOUNCED, self.announced_at is not None),
            (Freeze.MARKING, is_marked),
            (Freeze.CANCELLED, self.cancelled is not None),
            (Freeze.PUBLISHED, self.stage is not Stage.EMBARGO),
        ):
            if has_happened:
                found = {**dict.fromkeys(FROZEN[freeze], freeze), **found}
        return found

    def changed(self, plan: Plan, *, is_marked: bool) -> "Championship":
        """As planned anew. Raises FieldsFrozen with all of them, and what `Plan.check` raises."""
        plan.check()
        frozen = self.frozen(is_marked=is_marked)
        touched = [each.name for each in fields(Plan) if getattr(plan, each.name) != getattr(self, each.name)]
        if refused := tuple((name, frozen[name]) for name in touched if name in frozen):
            raise FieldsFrozen(refused)
        edition = self.edition + (not plan.is_called_as(self.plan))
        return replace(self, edition=edition, **{name: getattr(plan, name) for name in touched})

    def announce(self, at: datetime, skills: int) -> tuple["Championship", tuple[Happening, ...]]:
        """A repeat changes nothing. `skills`: how many are held. Raises NotReady, ChampionshipCancelled."""
        self.must_go_on()
        if self.announced_at:
            return self, ()
        given = {"skills": bool(skills), "contact": self.contact is not None}
        if lacking := tuple(name for name, is_given in given.items() if not is_given):
            raise NotReady(lacking)
        return self.announced(at)

    def announced(self, at: datetime) -> tuple["Championship", tuple[Happening, ...]]:
        """A repeat changes nothing."""
        if self.announced_at:
            return self, ()
        return replace(self, announced_at=at), (Announced(at),)

    def close_entries(self, at: datetime) -> "Championship":
        """Whose category is held otherwise than planned is told. A repeat changes nothing. Raises NotAnnounced."""
        if self.announced_at is None:
            raise NotAnnounced(self.id)
        return self if self.entries_closed_at else replace(self, entries_closed_at=at, tells_groups=True)

    def tell_groups(self) -> "Championship":
        """To whom something has changed since it was told. Raises EntriesOpen, EmbargoOver, ChampionshipCancelled."""
        self.must_be_under_embargo()
        if self.entries_closed_at is None:
            raise EntriesOpen(self.id)
        return self if self.tells_groups else replace(self, tells_groups=True)

    def reopen_entries(self, *, is_marked: bool) -> "Championship":
        """A repeat changes nothing. Raises MarkingBegun, ChampionshipCancelled."""
        self.must_go_on()
        if self.entries_closed_at is None:
            return self
        if is_marked:
            raise MarkingBegun(self.id)
        return replace(self, entries_closed_at=None, tells_groups=False)

    def must_be_deletable(self, people: int) -> None:
        """`people`: entrants and experts. Raises NotDraft, PeopleInDraft."""
        if self.announced_at or self.stage is not Stage.EMBARGO:
            raise NotDraft(self.id)
        if people:
            raise PeopleInDraft(people)

    def must_go_on(self) -> None:
        """Raises ChampionshipCancelled."""
        if self.cancelled:
            raise ChampionshipCancelled(self.id)

    def cancel(self, cancellation: Cancellation) -> "Championship":
        """It does not take place. A repeat leaves the first. Raises EmbargoOver, CancellationUnexplained."""
        if self.cancelled:
            return self
        self.must_be_under_embargo()
        if not cancellation.reason.strip():
            raise CancellationUnexplained
        return replace(self, stage=Stage.CANCELLED, cancelled=cancellation)

    def must_be_under_embargo(self) -> None:
        """Raises EmbargoOver, ChampionshipCancelled."""
        self.must_go_on()
        if self.stage is not Stage.EMBARGO:
            raise EmbargoOver(self.id)

    def must_have_room(self, skills: int) -> None:
        """For one more beside so many. Raises TooManySkills."""
        if skills >= MOST_SKILLS:
            raise TooManySkills(MOST_SKILLS)
