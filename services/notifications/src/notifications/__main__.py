"""`python -m notifications api | worker | replay`."""

from notifications.api import api
from notifications.handlers import handlers
from notifications.settings import Settings
from notifications.wiring import wire
from notifications.worker import loops
from shared.process import Service


def settings() -> Settings:
    return Settings()


SERVICE = Service(
    "notifications", settings=settings, wire=wire, api=api, collections=["deliveries"], handlers=handlers, loops=loops
)

if __name__ == "__main__":
    SERVICE.cli()()
