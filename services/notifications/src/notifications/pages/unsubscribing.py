"""`/inbox/unsubscribe/{token}`: where the link in a letter leads. Looking at it changes nothing; its button does."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from notifications.api.deps import Anyone, TheApp
from notifications.api.unsubscribing import Token
from notifications.commands.preferences import unsubscribe
from notifications.domain.unsubscribing import unsubscription
from notifications.pages.inbox import pages

router = APIRouter(prefix="/inbox", include_in_schema=False, dependencies=[Anyone])


@router.get("/unsubscribe/{token}")
async def ask(request: Request, token: Token, app: TheApp) -> HTMLResponse:
    asked = unsubscription(token, app.unsubscribe_secret)
    return pages.render(request, "unsubscribe.html", category=asked.category, done=False)


@router.post("/unsubscribe/{token}")
async def do(request: Request, token: Token, app: TheApp) -> HTMLResponse:
    """Mail programs send this by themselves (RFC 8058), people by the page's button."""
    done = await unsubscribe(app, token)
    return pages.render(request, "unsubscribe.html", category=done.category, done=True)
