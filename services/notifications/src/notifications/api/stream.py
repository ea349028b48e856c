"""The inbox, live."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header

from notifications.access import NobodyHere
from notifications.api.deps import PREFIX, Reader, ReaderLanguage, TheApp
from notifications.api.event_stream import STILL_HERE, EventStream, told
from notifications.api.inbox import MessageOut, UnreadOut
from notifications.channels.inbox.live import OpenInbox, Write
from notifications.domain.inbox import Changes, Cursor, CursorInvalid, TooManyStreams, cursor_of, parse_cursor
from notifications.domain.recipients import Language, Recipient
from notifications.queries import inbox, inbox_stream
from notifications.wiring import App, words
from shared.observability.telemetry import log
from shared.web.deps import SignedIn
from shared.web.problems import problems

router = APIRouter(prefix=PREFIX, tags=["inbox"])

RETRY_MS: Final = 3000


async def last_cursor(last_event_id: Annotated[str | None, Header(max_length=80)] = None) -> Cursor | None:
    """A dependency, because what goes wrong once the stream has begun can no longer be answered."""
    return parse_cursor(last_event_id) if last_event_id else None


async def place(reader: Reader, app: TheApp) -> None:
    """Raises TooManyStreams."""
    app.live.must_have_place(reader.ids)


LastCursor = Annotated[Cursor | None, Depends(last_cursor)]


@router.get(
    "/inbox/stream",
    summary="New messages and the unread count as server-sent events",
    status_code=200,  # FastAPI cannot guess it from a response class with arguments of its own.
    response_class=EventStream,
    responses=problems(NobodyHere, CursorInvalid, TooManyStreams),
    dependencies=[Depends(place)],
)
async def stream(by: SignedIn, reader: Reader, app: TheApp, language: ReaderLanguage, after: LastCursor) -> EventStream:
    """Events `message` (a message as in the list; its id resumes the stream) and `unread` (`{"unread": 3}`), the latter at once.

    The stream ends when the session must be renewed, at most five minutes after it was, or when the token is over: connect
    anew with `Last-Event-ID`. Messages of the last seconds before it may come again: go by their `id`.
    """
    seen, changes = await inbox_stream.begin(app, reader, after)
    known = await inbox.subjects(app, changes.messages)

    def joined(write: Write) -> AbstractContextManager[None]:
        return app.live.joined(OpenInbox(ids, language, until, seen, write), partial(tell_all, app))

    ids, until = reader.ids, by.until
    return EventStream(_told(app, known, changes, language), joined)


async def tell_all(app: App, opened: Sequence[OpenInbox]) -> None:
    """What is new in each. A message that cannot be written, such as of a newer version, keeps nobody else waiting."""
    looked = await inbox_stream.look(app, opened)
    known = await inbox.subjects(app, [one for _, changes in looked for one in changes.messages])
    for one, (seen, changes) in zip(opened, looked, strict=True):
        try:
            data = _told(app, known, changes, one.language)
        except Exception as error:  # noqa: BLE001 - whatever it is
            log.warning("an open inbox is not told", error=type(error).__name__)
            continue
        app.live.hand_over(one, data or STILL_HERE)
        one.seen = seen


def _told(app: App, known: inbox.Subjects, changes: Changes, language: Language) -> bytes:
    events = []
    for delivery in changes.messages:
        to = Recipient(delivery.recipient_id)
        entry = inbox.entry(app, known, delivery, to, language, words(language))
        id, data = str(cursor_of(delivery)), MessageOut.of(entry).model_dump_json()
        events.append(told("message", data, id=id, retry=RETRY_MS))
    if changes.unread is not None:
        events.append(told("unread", UnreadOut(unread=changes.unread).model_dump_json(), retry=RETRY_MS))
    return b"".join(events)
