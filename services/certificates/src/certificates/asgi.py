"""The HTTP side of certificates."""

from fastapi import FastAPI

from certificates.api import (
    achievements,
    certificates,
    issued,
    issuers,
    names,
    own_data,
    register,
    standing,
    verifications,
)
from certificates.api.problems import PROBLEMS
from certificates.pages import ROUTERS as PAGES
from certificates.settings import Settings
from certificates.wiring import wire
from shared.web.app import build

ROUTERS = (
    issuers.router,
    achievements.router,
    certificates.router,
    issued.router,
    standing.router,
    names.router,
    verifications.router,
    register.router,
    own_data.router,
)


def api(settings: Settings) -> FastAPI:
    return build(
        package="certificates",
        settings=settings,
        wire=wire,
        routers=[*ROUTERS, *PAGES],
        problem_types=PROBLEMS,
        title="Certificates",
        duties=lambda app: app.duties,
    )
