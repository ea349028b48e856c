"""Schedules as files for calendars: of a championship, of a skill, and of what somebody takes part in by a private address."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.calendars.writing import MEDIA_TYPE, Appointment
from competitions.queries.scheduling.calendars import calendar_of, tag_of
from competitions.queries.scheduling.feeds import feed_by, language_of, own_schedules
from competitions.queries.scheduling.schedules import Planned, public_schedule, skill_schedule
from competitions.wiring import App
from shared.ids import derive
from shared.web.deps import SignedIn, Visitor
from shared.web.i18n import gettext_of, language, texts
from shared.web.preconditions import is_known

router = APIRouter(include_in_schema=False)


@router.get("/championships/{championship_id}/schedule.ics")
async def of_championship(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> Response:
    found = await public_schedule(app, championship_id, by)
    spoken = language(request)
    return await _file(request, app, found.championship.name.in_language(spoken), [found], spoken)


@router.get("/skills/{skill_id}/schedule.ics")
async def of_skill(skill_id: UUID, request: Request, by: Visitor, app: TheApp) -> Response:
    skill, found = await skill_schedule(app, skill_id, by)
    spoken = language(request)
    name = f"{skill.number} {skill.name.in_language(spoken)}. {found.championship.name.in_language(spoken)}"
    return await _file(request, app, name, [found], spoken)


@router.get("/me/schedule.ics")
async def own(request: Request, by: SignedIn, app: TheApp) -> Response:
    found = await own_schedules(app, by.account)
    return await _file(request, app, gettext_of(request)("My schedule"), found, language(request))


@router.get("/calendar/{token}.ics")
async def by_address(token: str, request: Request, _by: Visitor, app: TheApp) -> Response:
    """For a calendar program, which cannot sign in: whoever has the address reads it. Raises LinkInvalid, TooMany.

    An address may have got to many: each of them is read so often, from wherever.
    """
    feed = await feed_by(app, token)
    request.app.state.rate_limits.guesses.take(f"calendar {feed.id}")
    spoken = await language_of(app, feed.account)
    found = await own_schedules(app, feed.account)
    _ = texts("competitions", spoken)

    def unnamed(one: Appointment) -> Appointment:
        name = _("An appointment of yours. Sign in to see which.")
        return replace(
            one,
            id=derive(feed.id, one.id),
            name=name,
            about=name,
            place=None,
            contact=None,
            url=f"{app.settings.public_url}/me/schedule",
        )

    return await _file(request, app, _("My schedule"), found, spoken, unnamed)


async def _file(
    request: Request,
    app: App,
    name: str,
    found: Sequence[Planned],
    spoken: str,
    unnamed: Callable[[Appointment], Appointment] | None = None,
) -> Response:
    tag = tag_of(found, spoken)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    content = await _written(app, name, tag, found, spoken, unnamed)
    headers["content-disposition"] = 'attachment; filename="schedule.ics"'
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


async def _written(
    app: App,
    name: str,
    tag: str,
    found: Sequence[Planned],
    spoken: str,
    unnamed: Callable[[Appointment], Appointment] | None,
) -> bytes:
    key = (name, tag)
    known = None if unnamed else app.calendar_files.get(key)
    if known is not None:
        return known
    # Others are answered meanwhile.
    content = await asyncio.to_thread(calendar_of, app, name, found, spoken, unnamed=unnamed)
    return content if unnamed else app.calendar_files.keep(key, content)
