"""Consents that are missing for people of the own school: whoever has to answer is reminded, and sheets to sign are printed."""

from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.schools.reminding import remind
from competitions.domain.entering.codes import spoken
from competitions.pages.held import CoordinatorOfSchool
from competitions.pages.schools.frame import render
from competitions.queries.schools.blanks import blanks_of_school
from shared.web.addresses import redirect
from shared.web.i18n import language
from shared.web.schemas import Cursor

router = APIRouter(prefix="/championships/{championship_id}/school", include_in_schema=False)
COUNTED: Final = ("asked", "too_soon", "too_late", "without_guardian")


@router.post("/reminders")
async def remind_all(
    championship_id: UUID, by: CoordinatorOfSchool, app: TheApp, once: Annotated[UUID | None, Form()] = None
) -> Response:
    """`once`: pressed twice, it tells twice what came of it."""
    done = await remind(app, championship_id, by, once)
    told = urlencode({name: getattr(done, name) for name in COUNTED})
    return redirect(f"/championships/{championship_id}/school?{told}")


@router.get("/reminders")
async def reminded(championship_id: UUID, _by: CoordinatorOfSchool) -> Response:
    """Where the form was sent to, opened again."""
    return redirect(f"/championships/{championship_id}/school")


@router.get("/blanks")
async def blanks(
    championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp, after: Cursor = None
) -> HTMLResponse:
    """Of everybody who lacks something, a part at a time."""
    found = await blanks_of_school(app, championship_id, by, language(request), after=after)
    return render(request, "blanks", found.school, by, blanks=found.blanks, after=found.after, spoken=spoken)
