"""`/me`: everything that is somebody's own here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.own.consents import own_record, withdraw_own
from competitions.domain.consents.records import Purpose
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.consents import link_to
from competitions.queries.own.page import my_page
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.schemas import In

router = APIRouter(prefix="/me", include_in_schema=False)


class Ended(In):
    purpose: Purpose


@router.get("")
async def show(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    return await _render(request, app, by)


@router.post("/entries/{registration_id}/questions")
async def answer(registration_id: UUID, by: SignedIn, app: TheApp) -> Response:
    """To the page on which they are answered."""
    return redirect(link_to(app, await own_record(app, registration_id, by)))


@router.get("/entries/{registration_id}/questions")
async def answer_again(_by: SignedIn) -> Response:
    """Where the form was sent to, opened again."""
    return redirect("/me")


@router.post("/consents/{consents_id}/withdrawal")
async def withdraw(
    consents_id: UUID, request: Request, ended: Annotated[Ended, Form()], by: SignedIn, app: TheApp
) -> Response:
    try:
        await withdraw_own(app, consents_id, ended.purpose, by)
    except Refusal as refusal:
        return await _render(request, app, by, refusal)
    return redirect("/me?withdrawn#outcome")


@router.get("/consents/{consents_id}/withdrawal")
async def show_again(_by: SignedIn) -> Response:
    """Where a withdrawal was sent to, opened again."""
    return redirect("/me#consents")


async def _render(request: Request, app: App, by: Principal, refusal: Refusal | None = None) -> HTMLResponse:
    return pages.render(
        request,
        "me/me.html",
        headers={"cache-control": "no-store"},
        principal=by,
        refusal=refusal,
        errors=(),
        mine=await my_page(app, by),
        local_of=partial(local_moments, request),
        link_to=lambda consents: link_to(app, consents),
        has_left="left" in request.query_params,
        is_withdrawn="withdrawn" in request.query_params,
    )
