"""The composition root: the only place that knows which parts there are."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from certificates.documents.rendering import Rendering
from certificates.formats.published import Published
from certificates.settings import Settings
from certificates.signing.signer import Signing
from certificates.signing.vault import Vault
from certificates.store import (
    Achievements,
    Acts,
    Blanks,
    Certificates,
    CodedNames,
    Designs,
    Holders,
    Issuers,
    NameChecks,
    Pictures,
    RegisterColumnsStore,
)
from certificates.tables.reading import TableReading
from certificates.verification.files.apart import FileReading
from certificates.verification.heavy import HeavyChecks
from shared import clock
from shared.identity.duties import KnownDuties
from shared.made_once import MadeOnce
from shared.messaging.parking import Parking
from shared.mongo.database import Database, connect, database
from shared.mongo.told_duties import ToldDuties
from shared.mongo.told_titles import ToldTitles
from shared.mongo.turns import Turns
from shared.web.formats import Formats
from shared.web.i18n import Language

PUBLISHED_SECONDS: Final = 60.0
"""Every scan asks for what verifiers read, and anybody may."""
CATALOGUES_KEPT: Final = 64
"""Issuers' signed catalogues in memory, some 100 kB each."""
LISTS_KEPT: Final = 64
"""Signed status lists in memory, some 20 kB each at most."""


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings
    database: Database
    issuers: Issuers
    certificates: Certificates
    holders: Holders
    codes: CodedNames
    achievements: Achievements
    name_checks: NameChecks
    pictures: Pictures
    designs: Designs
    acts: Acts
    blanks: Blanks
    register_columns: RegisterColumnsStore
    told_duties: ToldDuties
    titles: ToldTitles
    duties: KnownDuties
    vault: Vault
    signing: Signing
    rendering: Rendering
    catalogue: MadeOnce[Published]
    status_lists: MadeOnce[Published]
    heavy_checks: HeavyChecks
    file_reading: FileReading
    table_reading: TableReading
    turns: Turns
    """Of those who take numbers of one issuer's register."""
    now: Callable[[], datetime]

    @property
    def origin(self) -> str:
        return self.settings.public_url

    def day(self, moment: datetime) -> date:
        """The day in the calendar of the issuers."""
        return moment.astimezone(self.settings.zone).date()

    def start_of(self, day: date | None) -> datetime | None:
        """Midnight in the same calendar."""
        return datetime(day.year, day.month, day.day, tzinfo=self.settings.zone) if day else None

    def formats(self, language: Language) -> Formats:
        """Days and times in the same calendar."""
        return Formats(language, self.settings.zone)

    @property
    def parking(self) -> Parking:
        """Of events that wait for something."""
        return Parking(self.database)

    async def ensure_indexes(self) -> None:
        for store in (
            self.issuers,
            self.certificates,
            self.holders,
            self.codes,
            self.achievements,
            self.name_checks,
            self.pictures,
            self.designs,
            self.acts,
            self.blanks,
            self.register_columns,
            self.told_duties,
            self.parking,
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
    told_duties = ToldDuties(database)
    return App(
        settings,
        database,
        Issuers(database),
        Certificates(database),
        Holders(database),
        CodedNames(database),
        Achievements(database),
        NameChecks(database, settings.name_checks_an_hour),
        Pictures(database),
        Designs(database),
        Acts(database),
        Blanks(database),
        RegisterColumnsStore(database),
        told_duties,
        ToldTitles(database),
        KnownDuties(told_duties.of),
        vault,
        Signing(settings.public_url, vault),
        Rendering(settings.fonts, settings.public_url, settings.zone),
        MadeOnce(CATALOGUES_KEPT, PUBLISHED_SECONDS),
        MadeOnce(LISTS_KEPT, PUBLISHED_SECONDS),
        HeavyChecks(),
        FileReading(),
        TableReading(),
        Turns(),
        now,
    )
