"""`/inbox/unsubscribe/{token}`: where the link in a letter leads. Looking at it changes nothing; its button does."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from notifications.api.deps import Anyone, TheApp
from notifications.api.unsubscribing import Token
from notifications.commands.preferences import unsubscribe
from notifications.domain.preferences import Category
from notifications.pages.inbox import pages
from notifications.queries.preferences import is_unsubscribed, unsubscription_of
from shared.web.addresses import path_of, redirect

router = APIRouter(prefix="/inbox", include_in_schema=False, dependencies=[Anyone])

OneClick = Annotated[str | None, Form(alias="List-Unsubscribe", max_length=20)]


@router.get("/unsubscribe/{token}")
async def ask(request: Request, token: Token, app: TheApp) -> HTMLResponse:
    """Asks once: a link that was used says so."""
    asked = await unsubscription_of(app, token)
    return _page(request, asked.category, done=await is_unsubscribed(app, asked))


@router.post("/unsubscribe/{token}")
async def do(request: Request, token: Token, app: TheApp, one_click: OneClick = None) -> Response:
    """Mail programs send this by themselves, and are not to be redirected (RFC 8058, 3.1); people by the page's button."""
    done = await unsubscribe(app, token)
    return redirect(path_of(request)) if one_click is None else _page(request, done.category, done=True)


def _page(request: Request, category: Category, *, done: bool) -> HTMLResponse:
    return pages.render(request, "unsubscribe.html", category=category, done=done)
