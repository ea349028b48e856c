"""`python -m certificates api | worker | replay`."""

from typing import TYPE_CHECKING

from certificates.handlers import handlers
from certificates.settings import Settings
from certificates.store import PUBLISHING
from certificates.wiring import wire
from certificates.worker import loops
from shared.process.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI


def api(settings: Settings) -> "FastAPI":
    # Imported when it is served: a worker starts a second sooner without it.
    from certificates.asgi import api as made  # noqa: PLC0415

    return made(settings)


def settings() -> Settings:
    return Settings()


SERVICE = Service(
    "certificates", settings=settings, wire=wire, api=api, collections=PUBLISHING, handlers=handlers, loops=loops
)

if __name__ == "__main__":
    SERVICE.cli()()
