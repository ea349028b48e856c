"""The composition root: the only place that knows which parts there are."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.domain.expert import Expert
from competitions.domain.ruleset import Ruleset
from competitions.rulesets import read_all
from competitions.settings import Settings
from competitions.store import Championships, People, Registrations, Results, Schemes, Sheets, Skills
from shared.clock import now
from shared.mongo.database import Database, connect, database
from shared.ttl_cache import TtlCache

JURY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings
    database: Database
    rulesets: Mapping[str, Ruleset]
    championships: Championships
    skills: Skills
    schemes: Schemes
    people: People
    registrations: Registrations
    sheets: Sheets
    results: Results
    jurors: TtlCache[tuple[UUID, str], Expert]
    """By skill and account."""
    now: Callable[[], datetime]


@asynccontextmanager
async def wire(settings: Settings) -> AsyncIterator[App]:
    async with connect(settings) as client:
        connected = database(client, settings)
        app = App(
            settings,
            connected,
            read_all(),
            Championships(connected),
            Skills(connected),
            Schemes(connected),
            People(connected),
            Registrations(connected),
            Sheets(connected),
            Results(connected),
            TtlCache(most=2000, seconds=JURY_SECONDS),
            now,
        )
        stores = (app.championships, app.skills, app.schemes, app.people, app.registrations, app.sheets, app.results)
        for store in stores:
            await store.ensure_indexes()
        yield app
