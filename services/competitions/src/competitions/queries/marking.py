"""What experts look at while they mark."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from competitions.access import insider
from competitions.domain.championship import Championship, Stage
from competitions.domain.entering.absences import Absence
from competitions.domain.expert import Expert
from competitions.domain.judging.cards import Laid, laid
from competitions.domain.judging.panel import Last, ids_of, judges_of, last_judges, panel, three_of, usual
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.progress import SubCriterionProgress
from competitions.domain.registration import Registration
from competitions.domain.sheet import Sheet
from competitions.domain.skill import Skill, UnknownSubCriterion
from competitions.queries.entering.naming import Competing, named
from competitions.queries.judged.aspects import AspectRow, aspect_row
from competitions.queries.schemes import scheme_of
from competitions.queries.sheets import progress_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class SubCriterionMarking:
    """A sub-criterion of the scheme with how far its marking is."""

    definition: SubCriterion
    progress: SubCriterionProgress
    signers: tuple[str, ...] = ()
    """The names of those who signed it."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A competitor by name, and why they are in no results, where that is so."""

    registration: Registration
    name: str
    said_by: str | None
    """The chief expert who marked them absent; None where it was the organiser."""


@dataclass(frozen=True, slots=True)
class SkillMarking:
    championship: Championship
    skill: Skill
    expert: Expert | None
    """Who looks; None for the organiser."""
    sub_criteria: tuple[SubCriterionMarking, ...]
    competitors: int
    """Those who start: confirmed, and not absent."""
    attendance: tuple[Attendance, ...]
    """All who are confirmed, by name."""
    without_sheets: int
    """Those of them who have no sheet yet for some sub-criterion."""
    late: int
    """Entries that came too late: all, or an expert's own."""
    late_waiting: int
    """Those of them that nobody has settled."""

    @property
    def absent(self) -> tuple[Attendance, ...]:
        """Those of them who do not start."""
        return tuple(one for one in self.attendance if one.registration.absence)

    @property
    def signed(self) -> int:
        return sum(one.progress.is_signed for one in self.sub_criteria)

    @property
    def next(self) -> SubCriterionMarking | None:
        """The first sub-criterion that still needs marks, or a second expert; where none does, the first that needs a signature."""
        unsigned = [one for one in self.sub_criteria if not one.progress.is_signed]
        return next((one for one in unsigned if not one.progress.is_ready), next(iter(unsigned), None))

    @property
    def may_excuse(self) -> bool:
        """Whether this person may say who is absent: the organiser and the chief expert, until publication."""
        return self.championship.stage is Stage.EMBARGO and (self.expert is None or self.expert.leads)

    @property
    def may_start(self) -> bool:
        """Whether there are sheets to lay out, and it is for this person to do it."""
        is_due = self.skill.scheme is not None and self.without_sheets > 0 and self.championship.stage is Stage.EMBARGO
        return is_due and (self.expert is None or self.expert.leads)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One competitor's sheet in a list."""

    sheet: Sheet
    name: str
    seats: tuple[UUID, ...] = ()
    """The three who judge unless others are named; fewer where there are no more."""
    cards: Mapping[str, Laid] = field(default_factory=dict)
    """By aspect: what who looks may know of scores that are not shown yet."""


@dataclass(frozen=True, slots=True)
class SheetMarking:
    """One sheet, ready to be looked at or filled in."""

    skill: Skill
    championship: Championship
    expert: Expert | None
    sheet: Sheet
    sub_criterion: SubCriterion
    name: str
    rows: tuple[AspectRow, ...]
    panel: tuple[Expert, ...]
    """Who may judge this competitor."""
    seats: tuple[UUID, ...]
    """The three who judge unless others are named; fewer where there are no more."""
    names: Mapping[UUID, str]
    """Of the jury, and of all who entered or judged something here."""
    absence: Absence | None
    """Why the competitor does not start, where that is so."""
    next: SheetRow | None
    """Of the competitors after this one the first who is not completely marked and whom this expert may mark."""

    @property
    def seated(self) -> tuple[str, ...]:
        """The names of those who judge."""
        return tuple(self.names.get(one, "—") for one in self.seats)


async def skill_marking(app: App, skill_id: UUID, by: Principal) -> SkillMarking:
    """Raises Unknown, Forbidden."""
    skill, expert = await insider(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    progress = (await progress_of(app, [skill_id]))[skill_id]
    competitors = await app.registrations.competitors(skill_id)
    starters = sum(registration.is_starter for registration in competitors)
    own = expert.subject_id if expert and not expert.leads else None
    late = await app.late_entries.of_skill(skill_id, own)
    return SkillMarking(
        championship,
        skill,
        expert,
        sub_criteria=await _sub_criteria(app, skill, progress),
        competitors=starters,
        attendance=await _attendance(app, competitors),
        without_sheets=skill.without_sheets(starters, [one.sheets for one in progress]),
        late=len(late),
        late_waiting=sum(one.settlement is None for one in late),
    )


async def sub_criterion_sheets(
    app: App, skill_id: UUID, code: str, by: Principal
) -> tuple[SkillMarking, SubCriterionMarking, list[SheetRow]]:
    """The sheets of one sub-criterion, by the competitors' names. Raises Unknown, Forbidden, UnknownSubCriterion."""
    marking = await skill_marking(app, skill_id, by)
    sub_criterion = next((one for one in marking.sub_criteria if one.definition.code == code), None)
    if sub_criterion is None:
        raise UnknownSubCriterion(code)
    absent = {one.registration.id for one in marking.attendance if one.registration.absence}
    sheets = await app.sheets.of_sub_criterion(skill_id, code)
    started = [sheet for sheet in sheets if sheet.competitor.registration_id not in absent]
    jury = marking.skill.experts
    last = last_judges((panel(sheet, jury), sheet.history) for sheet in started)
    rows = await _rows(app, started)
    return marking, sub_criterion, [_seated(row, jury, last, marking.expert) for row in rows]


def _seated(row: SheetRow, jury: Sequence[Expert], last: Last, expert: Expert | None) -> SheetRow:
    able = panel(row.sheet, jury)
    return replace(row, seats=usual(able, last), cards=_laid(row.sheet, able, expert))


def _laid(sheet: Sheet, able: Sequence[Expert], expert: Expert | None) -> Mapping[str, Laid]:
    return laid(sheet.cards, ids_of(able), expert.subject_id if expert else None)


async def sheet_marking(app: App, sheet_id: UUID, by: Principal, seats: Sequence[UUID] = ()) -> SheetMarking:
    """`seats`: who judges, where that was chosen. Raises Unknown, Forbidden."""
    sheet = await app.sheets.get(sheet_id)
    skill, expert = await insider(app, sheet.skill_id, by)
    scheme = await scheme_of(app, skill)
    sub_criterion = next(one for one in scheme.sub_criteria if one.code == sheet.sub_criterion)
    others = await _rows(app, await app.sheets.of_sub_criterion(skill.id, sub_criterion.code))
    marks, able = sheet.marks, panel(sheet, skill.experts)
    cards = _laid(sheet, able, expert)
    rows = tuple(aspect_row(sheet, aspect, marks.get(aspect.code), cards, expert) for aspect in sub_criterion.aspects)
    entry = await app.registrations.find(sheet.competitor.registration_id)
    last = last_judges((panel(row.sheet, skill.experts), row.sheet.history) for row in others)
    return SheetMarking(
        skill=skill,
        championship=await app.championships.get(skill.championship_id),
        expert=expert,
        sheet=sheet,
        sub_criterion=sub_criterion,
        name=next(row.name for row in others if row.sheet.id == sheet_id),
        rows=rows,
        panel=able,
        seats=three_of(able, seats) if seats else usual(able, last),
        names=await judges_names(app, skill, [sheet]),
        absence=entry.absence if entry else None,
        next=_next(others, sheet_id, expert, await app.registrations.absent([skill.id])),
    )


async def _sub_criteria(
    app: App, skill: Skill, progress: Sequence[SubCriterionProgress]
) -> tuple[SubCriterionMarking, ...]:
    if not progress or skill.scheme is None:
        return ()
    definitions = {one.code: one for one in (await scheme_of(app, skill)).sub_criteria}
    people = await app.people.by_id(signer for one in progress for signer in one.signed_by)
    return tuple(
        SubCriterionMarking(
            definitions[one.code], one, tuple(sorted(name_of(people.get(signer)) for signer in one.signed_by))
        )
        for one in progress
    )


async def _attendance(app: App, competitors: Sequence[Registration]) -> tuple[Attendance, ...]:
    experts = [one.absence.by for one in competitors if one.absence and one.absence.by]
    people = await named(app, [*(one.subject_id for one in competitors), *experts])
    found = [
        Attendance(
            one,
            name_of(people.get(one.subject_id)),
            name_of(people.get(one.absence.by)) if one.absence and one.absence.by else None,
        )
        for one in competitors
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.registration.id)))


async def _rows(app: App, sheets: Sequence[Sheet]) -> list[SheetRow]:
    people = await named(app, (sheet.competitor.subject_id for sheet in sheets))
    rows = [SheetRow(sheet, name_of(people.get(sheet.competitor.subject_id))) for sheet in sheets]
    return sorted(rows, key=lambda row: (row.name, row.sheet.id))


async def judges_names(app: App, skill: Skill, sheets: Collection[Sheet]) -> Mapping[UUID, str]:
    """Of the jury, and of all who entered, judged or signed something on these sheets."""
    made = (judge for sheet in sheets for record in sheet.history for judge in (record.author, *judges_of(record)))
    signed = (
        id
        for sheet in sheets
        for one in sheet.signing.reopenings
        for id in (one.by, *(signature.by for signature in one.taken_back))
    )
    standing = (one.by for sheet in sheets for one in sheet.signing.signatures)
    people = await app.people.by_id({*made, *signed, *standing, *(one.subject_id for one in skill.experts)})
    return {subject_id: person.full_name for subject_id, person in people.items()}


def _next(rows: Sequence[SheetRow], sheet_id: UUID, expert: Expert | None, absent: Sequence[UUID]) -> SheetRow | None:
    """Whoever was left out is in the list, to which the last one leads. The organiser, who marks nobody, is led to everybody."""
    after = [row.sheet.id for row in rows].index(sheet_id) + 1
    here = (row for row in rows[after:] if row.sheet.competitor.registration_id not in absent)
    open_ones = (row for row in here if not row.sheet.is_ready)
    return next((row for row in open_ones if expert is None or row.sheet.may_be_marked_by(expert)), None)


def name_of(person: Competing | None) -> str:
    return person.full_name if person else "—"
