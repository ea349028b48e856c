"""`python -m notifications api | worker | replay | outbox`."""

from typing import TYPE_CHECKING

from shared.process.collector import makes_what_stays

with makes_what_stays():
    from notifications.handlers import subscriptions
    from notifications.settings import Settings
    from notifications.wiring import wire
    from notifications.worker import loops
    from shared.process.cli import commands
    from shared.process.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI


def api(settings: Settings) -> "FastAPI":
    # Imported when it is served: a worker starts a second sooner without it.
    from notifications.asgi import api as made  # noqa: PLC0415

    return made(settings)


def settings() -> Settings:
    return Settings()


SERVICE = Service(
    "notifications",
    settings=settings,
    wire=wire,
    api=api,
    subscriptions=subscriptions,
    loops=loops,
    before_stop=lambda app: app.live.end_streams(),
)

if __name__ == "__main__":
    commands(SERVICE)()
