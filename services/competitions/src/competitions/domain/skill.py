from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.expert import Expert
from competitions.domain.judging.dismissals import Dismissal, TeamChange
from competitions.domain.judging.invitations import JuryInvitation
from competitions.domain.marking_scheme import SchemeSummary
from competitions.domain.preparation.quotas import Quota
from competitions.domain.preparation.skill_plan import QuotaBelowConfirmed, SkillPlan
from competitions.domain.refusal import Refusal
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.results.protests import Protest, are_open
from competitions.domain.signature import Signature, TakenBack
from shared.text import Text


@dataclass(eq=False)
class MarkingStarted(Refusal):
    """What marks stand on cannot change under them."""

    skill_id: UUID


@dataclass(eq=False)
class MarkingNotStarted(Refusal):
    skill_id: UUID


@dataclass(eq=False)
class SkillSigned(Refusal):
    skill_id: UUID


@dataclass(eq=False)
class NotOnJury(Refusal):
    """The person is no expert of this skill."""

    skill_id: UUID


@dataclass(eq=False)
class NotChief(Refusal):
    """A skill is signed off by its chief expert [P]."""

    skill_id: UUID


@dataclass(eq=False)
class AlreadyOnJury(Refusal):
    subject_id: UUID


@dataclass(eq=False)
class ChiefMissing(Refusal):
    """Marking begins with a chief expert, and only one who is there can be away."""

    skill_id: UUID


@dataclass(eq=False)
class SchemeMissing(Refusal):
    skill_id: UUID


@dataclass(eq=False)
class NoCompetitors(Refusal):
    """Nobody's registration is confirmed."""

    skill_id: UUID


@dataclass(eq=False)
class UnknownSubCriterion(Refusal):
    code: str


@dataclass(eq=False)
class SkillUnsigned(Refusal):
    """There are no results before the chief expert has signed."""

    skill_id: UUID


@dataclass(eq=False)
class SubCriteriaUnsigned(Refusal):
    codes: tuple[str, ...]


@dataclass(eq=False)
class SheetsMissing(Refusal):
    """Confirmed competitors have no sheet, or not all of them: their marks would be missing in the results."""

    lacking: tuple[tuple[str, int], ...]
    """The number of a skill, and how many of its competitors lack sheets."""


@dataclass(eq=False)
class SkillDropped(Refusal):
    """The skill is not held any more."""

    skill_id: UUID


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of a championship, with its jury."""

    id: UUID
    championship_id: UUID
    number: str
    name: Text
    room: str | None = None
    quota: int | None = None
    member_quota: int | None = None
    minimum: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    team_size: int = 1
    categories: tuple[str, ...] = ()
    category_quotas: Mapping[str, int] = field(default_factory=dict)
    """As in SkillPlan, where each is explained."""
    dropped_at: datetime | None = None
    """Since when it is not held; its entries are withdrawn."""
    experts: tuple[Expert, ...] = ()
    """The jury: those who agreed to be on it."""
    invitations: tuple[JuryInvitation, ...] = ()
    """One a person who was asked."""
    dismissals: tuple[Dismissal, ...] = ()
    """In their order. Only ever grows."""
    teams: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    """The marking team of each sub-criterion that has one of its own."""
    own_devices: tuple[str, ...] = ()
    """The sub-criteria in which each judge shows their score on their own device."""
    team_changes: tuple[TeamChange, ...] = ()
    """Those after marking had begun, in their order. Only ever grows."""
    scheme: SchemeSummary | None = None
    marking_started_at: datetime | None = None
    signature: Signature | None = None
    starters: tuple[UUID, ...] = ()
    """The registrations that the signature stands for: confirmed, and not absent when it was given."""
    taken_back: tuple[TakenBack, ...] = ()
    """Signatures of before, in their order. Only ever grows."""
    protests: tuple[Protest, ...] = ()
    """In their order. Only ever grows."""
    official_at: datetime | None = None
    """Since when its results stand for good."""
    edition: int = 1
    """Of its number and name, which others are told: one more whenever they change."""
    version: int = 1

    @property
    def aspects(self) -> int:
        """How many are to be marked for each competitor; 0 while there is no scheme."""
        return self.scheme.aspects if self.scheme else 0

    @property
    def places(self) -> Quota:
        """How many there are to give; none in a skill that is not held."""
        return Quota(self.quota if self.is_held else 0, self.member_quota, self.category_quotas)

    @property
    def is_held(self) -> bool:
        return self.dropped_at is None

    @property
    def plan(self) -> SkillPlan:
        return SkillPlan(**{each.name: getattr(self, each.name) for each in fields(SkillPlan)})

    @classmethod
    def planned(cls, id: UUID, championship_id: UUID, plan: SkillPlan) -> "Skill":
        """Raises what `SkillPlan.check` raises."""
        plan.check()
        return cls(id, championship_id, **{each.name: getattr(plan, each.name) for each in fields(SkillPlan)})

    def changed(self, plan: SkillPlan, confirmed: int) -> "Skill":
        """As planned anew. `confirmed`: how many are. Raises QuotaBelowConfirmed, and what `SkillPlan.check` raises."""
        plan.check()
        if plan.quota is not None and plan.quota < confirmed:
            raise QuotaBelowConfirmed(confirmed)
        edition = self.edition + ((plan.number, plan.name) != (self.number, self.name))
        return replace(self, edition=edition, **{each.name: getattr(plan, each.name) for each in fields(SkillPlan)})

    def drop(self, at: datetime) -> "Skill":
        """A repeat keeps the first moment."""
        return self if self.dropped_at else replace(self, dropped_at=at)

    def bring_back(self) -> "Skill":
        return replace(self, dropped_at=None) if self.dropped_at else self

    def must_be_held(self) -> None:
        """Raises SkillDropped."""
        if self.dropped_at:
            raise SkillDropped(self.id)

    def expert(self, subject_id: UUID | None) -> Expert:
        """Raises NotOnJury."""
        for expert in self.experts:
            if expert.subject_id == subject_id:
                return expert
        raise NotOnJury(self.id)

    def appoint(self, expert: Expert) -> tuple["Skill", Expert | None]:
        """The skill and who was appointed; None where they are on the jury already: repeating changes nothing.

        Raises SkillSigned; AlreadyOnJury where the member or duty differs.
        """
        if any(expert.is_appointed_as(known) for known in self.experts):
            return self, None
        self.must_be_open()
        if any(known.subject_id == expert.subject_id for known in self.experts):
            raise AlreadyOnJury(expert.subject_id)
        return replace(self, experts=(*self.experts, expert)), expert

    def with_scheme(self, scheme: SchemeSummary) -> "Skill":
        """The same scheme again changes nothing, also where marking has begun since. Raises MarkingStarted."""
        if self.scheme is not None and self.scheme.id == scheme.id:
            return self
        self.must_be_unmarked()
        return replace(self, scheme=scheme)

    def start_marking(self, at: datetime, competitors: int, without_sheets: int, by: UUID | None = None) -> "Skill":
        """From here on the scheme stands. A repeat keeps the first moment, and changes nothing where there is nothing to add.

        `without_sheets`: how many of the competitors have not all their sheets yet. A signature that was given without them
        does not stand for them, so it is taken back by `by` (TakenBack). Raises SkillDropped, SchemeMissing, NoCompetitors, ChiefMissing.
        """
        self.must_be_held()
        if self.marking_started_at and not without_sheets:
            return self
        if self.scheme is None:
            raise SchemeMissing(self.id)
        if not competitors:
            raise NoCompetitors(self.id)
        if self.marking_started_at and not self.signature:
            return self
        if not self.marking_started_at and not any(one.is_chief for one in self.experts):
            raise ChiefMissing(self.id)
        return replace(self.unsigned_again(at, by), marking_started_at=self.marking_started_at or at)

    def without_sheets(self, competitors: int, sheets: Sequence[int]) -> int:
        """How many of the confirmed competitors have no sheet yet for some sub-criterion.

        `sheets`: how many there are of each sub-criterion that has any.
        """
        sub_criteria = self.scheme.sub_criteria if self.scheme else 0
        return max(0, competitors - (min(sheets, default=0) if len(sheets) >= sub_criteria else 0))

    def is_signed_for(self, starters: Iterable[UUID]) -> bool:
        """Whether the signature stands for these registrations, and for no others."""
        return self.signature is not None and set(self.starters) == set(starters)

    @property
    def results_state(self) -> ResultsState:
        if self.official_at:
            return ResultsState.OFFICIAL
        if are_open(self.protests):
            return ResultsState.PROTESTED
        if self.signature:
            return ResultsState.UNOFFICIAL
        return ResultsState.LIVE if self.marking_started_at else ResultsState.START_LIST

    def unsigned_again(self, at: datetime, by: UUID | None, reopening: UUID | None = None) -> "Skill":
        """Its signature does not stand for what has changed since; it stays in sight. As in TakenBack. A repeat changes nothing."""
        if self.signature is None:
            return self
        taken_back = TakenBack(self.signature, at, by, reopening)
        return replace(self, signature=None, starters=(), taken_back=(*self.taken_back, taken_back))

    def must_be_unmarked(self) -> None:
        """Raises MarkingStarted."""
        if self.marking_started_at:
            raise MarkingStarted(self.id)

    def must_be_open(self) -> None:
        """Raises SkillSigned."""
        if self.signature:
            raise SkillSigned(self.id)

    def sign(
        self, by: Expert, at: datetime, unsigned: tuple[str, ...], without_sheets: int, starters: tuple[UUID, ...]
    ) -> tuple["Skill", Signature | None]:
        """Signed off by the chief expert once every sub-criterion is, for every starter.

        The signature is None for a repeat, which leaves the first one.
        Raises NotChief, MarkingNotStarted, SheetsMissing, SubCriteriaUnsigned.
        """
        if not by.leads:
            raise NotChief(self.id)
        if self.is_signed_for(starters):
            return self, None
        if not self.marking_started_at:
            raise MarkingNotStarted(self.id)
        if without_sheets:
            raise SheetsMissing(((self.number, without_sheets),))
        if unsigned:
            raise SubCriteriaUnsigned(unsigned)
        signature = Signature(by.subject_id, at)
        return replace(self, signature=signature, starters=starters), signature
