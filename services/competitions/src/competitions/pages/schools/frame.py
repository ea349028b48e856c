"""What stands around every page of a school's coordinator."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.domain.schools.school import School
from competitions.pages.preparation import frame
from competitions.pages.preparation.frame import NOTHING
from shared.identity.principal import Principal
from shared.web.forms import Typed
from shared.web.i18n import gettext_of


def home_of(school: School) -> str:
    return f"/championships/{school.championship.id}/school"


def render(
    request: Request,
    name: str,
    school: School,
    by: Principal,
    *,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
    folder: str = "schools",
    **context: Any,
) -> HTMLResponse:
    """`typed` and `refusal`: as for an organiser's page."""
    _, home = gettext_of(request), home_of(school)
    places = [
        (_("People and entries"), home),
        (_("Import entries from a file"), f"{home}/import"),
        (_("Consents to sign"), f"{home}/blanks"),
        (_("Results"), f"{home}/results"),
    ]
    answer = frame.render(
        request,
        name,
        school.championship,
        by,
        typed=typed,
        refusal=refusal,
        folder=folder,
        tabs=frame.tabs_of(request, places),
        school=school,
        at_school=home,
        **context,
    )
    answer.headers["cache-control"] = "no-store"
    return answer
