"""What somebody takes part in, by the own sign-in or by the private address that calendar programs have."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from competitions.access import close_wards
from competitions.domain.registration import State
from competitions.domain.schedule.feeds import CalendarFeed
from competitions.queries.scheduling.schedules import Part, Planned, planned
from competitions.wiring import App
from shared.errors import LinkInvalid
from shared.identity import links
from shared.identity.principal import Principal

USE = "calendar"
NEVER = datetime.min.replace(tzinfo=UTC)
"""Before the product kept when somebody agreed to judge."""


async def feed_of(app: App, by: Principal) -> CalendarFeed | None:
    return await app.calendar_feeds.of_account(by.account)


def feed_address(app: App, feed: CalendarFeed) -> str:
    return f"{app.settings.public_url}/calendar/{links.token(USE, feed.id, app.link_secret)}.ics"


async def feed_by(app: App, token: str) -> CalendarFeed:
    """Whose schedule the address is for. Raises LinkInvalid, also for one that was ended."""
    feed = await app.calendar_feeds.find(links.named(USE, token, app.link_secret))
    if feed is None:
        raise LinkInvalid
    return feed


async def own_schedules(app: App, account: str) -> list[Planned]:
    """Of each championship in which the person, or a ward who is not of age, has an entry or judges: what concerns them.

    What they left, or were let out of, stays as something that does not take place for them: calendars have to hear of it.
    """
    subjects = await app.people.subjects_of(account)
    close = [ward.id for ward in await close_wards(app, subjects)]
    parts = [*await _entered(app, [*subjects, *close]), *await _judged(app, subjects)]
    found = await app.championships.some({championship_id for championship_id, _, _ in parts})
    told = [one for one in found if one.announced_at or one.cancelled]
    return [
        (await planned(app, one)).of_reader(_by_skill(one.id, parts))
        for one in sorted(told, key=lambda one: (one.starts_on, one.id))
    ]


async def _entered(app: App, subjects: Collection[UUID]) -> list[tuple[UUID, UUID, Part]]:
    """Championship, skill and part. Who is out with the whole championship left nothing: that does not take place for anybody."""
    return [
        (
            one.championship_id,
            one.skill_id,
            Part(one.history[-1].at, one.has_ended and one.state is not State.CANCELLED),
        )
        for one in await app.registrations.of_people(subjects)
    ]


async def _judged(app: App, subjects: frozenset[UUID]) -> list[tuple[UUID, UUID, Part]]:
    found = [
        (skill.championship_id, skill.id, Part(expert.agreement.at if expert.agreement else NEVER))
        for skill in await app.skills.of_experts(subjects)
        for expert in skill.experts
        if expert.subject_id in subjects
    ]
    dismissed = [
        (skill.championship_id, skill.id, Part(one.at, is_over=True))
        for skill in await app.skills.knowing(*subjects)
        for one in skill.dismissals
        if one.expert.subject_id in subjects
    ]
    return [*found, *dismissed]


def _by_skill(id: UUID, parts: Iterable[tuple[UUID, UUID, Part]]) -> Mapping[UUID | None, Part]:
    found: dict[UUID | None, Part] = {}
    for championship_id, skill_id, part in parts:
        if championship_id == id:
            found[skill_id] = part.with_other(found.get(skill_id))
    return found


async def language_of(app: App, account: str) -> Literal["ru", "en"]:
    """A calendar program says nothing of its reader's language."""
    people = await app.people.by_id(await app.people.subjects_of(account))
    return next((person.language for person in people.values()), "ru")
