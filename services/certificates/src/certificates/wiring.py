"""The composition root: the only place that knows which parts there are."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from certificates.documents.rendering import Rendering
from certificates.kept import Kept
from certificates.settings import Settings
from certificates.signing import Signing
from certificates.store import Certificates, Codes, Issuers, NameChecks, People
from certificates.vault import Vault
from shared import clock
from shared.mongo import Database, connect, database
from shared.parking import Parking


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings
    database: Database
    issuers: Issuers
    certificates: Certificates
    people: People
    codes: Codes
    name_checks: NameChecks
    vault: Vault
    signing: Signing
    rendering: Rendering
    catalogue: Kept
    now: Callable[[], datetime]

    @property
    def origin(self) -> str:
        return self.settings.public_url

    def day(self, moment: datetime) -> date:
        """The day in the calendar of the issuers."""
        return moment.astimezone(ZoneInfo(self.settings.time_zone)).date()

    async def ensure_indexes(self) -> None:
        for store in (
            self.issuers,
            self.certificates,
            self.people,
            self.codes,
            self.name_checks,
            Parking(self.database),
        ):
            await store.ensure_indexes()


@asynccontextmanager
async def wire(settings: Settings) -> AsyncIterator[App]:
    async with connect(settings) as client:
        app = assemble(settings, database(client, settings))
        await app.ensure_indexes()
        yield app


def assemble(settings: Settings, database: Database, now: Callable[[], datetime] = clock.now) -> App:
    vault = Vault(settings.key_passphrase)
    return App(
        settings,
        database,
        Issuers(database),
        Certificates(database),
        People(database),
        Codes(database),
        NameChecks(database, settings.name_checks_an_hour),
        vault,
        Signing(settings.public_url, vault),
        Rendering(settings.fonts, settings.public_url),
        Kept(),
        now,
    )
