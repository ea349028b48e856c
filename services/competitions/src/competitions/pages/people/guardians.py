"""Who is the guardian of a person: chosen among the people whom the organisation keeps."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.people import set_guardians
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal
from competitions.pages.held import KeeperOfPerson
from competitions.pages.people.listing import Found, Typed
from competitions.pages.rendering import pages, seal_search, searched
from competitions.queries.people import guardians_of, kept_by, pick_people
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect

router = APIRouter(prefix="/people/{subject_id}/guardians", include_in_schema=False)
Chosen = Annotated[UUID, Form()]


@router.get("")
async def show(
    subject_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp, found: Found = None
) -> HTMLResponse:
    return await _page(request, app, subject_id, by, searched(request, found, by))


@router.post("/search")
async def search(subject_id: UUID, request: Request, by: KeeperOfPerson, text: Typed = "") -> Response:
    return redirect(f"/people/{subject_id}/guardians?found={seal_search(request, text, by)}")


@router.post("")
async def add(subject_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp, person: Chosen) -> Response:
    known = await kept_by(app, subject_id, by)
    return await _set(request, app, known, (*known.guardians, person), by)


@router.post("/{guardian_id}/removal")
async def remove(subject_id: UUID, guardian_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> Response:
    known = await kept_by(app, subject_id, by)
    return await _set(request, app, known, tuple(one for one in known.guardians if one != guardian_id), by)


async def _set(request: Request, app: App, known: Person, guardians: tuple[UUID, ...], by: Principal) -> Response:
    try:
        await set_guardians(app, known.id, tuple(dict.fromkeys(guardians)), by)
    except Refusal as refusal:
        return await _page(request, app, known.id, by, None, refusal)
    return redirect(f"/people/{known.id}/guardians")


async def _page(
    request: Request, app: App, subject_id: UUID, by: Principal, text: str | None, refusal: Refusal | None = None
) -> HTMLResponse:
    person = await kept_by(app, subject_id, by)
    return pages.render(
        request,
        "people/guardians.html",
        refusal=refusal,
        errors=(),
        principal=by,
        person=person,
        guardians=await guardians_of(app, person),
        picked=await pick_people(app, text, by, without={person.id, *person.guardians}),
        text=text or "",
    )
