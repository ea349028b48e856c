"""An entry of the own school is taken back: what will happen first, then it is done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.registrations import withdraw
from competitions.domain.refusal import Refusal
from competitions.pages.held import CoordinatorOfEntry
from competitions.pages.schools.frame import render
from competitions.queries.schools.entries import pupils_entry
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.schemas import Line

router = APIRouter(
    prefix="/championships/{championship_id}/school/entries/{registration_id}/withdrawal", include_in_schema=False
)


@router.get("")
async def show(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> HTMLResponse:
    return await _page(request, app, championship_id, registration_id, by)


@router.post("")
async def take_back(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: CoordinatorOfEntry,
    app: TheApp,
    reason: Annotated[Line | None, Form()] = None,
) -> Response:
    try:
        await withdraw(app, registration_id, reason=reason, by=by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, registration_id, by, refusal)
    return redirect(f"/championships/{championship_id}/school")


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    row, school = await pupils_entry(app, championship_id, registration_id, by)
    return render(request, "withdrawal", school, by, row=row, refusal=refusal)
