from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.marking import Proposal, enter_mark
from competitions.domain.mark import Mark
from competitions.domain.refusal import Refusal
from competitions.pages.entries import REASON, Typed, cleaned, code_of, entry_of, first_field, saw_field, typed_of
from competitions.pages.rendering import explanations, pages
from competitions.queries.marking import AspectRow, SheetMarking, sheet_marking
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Expert, Insider
from shared.web.i18n import gettext_of
from shared.web.problems import Explanation
from shared.web.problems.faults import told

router = APIRouter(prefix="/sheets/{sheet_id}", include_in_schema=False)


@router.get("")
async def sheet(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The marking form of one competitor for one sub-criterion."""
    marking = await sheet_marking(app, sheet_id, by)
    return _render(request, marking, by, _standing(marking), {})


@router.post("")
async def save(sheet_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Saves what was changed, aspect by aspect: one that is refused does not hold up the others."""
    async with request.form(max_files=0, max_fields=1000) as sent:
        typed, faults = cleaned(sent)
    refused = _unreadable(request, faults)
    if REASON not in refused:
        refused |= await _save(
            request, app, await sheet_marking(app, sheet_id, by), typed, by, frozenset(map(code_of, faults))
        )
    marking = await sheet_marking(app, sheet_id, by)
    if refused:
        return _render(request, marking, by, _shown_again(marking, typed, refused), refused, status_code=422)
    return redirect(f"/sheets/{sheet_id}?saved")


async def _save(
    request: Request, app: App, marking: SheetMarking, typed: Typed, by: Principal, unreadable: frozenset[str]
) -> dict[str, Explanation]:
    """The explanations of what was refused, by field. Aspects that are `unreadable` are left alone."""
    refused: dict[str, Explanation] = {}
    reason = typed.get(REASON, "") if marking.sheet.signature else None
    for row in marking.rows:
        rule = row.aspect.rule
        entry = entry_of(rule, typed)
        shown = _shown(row, typed)
        if rule.code in unreadable or entry is None or entry in [mark.entry for mark in (row.mark, shown) if mark]:
            continue
        try:
            if saw_field(rule.code) in typed:
                marking.sheet.must_stand(rule.code, shown.id if shown else None)
            await enter_mark(app, marking.sheet.id, Proposal(uuid4(), rule.code, entry, by, reason))
        except Refusal as refusal:
            for one in explanations(request, refusal):
                place = _place(one.where, rule.code, first_field(rule))
                refused[place] = one.model_copy(update={"where": place, "message": _about(rule.code, one.message)})
    return refused


def _about(code: str, message: str) -> str:
    """The summary names the aspect: once, also where the message does."""
    return message if code in message else f"{code}: {message}"


def _unreadable(request: Request, faults: Mapping[str, Mapping[str, Any]]) -> dict[str, Explanation]:
    """The explanations of fields that are no text, by field."""
    refused: dict[str, Explanation] = {}
    for name, fault in faults.items():
        message, fix = told(fault, gettext_of(request))
        about = f"{code_of(name)}: " if code_of(name) else ""
        refused[name] = Explanation(where=name, message=about + message, fix=fix)
    return refused


def _shown(row: AspectRow, typed: Typed) -> Mark | None:
    """The mark that stood when the form was loaded."""
    marks = (entry for entry in row.history if isinstance(entry, Mark))
    return next((mark for mark in marks if str(mark.id) == typed.get(saw_field(row.aspect.code))), None)


def _place(where: str, code: str, first: str) -> str:
    """The field that an explanation is about."""
    return {"/justification": f"{code}-justification", "/reason": "reason"}.get(where, first)


def _standing(marking: SheetMarking) -> Typed:
    typed: dict[str, str] = {}
    for row in marking.rows:
        if row.mark:
            typed.update(typed_of(row.aspect.code, row.mark.entry))
    return typed


def _shown_again(marking: SheetMarking, typed: Typed, refused: Mapping[str, Explanation]) -> Typed:
    """What was refused comes back as it was typed. All else stands as it does now: an older value beside the newest id would
    be saved over the mark that a colleague has entered meanwhile."""
    standing = _standing(marking)
    again = {code_of(name) for name in refused}
    kept = {name: value for name, value in typed.items() if code_of(name) in again or name == "reason"}
    begun = {name: value for name, value in typed.items() if value and name not in standing}
    return {**standing, **begun, **kept}


def _render(
    request: Request,
    marking: SheetMarking,
    by: Principal,
    typed: Typed,
    refused: Mapping[str, Explanation],
    status_code: int = 200,
) -> HTMLResponse:
    return pages.render(
        request,
        "sheet.html",
        status_code=status_code,
        principal=by,
        marking=marking,
        sheet=marking.sheet,
        typed=typed,
        refused=refused,
        errors=list(refused.values()),
        saved="saved" in request.query_params,
        headers={"cache-control": "no-store"},  # Going back must not show a form as it was before its marks.
        may_mark=marking.expert is not None and marking.absence is None and marking.sheet.is_open_to(marking.expert),
        is_correction=bool(marking.sheet.signature),
    )
