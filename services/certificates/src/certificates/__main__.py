"""`python -m certificates api | worker | replay`."""

from certificates.api import api
from certificates.handlers import handlers
from certificates.settings import Settings
from certificates.store import WITH_EVENTS
from certificates.wiring import wire
from certificates.worker import loops
from shared.process import Service


def settings() -> Settings:
    return Settings()


SERVICE = Service(
    "certificates", settings=settings, wire=wire, api=api, collections=WITH_EVENTS, handlers=handlers, loops=loops
)

if __name__ == "__main__":
    SERVICE.cli()()
