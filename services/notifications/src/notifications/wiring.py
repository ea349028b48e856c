"""The composition root: what the commands work with."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from notifications.channels.email.addresses import mailbox
from notifications.channels.email.compose import Letters
from notifications.channels.email.smtp import MailServer, SmtpTransport
from notifications.channels.inbox.live import LiveInboxes
from notifications.domain.recipients import Language
from notifications.paths import Paths
from notifications.settings import Settings
from notifications.store import (
    Deliveries,
    Destinations,
    Inbox,
    InboxWatch,
    NewsStore,
    PreferencesStore,
    Recipients,
    Suppressions,
    ToldOrganisations,
)
from shared.clock import now
from shared.identity.duties import KnownDuties
from shared.messaging.parking import Parking
from shared.mongo.database import Database, connect, database
from shared.mongo.told_duties import ToldDuties
from shared.mongo.told_titles import ToldTitles
from shared.web.i18n import Gettext, texts


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings
    database: Database
    recipients: Recipients
    preferences: PreferencesStore
    suppressions: Suppressions
    told_duties: ToldDuties
    duties: KnownDuties
    destinations: Destinations
    deliveries: Deliveries
    news: NewsStore
    titles: ToldTitles
    organisations: ToldOrganisations
    inbox: Inbox
    live: LiveInboxes
    letters: Letters
    paths: Paths
    smtp: SmtpTransport
    now: Callable[[], datetime]
    mail_waits: asyncio.Event = field(default_factory=asyncio.Event)
    """A hint to a sender in the same process. The query for due deliveries is the truth."""

    @property
    def unsubscribe_secret(self) -> bytes:
        return self.settings.unsubscribe_secret.get_secret_value().encode()

    async def ensure_indexes(self) -> None:
        stores = (self.recipients, self.preferences, self.suppressions, self.told_duties, self.destinations)
        for store in (*stores, self.deliveries, self.news):
            await store.ensure_indexes()
        await Parking(self.database).ensure_indexes()


@asynccontextmanager
async def wire(settings: Settings) -> AsyncIterator[App]:
    async with connect(settings) as client:
        app = assemble(settings, database(client, settings))
        await app.ensure_indexes()
        try:
            yield app
        finally:
            await app.live.close()
            await app.smtp.close()


def assemble(settings: Settings, database: Database, now: Callable[[], datetime] = now) -> App:
    deliveries, told_duties = Deliveries(database), ToldDuties(database)
    paths = Paths(settings.link_secret.get_secret_value().encode())
    return App(
        settings=settings,
        database=database,
        recipients=Recipients(database),
        preferences=PreferencesStore(database),
        suppressions=Suppressions(database),
        told_duties=told_duties,
        duties=KnownDuties(told_duties.of),
        destinations=Destinations(database),
        deliveries=deliveries,
        news=NewsStore(database),
        titles=ToldTitles(database),
        organisations=ToldOrganisations(database),
        inbox=Inbox(deliveries),
        live=LiveInboxes(settings.streams_a_person, InboxWatch(database).changed, now),
        letters=_letters(settings, paths),
        paths=paths,
        smtp=_smtp(settings),
        now=now,
    )


def words(language: Language) -> Gettext:
    return texts("notifications", language.value)


def _letters(settings: Settings, paths: Paths) -> Letters:
    secret = settings.unsubscribe_secret.get_secret_value().encode()
    return Letters(settings.public_url, mailbox(settings.sender_address), settings.sender_name, secret, paths, words)


def _smtp(settings: Settings) -> SmtpTransport:
    password = settings.smtp_password
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_username or None,
        password.get_secret_value() if password else None,
        settings.smtp_seconds,
    )
    return SmtpTransport(server, mailbox(settings.sender_address))
