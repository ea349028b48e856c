"""The HTTP side of certificates."""

import re

from fastapi import FastAPI

from certificates.api import (
    achievements,
    certificates,
    issued,
    issuers,
    names,
    own_data,
    standing,
    verifications,
)
from certificates.api.problems import PROBLEMS
from certificates.api.register import acts, columns, entries
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
    verifications.of_files,
    verifications.router,
    entries.router,
    acts.router,
    columns.router,
    own_data.router,
)
FILES = re.compile(
    r"/v/list|/api/certificates/v1/verifications|(?:/api/certificates/v1)?/issuers/[^/]+/(?:register/tables|pictures/[^/]+)"
    r"|/issuers/[^/]+/designs"
)
"""Where files go: to be checked, to be read as tables, to be printed."""


def api(settings: Settings) -> FastAPI:
    return build(
        package="certificates",
        settings=settings,
        wire=wire,
        routers=[*ROUTERS, *PAGES],
        problem_types=PROBLEMS,
        title="Certificates",
        files=FILES,
        duties=lambda app: app.duties,
    )
