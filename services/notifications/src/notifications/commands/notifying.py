from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from notifications.domain.deliveries import Delivery, Reason
from notifications.domain.notices import Notice, begin
from notifications.domain.preferences import Channel, Preferences
from notifications.domain.recipients import Recipient, RecipientUnknown
from notifications.events import of_delivery
from notifications.queries.preferences import preferences_of_each
from notifications.wiring import App
from shared.ids import derive
from shared.observability.telemetry import in_trace

Traces = Mapping[UUID, str | None]
"""By event: the trace that what is told of it belongs to."""
OF_NOW: Final[Traces] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Hearer:
    """Who hears of it, and by which id: that of an event from before a merge names the delivery after it too."""

    named: UUID
    now: Recipient


@dataclass(frozen=True, slots=True)
class _Personal:
    """A notice about one person, and all who hear of it."""

    notice: Notice
    about: _Hearer
    hearers: Sequence[_Hearer]


@dataclass(slots=True)
class _People:
    """Those whom notices name, read for all of them at once."""

    app: App
    known: dict[UUID, Recipient] = field(default_factory=dict)
    unknown: set[UUID] = field(default_factory=set)

    async def read(self, ids: Iterable[UUID]) -> None:
        asked = set(ids) - self.known.keys() - self.unknown
        if asked:
            found = await self.app.recipients.now_of(asked)
            self.known.update(found)
            self.known.update({one.id: one for one in found.values()})
            self.unknown |= asked - found.keys()

    def of(self, id: UUID) -> Recipient:
        """Raises RecipientUnknown."""
        if id not in self.known:
            raise RecipientUnknown(id)
        return self.known[id]


async def notify(app: App, *notices: Notice) -> None:
    """Raises RecipientUnknown where somebody is not known yet, once the others were told."""
    for id in (await notify_all(app, notices)).values():
        raise RecipientUnknown(id)


async def notify_all(app: App, notices: Sequence[Notice], traces: Traces = OF_NOW) -> Mapping[UUID, UUID]:
    """One delivery for each who hears of it, on each channel; of what is about a team, for each of its people: all in one write.
    A repetition changes nothing.

    Returns who is not known yet (the person, a guardian, the team), by the event that has to wait for them. Of such a person
    nothing is stored; who is not known holds up none of the others.
    """
    people, unknown = _People(app), dict[UUID, UUID]()
    await people.read(id for one in notices for id in (one.about_id, one.team_id) if id)
    each = [one for notice in notices for one in _each(notice, people)]
    await people.read(one.about_id for one in each)
    await people.read(id for one in each for id in _readers(one, people))
    told: list[_Personal] = []
    for notice in each:
        try:
            told += _personal(notice, people)
        except RecipientUnknown as refusal:
            unknown.setdefault(notice.event_id, refusal.id)
    await _deliver(app, told, traces)
    return unknown


def _each(notice: Notice, people: _People) -> Iterator[Notice]:
    """Of what is about a team one for each of its people."""
    about = people.known.get(notice.about_id)
    if about is None or about.team is None:
        yield notice
    elif not about.erased:
        yield from (replace(notice, team_id=about.id, about_id=one) for one in about.team.people)


def _readers(notice: Notice, people: _People) -> Sequence[UUID]:
    about = people.known.get(notice.about_id)
    return notice.readers(about) if about is not None and not about.erased else ()


def _personal(notice: Notice, people: _People) -> Iterator[_Personal]:
    """Nothing about who is erased, or of whose team was. Raises RecipientUnknown: without the team's name nothing can be written."""
    about = _Hearer(notice.about_id, people.of(notice.about_id))
    if about.now.erased or (notice.team_id is not None and people.of(notice.team_id).erased):
        return
    found: dict[UUID, _Hearer] = {}  # each once, also where two guardians have turned out to be one
    for id in notice.readers(about.now):
        now = people.of(id)
        found.setdefault(now.id, about if now.id == about.now.id else _Hearer(id, now))
    yield _Personal(notice, about, list(found.values()))


async def _deliver(app: App, told: Sequence[_Personal], traces: Traces) -> None:
    readers = {hearer.now.id: hearer.now for one in told for hearer in one.hearers}
    preferences = await preferences_of_each(app, readers.values())
    added = []
    for one in told:
        with _trace_of(one.notice, traces):
            added += [(new, of_delivery(new, new.end)) for new in _deliveries(app, one, preferences)]
    await app.deliveries.add_many(added)
    app.mail_waits.set()


def _trace_of(notice: Notice, traces: Traces) -> AbstractContextManager[None]:
    return in_trace(traces[notice.event_id]) if notice.event_id in traces else nullcontext()


def _deliveries(app: App, told: _Personal, preferences: Mapping[UUID, Preferences]) -> Iterator[Delivery]:
    wait = timedelta(seconds=app.settings.letters_wait_seconds)
    for hearer in told.hearers:
        for channel in Channel:
            yield begin(_new(app, told, hearer, channel), hearer.now, preferences[hearer.now.id], wait)
    if not told.hearers:
        # A child without a guardian: the organiser sees in the deliveries that somebody is missing.
        for channel in Channel:
            yield _new(app, told, told.about, channel).suppressed(app.now(), Reason.NO_GUARDIAN)


def _new(app: App, told: _Personal, hearer: _Hearer, channel: Channel) -> Delivery:
    id = delivery_id(told.notice, hearer.named, channel)
    return replace(told.notice, about_id=told.about.now.id).delivery(id, hearer.now.id, channel, app.now())


def delivery_id(notice: Notice, reader_id: UUID, channel: Channel) -> UUID:
    """A guardian of two members of a team hears of each: so the ward belongs to the id."""
    ward = () if notice.about_id == reader_id else (notice.about_id,)
    return derive(notice.once or notice.event_id, reader_id, channel, *ward)
