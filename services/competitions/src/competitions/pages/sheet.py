import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.marking import TakingBack, take_back_mark
from competitions.commands.sign_off import reopen_sheet
from competitions.domain.judgement import JUDGES
from competitions.domain.judging.panel import judges_of
from competitions.domain.mark import Mark, SeenNeeded
from competitions.domain.refusal import Refusal
from competitions.domain.signing.sheets import NothingReopened
from competitions.pages.entries import REASON, Typed, card_of, cleaned, field, seats_of, seen_id, typed_of
from competitions.pages.papers.answers import words_of
from competitions.pages.rendering import explanations, pages
from competitions.pages.sheet_form import Outcome, enter_all, unreadable
from competitions.papers.forms import of_forms
from competitions.queries.marking import SheetMarking, sheet_marking
from competitions.queries.papers.forms import form_on_paper
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Expert, Insider

SEATS: Final = range(1, JUDGES + 1)


@dataclass(frozen=True, slots=True)
class Reopened:
    """As it was typed."""

    codes: tuple[str, ...] = ()
    reason: str = ""
    once: str = ""


NOT_REOPENED: Final = Reopened()
router = APIRouter(prefix="/sheets/{sheet_id}", include_in_schema=False)


@router.get("")
async def sheet(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The marking form of one competitor for one sub-criterion."""
    chosen = [seat for n in SEATS if (seat := seen_id(request.query_params.get(f"judge{n}", "")))]
    marking = await sheet_marking(app, sheet_id, by, chosen)
    return await _render(
        request, app, marking, by, _standing(marking, are_chosen=bool(chosen)), Outcome(), are_chosen=bool(chosen)
    )


@router.post("")
async def save(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Saves what was changed, aspect by aspect: one that is refused does not hold up the others."""
    async with request.form(max_files=0, max_fields=1000) as sent:
        typed, faults = cleaned(sent)
    outcome = await enter_all(request, app, await sheet_marking(app, sheet_id, by), typed, by, faults)
    if outcome.refused:
        marking = await sheet_marking(app, sheet_id, by)
        shown = {**_begun(typed), **_standing(marking), **outcome.typed}
        return await _render(request, app, marking, by, shown, outcome, status_code=outcome.status)
    return redirect(f"/sheets/{sheet_id}?saved")


@router.get("/withdrawals")
async def show_again(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Where a refused form was sent to, opened again."""
    return await sheet(sheet_id, request, by, app)


@router.post("/withdrawals")
async def take_back(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Takes the mark of one aspect back."""
    async with request.form(max_files=0, max_fields=10) as sent:
        typed, faults = cleaned(sent)
    code, reason = typed.get("code", ""), typed.get(REASON, "")
    place, status = field(code, "withdrawal"), 422
    explained = list(unreadable(request, faults).values())
    if not explained:
        try:
            if "saw" not in typed:
                raise SeenNeeded
            await take_back_mark(app, sheet_id, TakingBack(uuid4(), code, by, seen_id(typed["saw"]), reason))
        except Refusal as refusal:
            status = request.app.state.translator.problem(request, refusal).status
            explained = list(explanations(request, refusal))
    if not explained:
        return redirect(f"/sheets/{sheet_id}#{code}")
    marking = await sheet_marking(app, sheet_id, by)
    outcome = Outcome({place: explained[0].model_copy(update={"where": place})})
    return await _render(request, app, marking, by, {**_standing(marking), place: reason}, outcome, status_code=status)


@router.get("/reopenings")
async def show_reopening(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Where a refused form was sent to, opened again."""
    return await sheet(sheet_id, request, by, app)


@router.post("/reopenings")
async def reopen(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Gives chosen aspects of the form back to its team, by the chief expert."""
    async with request.form(max_files=0, max_fields=300) as sent:
        codes = [one for one in sent.getlist("aspect") if isinstance(one, str)]
        typed, faults = cleaned(sent)
    asked = Reopened(tuple(codes), typed.get("reopening-reason", ""), typed.get("once", "") or str(uuid4()))
    wrong, status = list(unreadable(request, faults).values()), 422
    if not wrong:
        try:
            if not codes:
                raise NothingReopened
            id = derive("reopening", sheet_id, by.account, asked.once, *codes, asked.reason)
            await reopen_sheet(app, sheet_id, id, codes, asked.reason, by)
        except Refusal as refusal:
            status = request.app.state.translator.problem(request, refusal).status
            wrong = list(explanations(request, refusal))
    if not wrong:
        return redirect(f"/sheets/{sheet_id}")
    marking = await sheet_marking(app, sheet_id, by)
    outcome = Outcome({"reopening": wrong[0].model_copy(update={"where": "reopening"})})
    return await _render(request, app, marking, by, _standing(marking), outcome, status_code=status, reopening=asked)


def _open_codes(marking: SheetMarking) -> list[str]:
    """Of the aspects that the form asks for: in a correction after the sign-off all of them."""
    signing = marking.sheet.signing
    codes = [row.aspect.code for row in marking.rows]
    return codes if signing.is_begun else [code for code in codes if not signing.closes(code)]


def _may_reopen(marking: SheetMarking) -> bool:
    sheet, expert = marking.sheet, marking.expert
    is_closed = any(sheet.signing.closes(rule.code) for rule in sheet.rules)
    return expert is not None and expert.leads and is_closed and not (sheet.sealed or sheet.absent)


def _begun(typed: Typed) -> Typed:
    """What is no entry yet, but was written by hand."""
    return {name: value for name, value in typed.items() if name == REASON or name.endswith("-justification")}


def _standing(marking: SheetMarking, *, are_chosen: bool = False) -> Typed:
    """What stands. Where the judges were chosen, scores that others showed are left out."""
    typed: dict[str, str] = {}
    for row in marking.rows:
        if marking.sheet.takes_cards and row.aspect.rule.type == "J":
            typed.update(card_of(row.aspect.code, row.laid))
            continue
        typed.update(seats_of(row.aspect.code, marking.seats))
        if row.mark and not (are_chosen and _is_by_others(row.mark, marking.seats)):
            typed.update(typed_of(row.aspect.code, row.mark.entry))
    return typed


def _is_by_others(mark: Mark, seats: Sequence[UUID]) -> bool:
    judges = judges_of(mark)
    return bool(judges) and set(judges) != set(seats)


async def _render(
    request: Request,
    app: App,
    marking: SheetMarking,
    by: Principal,
    typed: Typed,
    outcome: Outcome,
    status_code: int = 200,
    *,
    are_chosen: bool = False,
    reopening: Reopened = NOT_REOPENED,
) -> HTMLResponse:
    forms = await form_on_paper(app, marking)
    return pages.render(
        request,
        "sheet.html",
        paper=of_forms(forms, "", words_of(request, app), app.now()),
        paper_name=marking.name if forms.forms[0].whose is None else forms.forms[0].whose.name,
        status_code=status_code,
        principal=by,
        marking=marking,
        sheet=marking.sheet,
        typed=typed,
        are_chosen=are_chosen,
        names=json.dumps({str(id): name for id, name in marking.names.items()}),
        refused=outcome.refused,
        questions=outcome.questions,
        errors=list(outcome.refused.values()),
        saved="saved" in request.query_params,
        headers={"cache-control": "no-store"},  # Going back must not show a form as it was before its marks.
        may_mark=marking.expert is not None and marking.absence is None and marking.sheet.is_open_to(marking.expert),
        is_correction=marking.sheet.signing.is_begun,
        open_codes=_open_codes(marking),
        may_reopen=_may_reopen(marking),
        once=str(uuid4()),
        reopening=reopening,
    )
