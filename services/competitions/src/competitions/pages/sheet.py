from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.marking import TakingBack, take_back_mark
from competitions.domain.refusal import Refusal
from competitions.domain.sheet import SeenNeeded
from competitions.pages.entries import MOST_TEXT, Typed, field, typed_of
from competitions.pages.rendering import explanations, pages
from competitions.pages.sheet_form import Outcome, enter_all, seen_id
from competitions.queries.marking import SheetMarking, sheet_marking
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Expert, Insider

router = APIRouter(prefix="/sheets/{sheet_id}", include_in_schema=False)


@router.get("")
async def sheet(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The marking form of one competitor for one sub-criterion."""
    marking = await sheet_marking(app, sheet_id, by)
    return _render(request, marking, by, _standing(marking), Outcome())


@router.post("")
async def save(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Saves what was changed, aspect by aspect: one that is refused does not hold up the others."""
    typed = await _typed(request)
    outcome = await enter_all(request, app, await sheet_marking(app, sheet_id, by), typed, by)
    if outcome.refused:
        marking = await sheet_marking(app, sheet_id, by)
        shown = {**_begun(typed), **_standing(marking), **outcome.typed}
        return _render(request, marking, by, shown, outcome, status_code=outcome.status)
    return redirect(f"/sheets/{sheet_id}?saved")


@router.get("/withdrawals")
async def show_again(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Where a refused form was sent to, opened again."""
    return await sheet(sheet_id, request, by, app)


@router.post("/withdrawals")
async def take_back(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Takes the mark of one aspect back."""
    typed = await _typed(request)
    code = typed.get("code", "")
    saw, reason = seen_id(typed.get("saw", "")), typed.get("reason", "").strip()[:MOST_TEXT]
    try:
        if "saw" not in typed:
            raise SeenNeeded
        await take_back_mark(app, sheet_id, TakingBack(uuid4(), code, by, saw, reason))
    except Refusal as refusal:
        marking = await sheet_marking(app, sheet_id, by)
        place = field(code, "withdrawal")
        told = {place: explanations(request, refusal)[0].model_copy(update={"where": place})}
        shown = {**_standing(marking), place: reason}
        return _render(request, marking, by, shown, Outcome(told), refusal=refusal)
    return redirect(f"/sheets/{sheet_id}#{code}")


async def _typed(request: Request) -> Typed:
    async with request.form(max_files=0, max_fields=1000) as sent:
        return {name: value for name, value in sent.items() if isinstance(value, str)}


def _begun(typed: Typed) -> Typed:
    """What is no entry yet, but was written by hand."""
    return {name: value for name, value in typed.items() if name == "reason" or name.endswith("-justification")}


def _standing(marking: SheetMarking) -> Typed:
    typed: dict[str, str] = {}
    for row in marking.rows:
        if row.mark:
            typed.update(typed_of(row.aspect.code, row.mark.entry))
    return typed


def _render(
    request: Request,
    marking: SheetMarking,
    by: Principal,
    typed: Typed,
    outcome: Outcome,
    status_code: int = 200,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    if refusal is not None:
        status_code = request.app.state.translator.problem(request, refusal).status
    return pages.render(
        request,
        "sheet.html",
        status_code=status_code,
        principal=by,
        marking=marking,
        sheet=marking.sheet,
        typed=typed,
        refused=outcome.refused,
        questions=outcome.questions,
        errors=list(outcome.refused.values()),
        saved="saved" in request.query_params,
        headers={"cache-control": "no-store"},  # Going back must not show a form as it was before its marks.
        may_mark=marking.expert is not None and marking.sheet.is_open_to(marking.expert),
        is_correction=bool(marking.sheet.signature),
    )
