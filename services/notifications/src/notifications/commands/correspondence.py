"""What a letter has to know before it goes out, read for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from notifications.channels.email.addresses import AddressInvalid, mailbox
from notifications.commands.destinations import refusing
from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.destinations import Destination
from notifications.domain.mailboxes import Mailbox
from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Recipient, RecipientUnknown
from notifications.domain.writing import Names
from notifications.queries.preferences import preferences_of_each
from notifications.queries.titles import discreet_among, names_of
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class Persons:
    """Those whom a letter is to and about, and what the reader wants."""

    reader: Recipient
    about: Recipient
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who writes to whom about what, as of one moment."""

    people: Mapping[UUID, Recipient]
    """Who they are now, by the id that a delivery names."""
    preferences: Mapping[UUID, Preferences]
    bounced: frozenset[UUID]
    """The addresses that are dead."""
    refusing: Mapping[Mailbox, Sequence[Destination]]
    names: Mapping[UUID, Names]
    discreet: frozenset[UUID]
    files: Mapping[UUID, Wording | None]
    """For calendars, by the news that they come with."""

    @property
    def is_calm(self) -> bool:
        """Nobody has refused us: what becomes of one of these letters changes nothing for the others as long as it is taken."""
        return not any(self.refusing.values())

    def persons(self, delivery: Delivery) -> Persons:
        """Raises RecipientUnknown."""
        reader = self._person(delivery.recipient_id)
        return Persons(reader, self.about(delivery), self.preferences[reader.id])

    def about(self, delivery: Delivery) -> Recipient:
        return self._person(delivery.about_id if delivery.is_for_guardian else delivery.recipient_id)

    def _person(self, id: UUID) -> Recipient:
        found = self.people.get(id)
        if found is None:
            raise RecipientUnknown(id)
        return found


async def correspondence(app: App, deliveries: Sequence[Delivery]) -> Correspondence:
    people = await app.recipients.now_of(id for one in deliveries for id in (one.recipient_id, one.about_id))
    readers = {one.id: one for one in (people.get(each.recipient_id) for each in deliveries) if one is not None}
    addresses = set(_addresses(readers.values()))
    return Correspondence(
        people,
        await preferences_of_each(app, readers.values()),
        await app.suppressions.among(addresses, app.now()),
        await refusing(app, addresses),
        await names_of(app, deliveries),
        await discreet_among(app, deliveries),
        {id: await _file_of(app, id) for id in {one.calendar for one in deliveries if one.calendar}},
    )


async def _file_of(app: App, news_id: UUID) -> Wording | None:
    news = await app.news.of(news_id)
    return news.calendar if news else None


def _addresses(readers: Iterable[Recipient]) -> Iterable[Mailbox]:
    for one in readers:
        with suppress(AddressInvalid):
            yield mailbox(one.email or "")
