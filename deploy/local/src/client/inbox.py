"""Messages: what somebody finds in the inbox, and what the organiser is told of their sending."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import TypedDict

from client.caller import NOTIFICATIONS, Caller


class Message(TypedDict):
    id: str
    template: str
    subject: str
    body: str
    about_ward: bool
    read_at: str | None


class TemplateCount(TypedDict):
    template: str
    channel: str
    outcome: str
    count: int


class Summary(TypedDict):
    """`channels` counts deliveries by channel (`inbox`, `email`) and state (`queued`, `sending`, `sent`, `failed`, `suppressed`)."""

    channels: dict[str, dict[str, int]]
    templates: list[TemplateCount]


async def messages(by: Caller) -> AsyncIterator[Message]:
    """The newest first."""
    async for one in by.all(f"{NOTIFICATIONS}/inbox"):
        yield one


async def summary(by: Caller, since: datetime | None = None, championship: str = "") -> Summary:
    """Of the deliveries about an organiser's events, all or those made at or after `since`, or about a championship alone."""
    query = {"since": since.isoformat()} if since else {}
    if championship:
        query["championship_id"] = championship
    counted: Summary = await by.get(f"{NOTIFICATIONS}/deliveries/summary", **query)
    return counted


def sent(counted: Summary, channel: str) -> dict[str, int]:
    """How many were sent by a channel, by template."""
    rows = [one for one in counted["templates"] if one["channel"] == channel and one["outcome"] == "sent"]
    return {one["template"]: one["count"] for one in rows}
