"""The team of an entry: what it is called, who leads it and prepared it, and a member in another's place."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.teams import DescriptionIn, InsteadIn
from competitions.commands import arrivals, attendance
from competitions.commands.entering.teams import describe_team, replace_member
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import HolderOfEntry
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.entries import ShownEntry, held_entry
from competitions.queries.entering.team import ShownMembers
from competitions.queries.people import pick_people
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.schemas import Line

router = APIRouter(prefix="/championships/{championship_id}/entries/{registration_id}/team", include_in_schema=False)
Text = Annotated[str, Form(max_length=LONGEST_SEARCH)]


@router.get("")
async def show(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp, found: Found = None
) -> HTMLResponse:
    entry, shown = await _held(app, championship_id, registration_id, by)
    team = shown.team
    typed = {"name": team.name, "captain": str(team.captain), "mentor": str(team.mentor or "")}
    return await _description(request, app, entry, shown, by, found, typed)


@router.post("/search")
async def search(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, text: Text = ""
) -> Response:
    """For a mentor."""
    return redirect(f"{_home(championship_id, registration_id)}/team?found={seal_search(request, text, by)}")


@router.post("")
async def describe(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp, found: Found = None
) -> Response:
    typed = await typed_in(request)
    entry, shown = await _held(app, championship_id, registration_id, by)
    try:
        body = read(DescriptionIn, body_of(typed, DescriptionIn.model_fields))
        await describe_team(app, registration_id, **body.model_dump(), by=by)
    except (Refusal, Mistyped) as refusal:
        return await _description(request, app, entry, shown, by, found, typed, refusal)
    return redirect(_home(championship_id, registration_id))


@router.get("/members/{subject_id}")
async def show_member(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    found: Found = None,
) -> HTMLResponse:
    typed = {"once": str(uuid4())}
    entry, shown = await _held(app, championship_id, registration_id, by)
    return await _member(request, app, entry, shown, subject_id, by, found, typed)


@router.post("/members/{subject_id}/search")
async def search_instead(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: HolderOfEntry,
    text: Text = "",
) -> Response:
    here = f"{_home(championship_id, registration_id)}/team/members/{subject_id}"
    return redirect(f"{here}?found={seal_search(request, text, by)}")


@router.post("/members/{subject_id}")
async def put_instead(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    found: Found = None,
) -> Response:
    return await _put(request, app, (championship_id, registration_id, subject_id), by, found)


@router.get("/vacancy")
async def show_vacancy(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp, found: Found = None
) -> HTMLResponse:
    """Somebody left the team: who comes."""
    entry, shown = await _held(app, championship_id, registration_id, by)
    return await _member(request, app, entry, shown, None, by, found, {"once": str(uuid4())})


@router.post("/vacancy/search")
async def search_for_vacancy(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, text: Text = ""
) -> Response:
    return redirect(f"{_home(championship_id, registration_id)}/team/vacancy?found={seal_search(request, text, by)}")


@router.post("/vacancy")
async def fill_vacancy(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp, found: Found = None
) -> Response:
    return await _put(request, app, (championship_id, registration_id, None), by, found)


@router.post("/members/{subject_id}/absence")
async def miss(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    kind: Annotated[AbsenceKind, Form()] = AbsenceKind.ABSENT,
    reason: Annotated[Line | None, Form()] = None,
) -> Response:
    try:
        await attendance.mark_member_missing(app, registration_id, subject_id, kind=kind, reason=reason or "", by=by)
    except Refusal as refusal:
        entry, shown = await _held(app, championship_id, registration_id, by)
        typed = {"once": str(uuid4()), "kind": kind.value}
        return await _member(request, app, entry, shown, subject_id, by, None, typed, refusal)
    return redirect(_home(championship_id, registration_id))


@router.post("/members/{subject_id}/absence/end")
async def come_back(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, by: HolderOfEntry, app: TheApp
) -> Response:
    await attendance.take_back_missing(app, registration_id, subject_id, by)
    return redirect(_home(championship_id, registration_id))


@router.post("/members/{subject_id}/check-in")
async def arrive(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, by: HolderOfEntry, app: TheApp
) -> Response:
    await arrivals.mark_member(app, registration_id, subject_id, by, is_here=True)
    return redirect(_home(championship_id, registration_id))


@router.post("/members/{subject_id}/check-in/end")
async def leave(
    championship_id: UUID, registration_id: UUID, subject_id: UUID, by: HolderOfEntry, app: TheApp
) -> Response:
    await arrivals.mark_member(app, registration_id, subject_id, by, is_here=False)
    return redirect(_home(championship_id, registration_id))


def _home(championship_id: UUID, registration_id: UUID) -> str:
    return f"/championships/{championship_id}/entries/{registration_id}"


async def _held(
    app: App, championship_id: UUID, registration_id: UUID, by: Principal
) -> tuple[ShownEntry, ShownMembers]:
    entry = await held_entry(app, championship_id, registration_id, by)
    if entry.members is None:
        raise Unknown("team", registration_id)
    return entry, entry.members


async def _put(
    request: Request, app: App, ids: tuple[UUID, UUID, UUID | None], by: Principal, found: str | None
) -> Response:
    """`ids`: of the championship, the entry, and the member who leaves, where nobody left already."""
    championship_id, registration_id, subject_id = ids
    typed = await typed_in(request)
    entry, shown = await _held(app, championship_id, registration_id, by)
    try:
        once = form_id(typed)
        body = read(InsteadIn, body_of(typed, InsteadIn.model_fields))
        await replace_member(
            app, registration_id, subject_id, once, comes=body.subject_id, age_reason=body.age_reason, by=by
        )
    except (Refusal, Mistyped) as refusal:
        return await _member(request, app, entry, shown, subject_id, by, found, typed, refusal)
    return redirect(_home(championship_id, registration_id))


async def _description(
    request: Request,
    app: App,
    entry: ShownEntry,
    shown: ShownMembers,
    by: Principal,
    found: str | None,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    text = searched(request, found, by)
    return render(
        request,
        "team",
        entry.championship,
        by,
        entry=entry,
        shown=shown,
        mentoring=app.rulesets[entry.championship.ruleset].team.mentor,
        picked=await pick_people(app, text, by, without=shown.team.concerned),
        text=text or "",
        found=found or "",
        typed=typed,
        refusal=refusal,
    )


async def _member(
    request: Request,
    app: App,
    entry: ShownEntry,
    shown: ShownMembers,
    subject_id: UUID | None,
    by: Principal,
    found: str | None,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """None of those in it: of who comes in the place of who left."""
    member = next((one for one in shown.members if one.subject_id == subject_id), None)
    if member is None and subject_id:
        raise Unknown("person", subject_id)
    text = searched(request, found, by)
    return render(
        request,
        "team_member",
        entry.championship,
        by,
        entry=entry,
        shown=shown,
        member=member,
        picked=await pick_people(app, text, by, without=shown.team.concerned),
        text=text or "",
        found=found or "",
        typed=typed,
        refusal=refusal,
        fields=lambda where: {"/members": "subject_id"}.get(where, where.removeprefix("/")),
    )
