"""The signed-in person's messages."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from notifications.access import NobodyHere
from notifications.api.deps import PREFIX, Reader, ReaderLanguage, ReaderOrNone, TheApp
from notifications.commands import inbox as commands
from notifications.domain.deliveries import DeliveryUnknown
from notifications.domain.inbox import CursorInvalid, parse_cursor
from notifications.domain.preferences import Category
from notifications.queries import inbox
from notifications.queries.inbox import Entry
from shared.identity.principal import NotSignedIn
from shared.web.deps import Words
from shared.web.problems import problems
from shared.web.schemas import Limit, Out

CURSOR = r"^\d{1,14}-[0-9a-f]{32}$"

router = APIRouter(prefix=PREFIX, tags=["inbox"])


class MessageOut(Out):
    """One message, written in the language of the request."""

    id: UUID
    category: Category
    template: str = Field(examples=["certificate_issued"])
    subject: str = Field(examples=["Certificate issued: Gold medal"])
    body: str = Field(examples=["You have been issued the certificate “Gold medal” …"])
    action: str = Field(examples=["Open the certificate"])
    url: str = Field(examples=["/certificates/6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"])
    """Where it leads, on this origin."""
    about_ward: bool
    """The reader is told as the guardian of somebody."""
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, entry: Entry) -> "MessageOut":
        delivery, message = entry.delivery, entry.message
        return cls(
            id=delivery.id,
            category=delivery.category,
            template=delivery.template,
            subject=message.subject,
            body=message.body,
            action=message.action,
            url=message.path,
            about_ward=delivery.is_for_guardian,
            created_at=delivery.created_at,
            read_at=delivery.read_at,
        )


class InboxOut(Out):
    items: list[MessageOut]
    next: str | None = Field(description="The cursor of the next page, null at the end")


class UnreadOut(Out):
    unread: int = Field(examples=[3])


class ReadOut(Out):
    id: UUID
    read_at: datetime


@router.get("/inbox", summary="Messages, the newest first", responses=problems(CursorInvalid))
async def list_messages(
    reader: ReaderOrNone,
    app: TheApp,
    language: ReaderLanguage,
    words: Words,
    limit: Limit = 20,
    cursor: Annotated[str | None, Query(pattern=CURSOR)] = None,
) -> InboxOut:
    """Empty for an account that no messages are for."""
    if reader is None:
        return InboxOut(items=[], next=None)
    after = parse_cursor(cursor) if cursor else None
    found = await inbox.page(app, reader, after, limit, language, words)
    return InboxOut(items=[MessageOut.of(one) for one in found.entries], next=str(found.next) if found.next else None)


@router.get("/inbox/unread-count", summary="How many messages are unread", responses=problems(NotSignedIn))
async def unread_count(reader: ReaderOrNone, app: TheApp) -> UnreadOut:
    """The real number, also beyond 99."""
    return UnreadOut(unread=await inbox.unread(app, reader) if reader else 0)


@router.post("/inbox/read-all", summary="Marks all messages as read", responses=problems(NotSignedIn, NobodyHere))
async def read_all(reader: Reader, app: TheApp) -> UnreadOut:
    """All that have arrived by now. Answers with what is unread afterwards."""
    await commands.read_all(app, reader)
    return UnreadOut(unread=await inbox.unread(app, reader))


@router.post("/inbox/{id}/read", summary="Marks one message as read", responses=problems(DeliveryUnknown, NobodyHere))
async def read(id: UUID, reader: Reader, app: TheApp) -> ReadOut:
    """A repetition changes nothing: the first time counts."""
    message = await commands.read(app, reader, id)
    return ReadOut(id=message.id, read_at=message.read_at or app.now())
