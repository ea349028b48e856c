"""The service's HTTP side: JSON below `/api/competitions/v1`, a module a resource, and the pages."""

import re

from fastapi import APIRouter, FastAPI

from competitions.api import (
    championships,
    closing,
    consent_texts,
    consents,
    erasures,
    marking,
    members,
    organisation,
    people,
    registrations,
    results,
    scans,
    schemes,
    sign_off,
    skill_import,
    skills,
)
from competitions.api.awards import ROUTERS as AWARDS
from competitions.api.duties import ROUTERS as DUTIES
from competitions.api.entering import (
    applying,
    imports,
    mentors,
    own,
    own_consents,
    own_data,
    own_teams,
    selection,
    teams,
)
from competitions.api.juries import devices, invitations, jury
from competitions.api.needs import ROUTERS as NEEDS
from competitions.api.problems import PROBLEMS
from competitions.api.publishing import bringing, package, protests, publication
from competitions.api.scheduling import cancellation, schedule
from competitions.api.schools import school
from competitions.api.sending import ROUTERS as SENDING
from competitions.pages import ROUTERS
from competitions.settings import Settings
from competitions.wiring import wire
from shared.web.app import build

# Routes are tried one after the other: marks come first, since nearly all requests of a championship enter one, and then
# registrations, which come all at once.
RESOURCES = (
    marking,
    devices,
    registrations,
    championships,
    closing,
    cancellation,
    skills,
    skill_import,
    members,
    schedule,
    protests,
    publication,
    package,
    bringing,
    people,
    selection,
    teams,
    own_teams,
    mentors,
    own,
    applying,
    own_consents,
    own_data,
    imports,
    school,
    organisation,
    consent_texts,
    consents,
    erasures,
    scans,
    jury,
    invitations,
    schemes,
    sign_off,
    results,
)

FOUND_AGAIN = re.compile(
    # Packages: why one is refused names those whose results come out otherwise.
    r"/api/competitions/v1/sheets/[^/]+/marks/[^/]+(?:/withdrawal)?|/api/competitions/v1/packages(?:/[^/]+/arrival)?"
    r"|/api/competitions/v1/award-tables"
)
"""What a repeat of finds its effect by itself: no answer of it is kept."""
TABLES = re.compile(r"/api/competitions/v1/award-tables|/awards/achievements/[^/]+/table")
WORKBOOKS = re.compile(
    r"/api/competitions/v1/skills/[^/]+/marking-scheme|/skills/[^/]+/scheme"
    r"|(?:/api/competitions/v1)?/championships/[^/]+/skills/import"
    r"|/api/competitions/v1/championships/[^/]+/imports|/championships/[^/]+/(?:entries|school)/import"
    r"|/api/competitions/v1/registrations/[^/]+/consents/[^/]+/[^/]+/scans"
    r"|/championships/[^/]+/consents/[0-9a-f-]{36}(?:/scans)?"
    r"|/api/competitions/v1/packages|/championships/new/package"
)


def resources() -> list[APIRouter]:
    return [*SENDING, *(resource.router for resource in RESOURCES), *DUTIES, *NEEDS, *AWARDS]


def api(settings: Settings) -> FastAPI:
    return build(
        package="competitions",
        settings=settings,
        wire=wire,
        resources=resources(),
        routers=ROUTERS,
        problem_types=PROBLEMS,
        title="Skillproof competitions",
        named=FOUND_AGAIN,
        files=WORKBOOKS,
        tables=TABLES,
        duties=lambda app: app.duties,
    )
