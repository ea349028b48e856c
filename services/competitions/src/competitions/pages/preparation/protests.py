"""`/skills/{id}/protests`: whose results are contested, noted down and lifted by the chief expert or the organiser."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.publishing.protests import ProtestIn, ProtestReasonIn
from competitions.commands import protests as commands
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import NOTHING, render
from competitions.queries.published.protests import protests_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Insider
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in

router = APIRouter(prefix="/skills/{skill_id}/protests", include_in_schema=False)


@router.get("")
async def show(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    return await _page(request, app, skill_id, by)


@router.post("")
async def contest(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(ProtestIn, body_of(typed, ("registration_id", "reason")))
        id = derive("protest", skill_id, by.account, typed.get("once", ""), body.registration_id, body.reason)
        await commands.protest(app, skill_id, id, body.registration_id, body.reason, by)
    except (Mistyped, Refusal) as refusal:
        return await _page(request, app, skill_id, by, typed, refusal)
    return redirect(f"/skills/{skill_id}/protests")


@router.post("/{protest_id}/lifting")
async def settle(skill_id: UUID, protest_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(ProtestReasonIn, body_of(typed, ("reason",)))
        await commands.lift(app, skill_id, protest_id, body.reason, by)
    except (Mistyped, Refusal) as refusal:
        return await _page(request, app, skill_id, by, typed, refusal, lifting=protest_id)
    return redirect(f"/skills/{skill_id}/protests")


async def _page(
    request: Request,
    app: App,
    skill_id: UUID,
    by: Principal,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
    lifting: UUID | None = None,
) -> HTMLResponse:
    """`lifting`: the protest of whose form `typed` was sent."""
    found = await protests_of(app, skill_id, by)
    return render(
        request,
        "protests",
        found.championship,
        by,
        tabs=(),
        typed=typed,
        refusal=refusal,
        found=found,
        lifting=lifting,
        once=typed.get("once") or str(uuid4()),
    )
