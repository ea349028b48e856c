"""What experts look at while they mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import insider
from competitions.domain.aspect import Aspect
from competitions.domain.championship import Championship, Stage
from competitions.domain.expert import Expert
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.person import Person
from competitions.domain.progress import FormProgress
from competitions.domain.sheet import Dispute, Mark, Sheet
from competitions.domain.skill import Skill, UnknownSubCriterion
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Form:
    """A sub-criterion of the scheme with how far its marking is."""

    sub_criterion: SubCriterion
    progress: FormProgress
    signers: tuple[str, ...] = ()
    """The names of those who signed it."""


@dataclass(frozen=True, slots=True)
class SkillMarking:
    championship: Championship
    skill: Skill
    expert: Expert | None
    """Who looks; None for the organiser."""
    forms: tuple[Form, ...]
    competitors: int
    """Those who are confirmed."""
    lacking: int
    """Those of them who have no form yet for some sub-criterion."""

    @property
    def signed(self) -> int:
        return sum(form.progress.is_signed for form in self.forms)

    @property
    def next(self) -> Form | None:
        """The first sub-criterion that still needs marks; where none does, the first that needs a signature."""
        unsigned = [form for form in self.forms if not form.progress.is_signed]
        return next((form for form in unsigned if not form.progress.is_complete), next(iter(unsigned), None))

    @property
    def may_start(self) -> bool:
        """Whether there are forms to lay out, and it is for this person to do it."""
        is_due = self.skill.scheme is not None and self.lacking > 0 and self.championship.stage is Stage.EMBARGO
        return is_due and (self.expert is None or self.expert.is_chief)


@dataclass(frozen=True, slots=True)
class Row:
    """One competitor's sheet in a list."""

    sheet: Sheet
    name: str


@dataclass(frozen=True, slots=True)
class AspectRow:
    """One aspect on a sheet, with its mark and what was entered before."""

    aspect: Aspect
    mark: Mark | None
    is_disputed: bool
    history: tuple[Mark | Dispute, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """One sheet, ready to be looked at or filled in."""

    skill: Skill
    championship: Championship
    expert: Expert | None
    sheet: Sheet
    form: SubCriterion
    name: str
    rows: tuple[AspectRow, ...]
    authors: Mapping[UUID, str]
    next: UUID | None
    """The sheet of the next competitor who is not completely marked and whom this expert may mark."""


async def skill_marking(app: App, skill_id: UUID, by: Principal) -> SkillMarking:
    """Raises Unknown, Forbidden."""
    skill, expert = await insider(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    progress = (await app.sheets.progress([skill_id]))[skill_id]
    competitors = (await app.registrations.confirmed([skill_id]))[skill_id]
    return SkillMarking(
        championship,
        skill,
        expert,
        forms=await _forms(app, skill, progress),
        competitors=competitors,
        lacking=skill.without_sheets(competitors, [form.sheets for form in progress]),
    )


async def form_sheets(app: App, skill_id: UUID, code: str, by: Principal) -> tuple[SkillMarking, Form, list[Row]]:
    """The sheets of one sub-criterion, by the competitors' names. Raises Unknown, Forbidden, UnknownSubCriterion."""
    marking = await skill_marking(app, skill_id, by)
    form = next((one for one in marking.forms if one.sub_criterion.code == code), None)
    if form is None:
        raise UnknownSubCriterion(code)
    return marking, form, await _rows(app, await app.sheets.of_sub_criterion(skill_id, code))


async def sheet_marking(app: App, sheet_id: UUID, by: Principal) -> Marking:
    """Raises Unknown, Forbidden."""
    sheet = await app.sheets.get(sheet_id)
    skill, expert = await insider(app, sheet.skill_id, by)
    scheme = await scheme_of(app, skill)
    form = next(one for one in scheme.sub_criteria if one.code == sheet.sub_criterion)
    others = await _rows(app, await app.sheets.of_sub_criterion(skill.id, form.code))
    marks = sheet.marks
    rows = tuple(
        AspectRow(
            aspect,
            marks.get(aspect.code),
            sheet.is_disputed(aspect.code),
            tuple(entry for entry in sheet.history if entry.code == aspect.code),
        )
        for aspect in form.aspects
    )
    authors = await app.people.by_id(entry.author for entry in sheet.history)
    return Marking(
        skill=skill,
        championship=await app.championships.get(skill.championship_id),
        expert=expert,
        sheet=sheet,
        form=form,
        name=next(row.name for row in others if row.sheet.id == sheet_id),
        rows=rows,
        authors={subject_id: person.full_name for subject_id, person in authors.items()},
        next=_next(others, sheet_id, expert),
    )


async def _forms(app: App, skill: Skill, progress: Sequence[FormProgress]) -> tuple[Form, ...]:
    if not progress or skill.scheme is None:
        return ()
    forms = {form.code: form for form in (await scheme_of(app, skill)).sub_criteria}
    people = await app.people.by_id(signer for form in progress for signer in form.signed_by)
    return tuple(
        Form(forms[one.code], one, tuple(sorted(name_of(people.get(signer)) for signer in one.signed_by)))
        for one in progress
    )


async def _rows(app: App, sheets: Sequence[Sheet]) -> list[Row]:
    people = await app.people.by_id(sheet.competitor.subject_id for sheet in sheets)
    rows = [Row(sheet, name_of(people.get(sheet.competitor.subject_id))) for sheet in sheets]
    return sorted(rows, key=lambda row: (row.name, row.sheet.id))


def _next(rows: Sequence[Row], sheet_id: UUID, expert: Expert | None) -> UUID | None:
    """Goes round from the competitor after this one. The organiser, who marks nobody, is led to everybody."""
    ids = [row.sheet.id for row in rows]
    after = ids.index(sheet_id) + 1
    around = [*rows[after:], *rows[: after - 1]]
    open_ones = (row.sheet for row in around if not row.sheet.is_complete)
    return next((sheet.id for sheet in open_ones if expert is None or _may_mark(sheet, expert)), None)


def _may_mark(sheet: Sheet, expert: Expert) -> bool:
    if expert.member == sheet.competitor.member and not sheet.compatriots_may_mark:
        return False
    return expert.is_chief or sheet.is_on_team(expert)


def name_of(person: Person | None) -> str:
    return person.full_name if person else "—"
