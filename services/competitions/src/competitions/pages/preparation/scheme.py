"""`/skills/{id}/scheme`: the marking scheme is brought as a workbook, looked at as experts will see it, and replaced while it may be."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.api.problems.workbooks import cells
from competitions.api.schemes import SentReason
from competitions.commands.schemes import import_scheme
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.pages.preparation.uploading import uploaded
from competitions.queries.judged.aspects import AspectRow
from competitions.queries.schemes import scheme_page
from competitions.wiring import App
from competitions.workbook import WorkbookRefused
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Insider
from shared.web.forms import Mistyped, Typed, read
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/skills/{skill_id}/scheme", include_in_schema=False)


@router.get("")
async def show(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    return await _render(request, app, skill_id, by)


@router.post("")
async def bring(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    await insider(app, skill_id, by)
    typed: Typed = {}
    try:
        sent = await uploaded(request, "workbook")
        typed = sent.typed
        reason = read(SentReason, {"variation_reason": typed.get("variation_reason", "").strip() or None})
        await import_scheme(app, skill_id, sent.content, by, reason.variation_reason)
    except (Mistyped, Refusal) as refusal:
        return await _render(request, app, skill_id, by, refusal, typed)
    return redirect(f"/skills/{skill_id}/scheme?imported#outcome")


@router.get("/{code}")
async def preview(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """A sub-criterion's form as the experts will fill it in."""
    found = await scheme_page(app, skill_id, by)
    form = found.sub_criterion(code)
    rows = [AspectRow(aspect, None, is_disputed=False, history=()) for aspect in form.aspects]
    tabs = skill_tabs(request, found.skill, is_held=found.is_held)
    return render(
        request, "preview", found.championship, by, tabs=tabs, skill=found.skill, found=found, form=form, rows=rows
    )


async def _render(
    request: Request,
    app: App,
    skill_id: UUID,
    by: Principal,
    refusal: Exception | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    found = await scheme_page(app, skill_id, by)
    faults = cells(refusal, gettext_of(request)) if isinstance(refusal, WorkbookRefused) else ()
    return render(
        request,
        "scheme",
        found.championship,
        by,
        tabs=skill_tabs(request, found.skill, is_held=found.is_held),
        skill=found.skill,
        found=found,
        faults=faults,
        refusal=refusal,
        typed=typed or {},
        is_imported="imported" in request.query_params,
    )
