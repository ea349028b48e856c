"""`python -m competitions api | worker | replay | outbox`."""

from typing import TYPE_CHECKING

from competitions.rulesets import read_all
from competitions.settings import Settings
from competitions.wiring import wire
from competitions.worker import loops
from shared.process.cli import commands
from shared.process.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI


def api(settings: Settings) -> "FastAPI":
    # Imported when it is served: a worker starts a second sooner without it.
    from competitions.asgi import api as made  # noqa: PLC0415

    return made(settings)


SERVICE = Service(
    "competitions",
    settings=Settings,
    wire=wire,
    api=api,
    loops=loops,
    examine=lambda settings: read_all(settings.rulesets),
)

if __name__ == "__main__":
    commands(SERVICE)()
