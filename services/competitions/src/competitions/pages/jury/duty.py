"""`/skills/{id}/duty`: what somebody is on a jury, and towards whom they are not impartial; of who was dismissed, why."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.juries.invitations import TiesIn
from competitions.commands.jury import declare
from competitions.domain.expert import CloseTo
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.judging import own_duty
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, read, typed_in

router = APIRouter(prefix="/skills/{skill_id}/duty", include_in_schema=False)


@router.get("")
async def show(skill_id: UUID, request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    return await _page(request, app, skill_id, by)


@router.post("")
async def name_ties(skill_id: UUID, request: Request, by: SignedIn, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        sent = [{"registration_id": name, "tie": value} for name, value in typed.items() if value]
        body = read(TiesIn, {"close_to": sent})
        await declare(app, skill_id, [CloseTo(one.registration_id, one.tie) for one in body.close_to], by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/duty?kept")


async def _page(
    request: Request, app: App, skill_id: UUID, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    found = await own_duty(app, skill_id, by)
    return render(
        request,
        "duty",
        found.championship,
        by,
        duty=found,
        skill=found.skill,
        ties={one.registration_id: one.tie.value for one in found.expert.close_to} if found.expert else {},
        is_kept="kept" in request.query_params,
        refusal=refusal,
        tabs=skill_tabs(request, found.skill, is_held=False) if found.expert else (),
    )
