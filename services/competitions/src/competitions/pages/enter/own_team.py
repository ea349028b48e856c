"""A team that is entered, as its own people change it: somebody else comes in a member's place, and a member leaves."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.own_teams import ComingIn
from competitions.commands.own.teams import leave_team, put_in_own_team
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import SomebodyAtEntry
from competitions.pages.preparation.frame import render
from competitions.queries.entering.entries import ShownEntry, entry_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.web.addresses import redirect
from shared.web.deps import Entering, ReaderLanguage
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in

router = APIRouter(prefix="/championships/{championship_id}/entries/{registration_id}", include_in_schema=False)


@router.get("/members/new")
async def show_place(
    championship_id: UUID, registration_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> HTMLResponse:
    """For who comes in the place of one who left."""
    return await _coming(request, app, (championship_id, registration_id, None), by, {"once": str(uuid4())})


@router.post("/members/new", dependencies=[Entering])
async def fill_place(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: SomebodyAtEntry,
    app: TheApp,
    language: ReaderLanguage,
) -> Response:
    return await _put(request, app, (championship_id, registration_id, None), by, language)


@router.get("/members/{subject_id}/replacement")
async def show_replacement(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> HTMLResponse:
    return await _coming(request, app, (championship_id, registration_id, subject_id), by, {"once": str(uuid4())})


@router.post("/members/{subject_id}/replacement", dependencies=[Entering])
async def replace(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: SomebodyAtEntry,
    app: TheApp,
    language: ReaderLanguage,
) -> Response:
    return await _put(request, app, (championship_id, registration_id, subject_id), by, language)


@router.get("/members/{subject_id}/leaving")
async def show_leaving(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> HTMLResponse:
    """What becomes of the team, before it is done."""
    return await _leaving(request, app, (championship_id, registration_id, subject_id), by, {"once": str(uuid4())})


@router.post("/members/{subject_id}/leaving")
async def leave(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> Response:
    typed = await typed_in(request)
    try:
        await leave_team(app, registration_id, subject_id, form_id(typed), by)
    except (Refusal, Mistyped) as refusal:
        return await _leaving(request, app, (championship_id, registration_id, subject_id), by, typed, refusal)
    return redirect("/me?left#outcome")  # the entry is not theirs to read any more


async def _put(
    request: Request, app: App, ids: tuple[UUID, UUID, UUID | None], by: Principal, language: ReaderLanguage
) -> Response:
    """`ids`: of the championship, the entry, and the member who leaves, where nobody left already."""
    typed = await typed_in(request)
    try:
        once = form_id(typed)
        body = read(ComingIn, body_of(typed, ComingIn.model_fields))
        await put_in_own_team(app, ids[1], once, body.teammate(), by, instead_of=ids[2], language=language)
    except (Refusal, Mistyped) as refusal:
        return await _coming(request, app, ids, by, typed, refusal)
    return redirect(f"/championships/{ids[0]}/entries/{ids[1]}")


async def _coming(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID, UUID | None],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """For the captain and the mentor. Raises Forbidden."""
    found = await entry_of(app, *ids[:2], by)
    if not found.leads:
        raise Forbidden
    return _page(request, "replacement", found, ids[2], by, typed, refusal)


async def _leaving(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID, UUID],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await entry_of(app, *ids[:2], by)
    return _page(request, "leaving", found, ids[2], by, typed, refusal)


def _page(
    request: Request,
    name: str,
    found: ShownEntry,
    subject_id: UUID | None,
    by: Principal,
    typed: Typed,
    refusal: Exception | None,
) -> HTMLResponse:
    members = found.members.members if found.members else ()
    member = next((one for one in members if one.subject_id == subject_id), None)
    if found.members is None or (subject_id and member is None):
        raise Unknown("person", subject_id or found.registration.id)
    return render(
        request,
        name,
        found.championship,
        by,
        found=found,
        shown=found.members,
        member=member,
        typed=typed,
        refusal=refusal,
        fields=lambda where: {"/skill_id": "family_name", "/subject_id": "family_name"}.get(where, field_of(where)),
        tabs=(),
        folder="enter",
    )
