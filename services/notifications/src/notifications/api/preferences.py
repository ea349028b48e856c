"""What the signed-in person wants to hear, and where."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import Field

from notifications.access import NobodyHere
from notifications.api.deps import PREFIX, Reader, TheApp
from notifications.commands.preferences import choose
from notifications.domain.preferences import (
    Category,
    CategoryIsMandatory,
    Channel,
    Choice,
    NoQuietTime,
    Preferences,
    QuietHours,
)
from notifications.queries.preferences import read_preferences
from shared.web.problems import problems
from shared.web.schemas import Flag, In, Out, Whole

router = APIRouter(prefix=PREFIX, tags=["preferences"])


class QuietHoursBody(In):
    """Whole hours of the person's own day; over midnight where start > end. The two differ."""

    start: Whole = Field(ge=0, le=23, examples=[22])
    end: Whole = Field(ge=0, le=23, examples=[8])


class ChoiceIn(In):
    category: Category
    channel: Channel
    wanted: Flag


class PreferencesIn(In):
    """What is not named is switched on."""

    choices: list[ChoiceIn] = Field(max_length=100)
    quiet_hours: QuietHoursBody | None = None


class ChoiceOut(Out):
    category: Category
    channel: Channel
    wanted: bool
    mandatory: bool


class PreferencesOut(Out):
    choices: list[ChoiceOut]
    quiet_hours: QuietHoursBody | None

    @classmethod
    def of(cls, chosen: Preferences) -> "PreferencesOut":
        choices = [
            ChoiceOut(
                category=category,
                channel=channel,
                wanted=chosen.wants(category, channel),
                mandatory=category.is_mandatory,
            )
            for category in Category
            for channel in Channel
        ]
        quiet = chosen.quiet_hours
        return cls(choices=choices, quiet_hours=QuietHoursBody(start=quiet.start, end=quiet.end) if quiet else None)


EXAMPLE = {
    "choices": [{"category": "registration", "channel": "email", "wanted": False}],
    "quiet_hours": {"start": 22, "end": 8},
}


@router.get("/preferences", summary="What I hear about, and where", responses=problems(NobodyHere))
async def get_preferences(reader: Reader, app: TheApp) -> PreferencesOut:
    """The whole table category × channel."""
    return PreferencesOut.of(await read_preferences(app, reader))


@router.put(
    "/preferences", summary="Choose what I hear about", responses=problems(CategoryIsMandatory, NoQuietTime, NobodyHere)
)
async def put_preferences(
    body: Annotated[PreferencesIn, Body(openapi_examples={"no letters of registration": {"value": EXAMPLE}})],
    reader: Reader,
    app: TheApp,
) -> PreferencesOut:
    """Replaces the choices. Categories that are mandatory stay on. Quiet hours delay letters, never the inbox."""
    off = {Choice(one.category, one.channel) for one in body.choices if not one.wanted}
    quiet = QuietHours(body.quiet_hours.start, body.quiet_hours.end) if body.quiet_hours else None
    return PreferencesOut.of(await choose(app, reader, off, quiet))
