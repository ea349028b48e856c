from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from notifications.domain.deliveries import Delivery, Reason
from notifications.domain.notices import Notice, begin
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Recipient, RecipientUnknown
from notifications.events import of_delivery
from notifications.queries.preferences import preferences_of
from notifications.wiring import App
from shared.ids import derive


@dataclass(frozen=True, slots=True)
class _Hearer:
    """Who hears of it, and by which id: that of an event from before a merge names the delivery after it too."""

    named: UUID
    now: Recipient


async def notify(app: App, notice: Notice) -> None:
    """One delivery for each who hears of it, on each channel; of what is about a team, for each of its people. A repetition
    changes nothing.

    Raises RecipientUnknown for the person or a guardian, before anything is stored for that person; for the team.
    """
    about = _Hearer(notice.about_id, await app.recipients.now(notice.about_id))
    if about.now.erased or await _is_of_erased_team(app, notice):
        return
    if about.now.team:
        named = replace(notice, team_id=about.now.id)
        await notify_each(app, [replace(named, about_id=one) for one in about.now.team.people])
    else:
        await _notify_person(app, notice, about)


async def notify_each(app: App, notices: Iterable[Notice]) -> None:
    """Who is not known yet holds up none of the others. Raises RecipientUnknown once the others were told."""
    unknown = []
    for notice in notices:
        try:
            await notify(app, notice)
        except RecipientUnknown as refusal:
            unknown.append(refusal)
    if unknown:
        raise unknown[0]


async def _is_of_erased_team(app: App, notice: Notice) -> bool:
    """Raises RecipientUnknown: without the team's name nothing can be written."""
    return notice.team_id is not None and (await app.recipients.get(notice.team_id)).erased


async def _notify_person(app: App, notice: Notice, about: _Hearer) -> None:
    hearers = await _hearers(app, notice, about)
    for delivery in [one for hearer in hearers for one in await _deliveries(app, notice, about, hearer)]:
        await app.deliveries.add(delivery, *of_delivery(delivery, delivery.end))
    if not hearers:
        await _tell_nobody(app, notice, about)
    app.mail_waits.set()


async def _hearers(app: App, notice: Notice, about: _Hearer) -> list[_Hearer]:
    """Each once, also where two guardians have turned out to be one."""
    found: dict[UUID, _Hearer] = {}
    for id in notice.readers(about.now):
        now = await app.recipients.now(id)
        found.setdefault(now.id, about if now.id == about.now.id else _Hearer(id, now))
    return list(found.values())


async def _deliveries(app: App, notice: Notice, about: _Hearer, hearer: _Hearer) -> list[Delivery]:
    preferences = await preferences_of(app, hearer.now)
    wait = timedelta(seconds=app.settings.letters_wait_seconds)
    return [begin(_new(app, notice, about, hearer, channel), hearer.now, preferences, wait) for channel in Channel]


async def _tell_nobody(app: App, notice: Notice, child: _Hearer) -> None:
    """A child without a guardian: the organiser sees in the deliveries that somebody is missing."""
    for channel in Channel:
        delivery = _new(app, notice, child, child, channel).suppressed(app.now(), Reason.NO_GUARDIAN)
        await app.deliveries.add(delivery, *of_delivery(delivery, delivery.end))


def _new(app: App, notice: Notice, about: _Hearer, hearer: _Hearer, channel: Channel) -> Delivery:
    id = delivery_id(notice, hearer.named, channel)
    return replace(notice, about_id=about.now.id).delivery(id, hearer.now.id, channel, app.now())


def delivery_id(notice: Notice, reader_id: UUID, channel: Channel) -> UUID:
    """A guardian of two members of a team hears of each: so the ward belongs to the id."""
    ward = () if notice.about_id == reader_id else (notice.about_id,)
    return derive(notice.once or notice.event_id, reader_id, channel, *ward)
