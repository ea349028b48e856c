"""Everything that is known of a person is taken away, with an act to print."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.own_data import DeclineIn
from competitions.commands.own.erasure import decline_erasure
from competitions.commands.people import erase_person
from competitions.domain.refusal import Refusal
from competitions.pages.held import KeeperOfPerson
from competitions.pages.people.listing import shown_person
from competitions.pages.rendering import pages
from competitions.queries.keeping.erasures import erasure_of
from competitions.queries.people import erased_by, kept_by
from competitions.queries.registrations import entries_of
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, body_of, read, typed_in

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


@router.post("/erasure-request/refusal")
async def decline(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """With a reason: who asked reads it."""
    kept = await kept_by(app, subject_id, by)
    typed = await typed_in(request)
    try:
        reason = read(DeclineIn, body_of(typed, ("reason",))).reason
        await decline_erasure(app, subject_id, reason, by)
    except (Refusal, Mistyped) as refusal:
        return await shown_person(request, app, kept, by, refusal)
    return redirect(f"/people/{subject_id}")


@router.get("/erasure-request/refusal")
async def declined(subject_id: UUID, _by: KeeperOfPerson) -> Response:
    """Where the form was sent to, opened again."""
    return redirect(f"/people/{subject_id}")


@router.get("/act")
async def act(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """That it was done, and when: to print and to sign."""
    person = await erased_by(app, subject_id, by)
    by_itself = await erasure_of(app, subject_id)
    return pages.render(request, "people/act.html", principal=by, person=person, erasure=by_itself)
