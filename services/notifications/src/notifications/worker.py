"""The service's own background work, beside the relay and the consumer that every service has."""

from collections.abc import Awaitable, Callable, Sequence

from notifications.sender import Sender
from notifications.wiring import App
from shared.process.worker import identity


def loops(app: App) -> Sequence[tuple[str, Callable[[], Awaitable[None]]]]:
    return [("sender", Sender(app, identity(app.settings)).run)]
