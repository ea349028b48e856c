"""A championship that does not take place: what follows, whom it tells, and why."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.scheduling.cancellation import CancellationIn
from competitions.commands.scheduling.cancelling import cancel
from competitions.domain.preparation.cancellation import Cause
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.queries.scheduling.cancelling import cancelling
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, read, typed_in

router = APIRouter(prefix="/championships/{championship_id}/cancellation", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _render(request, app, championship_id, by, {})


@router.post("")
async def give(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        sent = {name: typed[name] for name in ("cause", "reason") if typed.get(name, "").strip()}
        body = read(CancellationIn, sent)
        await cancel(app, championship_id, body.cause, body.reason, by)
    except (Mistyped, Refusal) as refusal:
        return await _render(request, app, championship_id, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/cancellation")


async def _render(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await cancelling(app, championship_id, by)
    causes = [cause.value for cause in Cause]
    return render(
        request, "cancellation", found.championship, by, found=found, causes=causes, typed=typed, refusal=refusal
    )
