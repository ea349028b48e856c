"""The service's own background work, beside the relay and the consumer that every service has: there is none."""

from collections.abc import Awaitable, Callable, Sequence

from certificates.wiring import App


def loops(_app: App) -> Sequence[tuple[str, Callable[[], Awaitable[None]]]]:
    """All that this service does happens on a request or on an event."""
    return ()
