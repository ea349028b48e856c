"""`/judging/{token}`: where somebody says whether they judge. Opening it changes nothing; its buttons do."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.juries.invitations import AcceptanceIn
from competitions.api.schemas import LinkToken
from competitions.commands.judging import accept, decline
from competitions.domain.expert import Tie
from competitions.domain.refusal import Refusal
from competitions.pages.jury.experts import NOTHING
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.judging import judging
from competitions.wiring import App
from shared.identity.principal import Principal, anyone
from shared.web.addresses import redirect
from shared.web.deps import SignedIn, Visitor
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in

router = APIRouter(prefix="/judging/{token}", include_in_schema=False)


@router.get("")
async def show(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    return await _render(request, app, token, by)


@router.post("")
async def say_yes(token: LinkToken, request: Request, by: SignedIn, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(
            AcceptanceIn, {**body_of(typed, ("member",)), "ties": tuple(tie for tie in Tie if tie.value in typed)}
        )
        await accept(app, token, member=body.member, ties=body.ties, by=by)
    except (Refusal, Mistyped) as refusal:
        return await _render(request, app, token, by, typed, refusal)
    return redirect(f"/judging/{token}")


@router.post("/refusal", dependencies=[Depends(anyone)])
async def say_no(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> Response:
    try:
        await decline(app, token)
    except Refusal as refusal:
        return await _render(request, app, token, by, NOTHING, refusal)
    return redirect(f"/judging/{token}")


async def _render(
    request: Request,
    app: App,
    token: str,
    by: Principal | None,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await judging(app, token, by)
    return pages.render(
        request,
        "judging.html",
        headers={"cache-control": "no-store", "referrer-policy": "same-origin"},
        refusal=refusal,
        errors=(),
        fields=field_of,
        typed=typed,
        principal=by,
        found=found,
        token=token,
        local=local_moments(request, found.championship.time_zone),
    )
