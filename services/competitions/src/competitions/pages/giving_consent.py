"""`/consent/{token}`: where a person or a guardian answers without an account. Opening it changes nothing; its buttons do."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schemas import LinkToken
from competitions.commands.consents import answer, withdraw
from competitions.domain.consents.records import Purpose, TextChanged
from competitions.domain.refusal import Refusal
from competitions.pages.consenting.form import chosen_in
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.consents import consent_page
from competitions.wiring import App
from shared.identity.principal import anyone
from shared.web.addresses import redirect
from shared.web.deps import ReaderLanguage
from shared.web.forms import Mistyped, Typed, typed_in
from shared.web.schemas import In

router = APIRouter(prefix="/consent/{token}", include_in_schema=False, dependencies=[Depends(anyone)])


class Ended(In):
    purpose: Purpose


@router.get("")
async def show(token: LinkToken, request: Request, language: ReaderLanguage, app: TheApp) -> HTMLResponse:
    return await _render(request, app, token, language)


@router.post("")
async def give(token: LinkToken, request: Request, language: ReaderLanguage, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        chosen = chosen_in(typed)
        await answer(app, token, chosen.said(), chosen.language or language)
    except TextChanged as refusal:
        return await _render(request, app, token, language, refusal, _without(typed, refusal.purpose))
    except (Refusal, Mistyped) as refusal:
        return await _render(request, app, token, language, refusal, typed)
    return redirect(f"/consent/{token}?kept")


@router.get("/withdrawal")
async def show_again(token: LinkToken) -> Response:
    """Where a withdrawal was sent to, opened again."""
    return redirect(f"/consent/{token}")


@router.post("/withdrawal")
async def end(
    token: LinkToken, request: Request, ended: Annotated[Ended, Form()], language: ReaderLanguage, app: TheApp
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
    refusal: Exception | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    page = await consent_page(app, token, language)
    return pages.render(
        request,
        "consent.html",
        headers={"cache-control": "no-store", "referrer-policy": "same-origin"},
        refusal=refusal,
        fields=lambda where: where.replace("/answers/", "q-"),
        errors=(),
        page=page,
        local=local_moments(request, page.championship.time_zone),
        token=token,
        typed=typed or {},
        kept="kept" in request.query_params,
    )


def _without(typed: Typed, purpose: Purpose) -> Typed:
    """What was chosen for a text that is another one now is chosen no more."""
    return {name: value for name, value in typed.items() if name.partition("-")[0] != purpose}
