"""The inbox, live."""

from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent

from notifications.access import NobodyHere
from notifications.api.deps import PREFIX, Reader, ReaderLanguage, TheApp
from notifications.api.inbox import MessageOut, UnreadOut
from notifications.domain.inbox import Cursor, CursorInvalid, TooManyStreams, cursor_of, parse_cursor
from notifications.queries import inbox
from notifications.queries.inbox_stream import watch
from shared.web.deps import SignedIn, Words
from shared.web.problems import problems

router = APIRouter(prefix=PREFIX, tags=["inbox"])

RETRY_MS = 3000


async def last_cursor(last_event_id: Annotated[str | None, Header(max_length=80)] = None) -> Cursor | None:
    """A dependency, because what goes wrong once the stream has begun can no longer be answered."""
    return parse_cursor(last_event_id) if last_event_id else None


async def place(reader: Reader, app: TheApp) -> None:
    """Raises TooManyStreams."""
    app.inbox_watch.must_have_place(reader.ids)


LastCursor = Annotated[Cursor | None, Depends(last_cursor)]


@router.get(
    "/inbox/stream",
    summary="New messages and the unread count as server-sent events",
    response_class=EventSourceResponse,
    responses=problems(NobodyHere, CursorInvalid, TooManyStreams),
    dependencies=[Depends(place)],
)
async def stream(
    by: SignedIn,
    reader: Reader,
    app: TheApp,
    language: ReaderLanguage,
    words: Words,
    after: LastCursor,
) -> AsyncIterable[ServerSentEvent]:
    """Events `message` (a message as in the list; its id resumes the stream) and `unread` (`{"unread": 3}`), the latter at once.

    The stream ends when the session must be renewed, at most five minutes after it was, or when the token is over: connect
    anew with `Last-Event-ID`. Messages of the last seconds before it may come again: go by their `id`.
    """
    async for changes in watch(app, reader, after, by.until):
        for entry in await inbox.entries(app, reader, changes.messages, language, words):
            yield ServerSentEvent(
                event="message", id=str(cursor_of(entry.delivery)), data=MessageOut.of(entry), retry=RETRY_MS
            )
        if changes.unread is not None:
            yield ServerSentEvent(event="unread", data=UnreadOut(unread=changes.unread), retry=RETRY_MS)
