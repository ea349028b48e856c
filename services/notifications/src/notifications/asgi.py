"""The HTTP side of notifications."""

from fastapi import FastAPI

from notifications.api import deliveries, inbox, own_data, preferences, stream, unsubscribing
from notifications.api.problems import PROBLEMS
from notifications.pages import ROUTERS as PAGES
from notifications.settings import Settings
from notifications.wiring import wire
from shared.web.app import build

ROUTERS = (inbox.router, stream.router, preferences.router, deliveries.router, own_data.router, unsubscribing.router)


def api(settings: Settings) -> FastAPI:
    return build(
        package="notifications",
        settings=settings,
        wire=wire,
        routers=[*ROUTERS, *PAGES],
        problem_types=PROBLEMS,
        title="Notifications",
        duties=lambda app: app.duties,
    )
