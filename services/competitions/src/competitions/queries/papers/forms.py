"""Marking forms for paper: of one competitor, of a sub-criterion, of a whole skill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from competitions.access import insider
from competitions.domain.championship import Championship
from competitions.domain.entering.absences import Absence
from competitions.domain.judging.panel import last_judges, panel, usual
from competitions.domain.marking_scheme import MarkingScheme, SubCriterion
from competitions.domain.registration import Registration
from competitions.domain.sheet import Sheet
from competitions.domain.skill import MarkingNotStarted, Skill, UnknownSubCriterion
from competitions.queries.marking import SheetMarking, judges_names
from competitions.queries.papers.whose import Whose, is_by_number, nameless, whose
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal


class Kind(StrEnum):
    BLANK = "blank"
    """To be filled in by hand."""
    FILLED = "filled"
    """With what is recorded."""


@dataclass(frozen=True, slots=True)
class Form:
    sub_criterion: SubCriterion
    whose: Whose | None
    """None: to be written by hand, where nobody is confirmed yet."""
    sheet: Sheet | None
    """None on a blank form before the forms are laid out."""
    judges: tuple[UUID, ...]
    """Who judges unless others are named; fewer than three where that is not known."""
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    kind: Kind
    championship: Championship
    skill: Skill
    forms: Sequence[Form]
    """By sub-criterion, and then by competitor."""
    names: Mapping[UUID, str]
    """Of the jury, and of all who entered or judged something on them."""


async def skill_forms(app: App, skill_id: UUID, kind: Kind, by: Principal, code: str | None = None) -> Forms:
    """Of all who start; `code`: of one sub-criterion alone.

    Raises Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, MarkingNotStarted.
    """
    skill, _ = await insider(app, skill_id, by)
    chosen = _chosen(await scheme_of(app, skill), code)
    sheets = await (app.sheets.of_sub_criterion(skill_id, code) if code else app.sheets.all_of(skill_id))
    entries = [one for one in await app.registrations.competitors(skill_id) if one.is_starter]
    if kind is Kind.FILLED and not sheets:
        raise MarkingNotStarted(skill_id)
    return await _forms(app, skill, kind, chosen, sheets, entries)


async def sheet_form(app: App, sheet_id: UUID, kind: Kind, by: Principal) -> Forms:
    """Of one competitor, also of one who does not start. Raises Unknown, Forbidden."""
    sheet = await app.sheets.get(sheet_id)
    skill, _ = await insider(app, sheet.skill_id, by)
    chosen = _chosen(await scheme_of(app, skill), sheet.sub_criterion)
    sheets = await app.sheets.of_sub_criterion(skill.id, sheet.sub_criterion)
    entries = await app.registrations.some([sheet.competitor.registration_id])
    return await _forms(app, skill, kind, chosen, sheets if entries else [sheet], entries)


async def form_on_paper(app: App, marking: SheetMarking) -> Forms:
    """The form that somebody looks at, as it is printed: to be filled in by hand while nothing is entered on it."""
    sheet = marking.sheet
    entry_id, by_number = sheet.competitor.registration_id, is_by_number(app, marking.championship)
    named = await whose(app, marking.championship, await app.registrations.some([entry_id]))
    shown = named.get(entry_id) or nameless(sheet.competitor, by_number=by_number)
    form = Form(marking.sub_criterion, shown, sheet, marking.seats, marking.absence)
    kind = Kind.FILLED if sheet.history else Kind.BLANK
    return Forms(kind, marking.championship, marking.skill, [form], marking.names)


def _chosen(scheme: MarkingScheme, code: str | None) -> Sequence[SubCriterion]:
    chosen = [one for one in scheme.sub_criteria if code in {None, one.code}]
    if not chosen:
        raise UnknownSubCriterion(code or "")
    return chosen


async def _forms(
    app: App,
    skill: Skill,
    kind: Kind,
    chosen: Sequence[SubCriterion],
    sheets: Sequence[Sheet],
    entries: Sequence[Registration],
) -> Forms:
    championship = await app.championships.get(skill.championship_id)
    named = await whose(app, championship, entries)
    if kind is Kind.FILLED and not named:
        by_number = is_by_number(app, championship)
        named = {one.competitor.registration_id: nameless(one.competitor, by_number=by_number) for one in sheets}
    absent = {one.id: one.absence for one in entries}
    laid_out = {(one.sub_criterion, one.competitor.registration_id): one for one in sheets}
    forms: list[Form] = []
    for sub_criterion in chosen:
        code = sub_criterion.code
        last = last_judges((panel(one, skill.experts), one.history) for one in sheets if one.sub_criterion == code)
        for entry_id, shown in named.items():
            sheet = laid_out.get((code, entry_id))
            judges = usual(panel(sheet, skill.experts), last) if sheet else ()
            if sheet or kind is Kind.BLANK:
                forms.append(Form(sub_criterion, shown, sheet, judges, absent.get(entry_id)))
        if not named:
            forms.append(Form(sub_criterion, None, None, ()))
    printed = [one.sheet for one in forms if one.sheet]
    return Forms(kind, championship, skill, forms, await judges_names(app, skill, printed))
