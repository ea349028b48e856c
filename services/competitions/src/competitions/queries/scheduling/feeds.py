"""What somebody takes part in, by the own sign-in or by the private address that calendar programs have."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from competitions.access import close_wards
from competitions.domain.registration import State
from competitions.domain.schedule.feeds import CalendarFeed
from competitions.queries.scheduling.schedules import Planned, planned
from competitions.wiring import App
from shared.errors import LinkInvalid
from shared.identity import links
from shared.identity.principal import Principal

USE = "calendar"


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
    """Of each championship in which the person, or a ward who is not of age, has an entry that holds, or judges: what concerns them."""
    subjects = await app.people.subjects_of(account)
    close = [ward.id for ward in await close_wards(app, subjects)]
    entries = await app.registrations.of_people([*subjects, *close])
    taken = [
        (one.championship_id, one.skill_id) for one in entries if not one.has_ended or one.state is State.CANCELLED
    ]
    judged = [(one.championship_id, one.id) for one in await app.skills.of_experts(subjects)]
    found = await app.championships.some({championship_id for championship_id, _ in (*taken, *judged)})
    told = [one for one in found if one.announced_at or one.cancelled]
    return [
        (await planned(app, one)).of_skills(_skills_of(one.id, (*taken, *judged)))
        for one in sorted(told, key=lambda one: (one.starts_on, one.id))
    ]


def _skills_of(championship_id: UUID, pairs: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    return {skill_id for in_championship, skill_id in pairs if in_championship == championship_id}


async def language_of(app: App, account: str) -> Literal["ru", "en"]:
    """A calendar program says nothing of its reader's language."""
    people = await app.people.by_id(await app.people.subjects_of(account))
    return next((person.language for person in people.values()), "ru")
