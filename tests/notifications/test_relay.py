from notifications.store.deliveries import Deliveries
from notifications.wiring import App
from shared.mongo.aggregates import publishing


async def test_the_relay_looks_where_events_are_stored_and_nowhere_else(app: App) -> None:
    assert [type(store) for store in publishing(app)] == [Deliveries]
