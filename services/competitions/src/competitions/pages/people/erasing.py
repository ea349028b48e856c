"""Everything that is known of a person is taken away, with an act to print."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.people import erase_person
from competitions.pages.rendering import pages
from competitions.queries.erasures import erasure_of
from competitions.queries.people import erased_by, kept_by
from competitions.queries.registrations import entries_of
from shared.web.addresses import redirect
from shared.web.deps import Organiser

router = APIRouter(prefix="/people/{subject_id}", include_in_schema=False)


@router.get("/erasure")
async def ask(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """What goes, and what stays."""
    person = await kept_by(app, subject_id, by)
    entries = await entries_of(app, [subject_id])
    return pages.render(request, "people/erasure.html", principal=by, person=person, entries=entries)


@router.post("/erasure")
async def erase(subject_id: UUID, by: Organiser, app: TheApp) -> Response:
    await erase_person(app, subject_id, by)
    return redirect(f"/people/{subject_id}/act")


@router.get("/act")
async def act(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """That it was done, and when: to print and to sign."""
    person = await erased_by(app, subject_id, by)
    by_itself = await erasure_of(app, subject_id)
    return pages.render(request, "people/act.html", principal=by, person=person, erasure=by_itself)
