"""The service's own background work, beside the relay and the consumer that every service has."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from certificates.commands.acts.doing import sweep_acts
from certificates.wiring import App


def loops(app: App) -> Sequence[tuple[str, Callable[[], Awaitable[None]]]]:
    """What an officer started with many entries goes on here."""
    return [("acts", partial(sweep_acts, app))]
