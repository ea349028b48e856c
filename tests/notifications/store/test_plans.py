"""No query of a store reads a whole collection."""

from uuid import uuid4

from tests.notifications.store.test_queries import letter
from tests.plans import Plans, listening

from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.inbox import Cursor, cursor_of
from notifications.domain.mailboxes import Mailbox
from notifications.domain.news import News
from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Recipient
from notifications.domain.templates.template import TemplateId
from notifications.settings import Settings
from notifications.wiring import assemble
from shared.contracts.competitions import OrganisationDescribed

AGREED: dict[str, str] = {}
"""Store and method that may read the whole collection, with the reason."""


async def test_every_query_of_every_store_uses_an_index(settings: Settings, database_name: str) -> None:
    client, database, sent = await listening(settings.mongo_url, database_name)
    async with client:
        app = assemble(settings, database)
        await app.ensure_indexes()
        samples = {
            Mailbox: Mailbox("a", "example.test"),
            Cursor: cursor_of(letter()),
            Delivery: letter(),
            Recipient: Recipient(uuid4()),
            Preferences: Preferences(uuid4(), version=2),
            OrganisationDescribed: OrganisationDescribed(code="region-47", name=None, edition=1),
            News: News(uuid4(), TemplateId.START_CHANGED, "/", {}, Wording("ru", "en")),
        }
        plans = Plans(database, sent, samples)
        stores = [
            getattr(app, name)
            for name in app.__slots__
            if type(getattr(app, name)).__module__.startswith("notifications.store")
        ]
        scans = {
            f"{type(store).__name__}.{method}": queries
            for store in stores
            for method, queries in (await plans.whole_collections_read_by(store)).items()
        }
    assert {name: queries for name, queries in scans.items() if name not in AGREED} == {}
