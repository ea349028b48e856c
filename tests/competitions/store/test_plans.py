"""No query of a store reads a whole collection."""

from datetime import UTC, date, datetime
from uuid import uuid4

from tests.competitions.unit.sheets import SHEET
from tests.plans import Plans, listening

from competitions.domain.awards.award import AwardsSought
from competitions.domain.consents.scans import Reading
from competitions.domain.entering.search import Sought
from competitions.domain.needs.readings import NeedsReading, Where
from competitions.domain.person import Person
from competitions.domain.preparation.members import MemberList
from competitions.domain.registration import State
from competitions.settings import Settings
from competitions.store import STORES
from competitions.store.entries.wanted import Wanted
from competitions.wiring import assemble

WANTED = Wanted((State.ENTERED, State.WAITING), uuid4(), "R-01", (uuid4(),))
SOUGHT = Sought(("березова", "анна"), "anna@example.org", date(2008, 3, 14))
AWARDS_SOUGHT = AwardsSought(uuid4(), date(2027, 1, 1), date(2027, 3, 1), frozenset({uuid4()}))
PERSON = Person(uuid4(), "region-47", "Берёзова", "Анна", email="anna@example.org")
AGREED: dict[str, str] = {}
"""Store and method that may read the whole collection, with the reason."""


async def test_every_query_of_every_store_uses_an_index(settings: Settings) -> None:
    client, database, sent = await listening(settings.mongo_url, settings.mongo_database)
    async with client:
        app = assemble(settings, database)
        await app.ensure_indexes()
        plans = Plans(
            database,
            sent,
            {
                MemberList: MemberList(uuid4()),
                Person: PERSON,
                Reading: Reading(datetime(2027, 3, 1, tzinfo=UTC), "anna"),
                NeedsReading: NeedsReading(datetime(2027, 3, 1, tzinfo=UTC), "rita", Where.LIST),
                "sheets": [SHEET],
                "wanted": WANTED,
                Sought: SOUGHT,
                AwardsSought: AWARDS_SOUGHT,
                "identities": {("березова анна", date(2008, 3, 14))},
            },
        )
        stores = [
            store
            for name in app.__slots__
            if type(store := getattr(app, name)).__module__.startswith("competitions.store")
        ]
        assert len(stores) == len(STORES)
        scans = {
            f"{type(store).__name__}.{method}": queries
            for store in stores
            for method, queries in (await plans.whole_collections_read_by(store)).items()
        }
    assert {name: queries for name, queries in scans.items() if name not in AGREED} == {}
    assert scans.keys() >= AGREED.keys(), "an exception that nobody needs any more"
