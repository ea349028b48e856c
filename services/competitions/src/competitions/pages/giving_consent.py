"""`/consent/{token}`: where a person or a guardian answers without an account. Opening it changes nothing; its buttons do."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from pydantic import StringConstraints
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.consents import Said, answer, withdraw
from competitions.domain.consents.records import Decision, PublicItem, Purpose
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.consents import consent_page
from competitions.wiring import App
from shared.identity.principal import anyone
from shared.web.addresses import redirect
from shared.web.deps import ReaderLanguage
from shared.web.schemas import In

router = APIRouter(prefix="/consent/{token}", include_in_schema=False, dependencies=[Depends(anyone)])
Token = Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
YesOrNo = Literal["given", "refused"]


class Chosen(In):
    """Purpose by purpose; what is not chosen stays open."""

    participation: YesOrNo | None = None
    permission: YesOrNo | None = None
    needs: YesOrNo | None = None
    publication: YesOrNo | None = None
    image: YesOrNo | None = None
    next_stage: YesOrNo | None = None
    employers: YesOrNo | None = None
    items: tuple[PublicItem, ...] = ()

    def said(self) -> dict[Purpose, Said]:
        chosen = {purpose: getattr(self, purpose) for purpose in Purpose}
        return {
            purpose: Said(Decision(one), self.items if (purpose, one) == (Purpose.PUBLICATION, "given") else ())
            for purpose, one in chosen.items()
            if one
        }


class Ended(In):
    purpose: Purpose


@router.get("")
async def show(token: Token, request: Request, language: ReaderLanguage, app: TheApp) -> HTMLResponse:
    return await _render(request, app, token, language)


@router.post("")
async def give(
    token: Token, request: Request, chosen: Annotated[Chosen, Form()], language: ReaderLanguage, app: TheApp
) -> Response:
    try:
        await answer(app, token, chosen.said(), language)
    except Refusal as refusal:
        return await _render(request, app, token, language, refusal, chosen)
    return redirect(f"/consent/{token}?kept")


@router.get("/withdrawal")
async def show_again(token: Token) -> Response:
    """Where a withdrawal was sent to, opened again."""
    return redirect(f"/consent/{token}")


@router.post("/withdrawal")
async def end(
    token: Token, request: Request, ended: Annotated[Ended, Form()], language: ReaderLanguage, app: TheApp
) -> Response:
    try:
        await withdraw(app, token, ended.purpose)
    except Refusal as refusal:
        return await _render(request, app, token, language, refusal)
    return redirect(f"/consent/{token}?kept")


async def _render(
    request: Request,
    app: App,
    token: str,
    language: str,
    refusal: Refusal | None = None,
    chosen: Chosen | None = None,
) -> HTMLResponse:
    page = await consent_page(app, token, language)
    return pages.render(
        request,
        "consent.html",
        headers={"cache-control": "no-store", "referrer-policy": "same-origin"},
        refusal=refusal,
        errors=(),
        page=page,
        local=local_moments(request, page.championship.time_zone),
        token=token,
        chosen={purpose: getattr(chosen, purpose) for purpose in Purpose} if chosen else {},
        ticked=set(chosen.items) if chosen else set(),
        items=tuple(PublicItem),
        kept="kept" in request.query_params,
    )
