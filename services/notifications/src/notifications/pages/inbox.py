"""`/inbox`: what there is to read. Works by forms; a script adds what arrives meanwhile."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from notifications.api.deps import Reader, ReaderLanguage, ReaderOrNone, TheApp
from notifications.commands import inbox as commands
from notifications.domain import recipients
from notifications.domain.inbox import parse_cursor
from notifications.queries import inbox as queries
from shared.web.addresses import redirect
from shared.web.deps import SignedIn, Words
from shared.web.pages import Pages

router = APIRouter(prefix="/inbox", include_in_schema=False)
pages = Pages("notifications")

PAGE = 20


def heard_by(reader: recipients.Reader, at: datetime) -> Literal["self", "guardian", "nobody"]:
    """Who gets the messages about the reader: a child's guardian does, and not the child."""
    audiences = [one.audience(at) for one in reader.records]
    if any(one.id in audience for one, audience in zip(reader.records, audiences, strict=True)):
        return "self"
    return "guardian" if any(audiences) else "nobody"


@router.get("")
async def inbox(
    request: Request,
    by: SignedIn,
    reader: ReaderOrNone,
    app: TheApp,
    language: ReaderLanguage,
    words: Words,
    cursor: Annotated[str | None, Query(max_length=80)] = None,
) -> HTMLResponse:
    if reader is None:
        return pages.render(request, "no-inbox.html", principal=by)
    found = await queries.page(app, reader, parse_cursor(cursor) if cursor else None, PAGE, language, words)
    return pages.render(
        request,
        "inbox.html",
        principal=by,
        entries=found.entries,
        unread=await queries.unread(app, reader),
        is_first_page=cursor is None,
        heard_by=heard_by(reader, app.now()),
        next_href=f"/inbox?cursor={found.next}" if found.next else None,
    )


@router.get("/{id}/open")
async def open_message(id: UUID, request: Request, reader: Reader, app: TheApp) -> Response:
    """On to what the message is about; whoever goes there has read it. A browser that only fetches it beforehand has not."""
    is_ahead = "prefetch" in request.headers.get("sec-purpose", "")
    message = await queries.message(app, reader, id) if is_ahead else await commands.read(app, reader, id)
    return redirect(app.paths.path_of(message))


@router.post("/read-all")
async def read_all(reader: Reader, app: TheApp) -> Response:
    await commands.read_all(app, reader)
    return redirect("/inbox")


@router.post("/{id}/read")
async def read(id: UUID, reader: Reader, app: TheApp, cursor: str = "") -> Response:
    await commands.read(app, reader, id)
    # Parsed and written again, so that nothing but a place of ours gets into the address.
    return redirect(f"/inbox?cursor={parse_cursor(cursor)}" if cursor else "/inbox")
