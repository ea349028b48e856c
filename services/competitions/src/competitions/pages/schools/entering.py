"""Somebody of the school is entered, or takes the place of somebody else of it: by one form."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schools.shapes import PupilIn, PupilsEntryIn
from competitions.commands.schools.entering import enter_pupil, replace_pupil
from competitions.domain.refusal import Refusal
from competitions.pages.held import CoordinatorOfEntry, CoordinatorOfSchool
from competitions.pages.schools.frame import render
from competitions.queries.entering.categories import groups_of
from competitions.queries.schools.entries import pupils_entry, school_page
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in

router = APIRouter(prefix="/championships/{championship_id}/school", include_in_schema=False)
FIELDS: Final = {"/subject_id": "family_name"}


def _begun() -> Typed:
    return {"once": str(uuid4()), "language": "ru"}


@router.get("/new")
async def show(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> HTMLResponse:
    return await _new(request, app, championship_id, by, _begun())


@router.post("/new")
async def enter(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(PupilsEntryIn, body_of(typed, PupilsEntryIn.model_fields))
        entry = (championship_id, form_id(typed), body.pupil(), body.skill_id)
        await enter_pupil(app, *entry, by, member=body.member, said=body.said())
    except (Refusal, Mistyped) as refusal:
        return await _new(request, app, championship_id, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/school")


@router.get("/entries/{registration_id}/replacement")
async def choose(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> HTMLResponse:
    return await _other(request, app, (championship_id, registration_id), by, _begun())


@router.post("/entries/{registration_id}/replacement")
async def replace(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> Response:
    typed = await typed_in(request)
    try:
        body = read(PupilIn, body_of(typed, PupilIn.model_fields))
        await replace_pupil(app, championship_id, registration_id, form_id(typed), body.pupil(), by)
    except (Refusal, Mistyped) as refusal:
        return await _other(request, app, (championship_id, registration_id), by, typed, refusal)
    return redirect(f"/championships/{championship_id}/school")


def refused_field(where: str) -> str:
    return FIELDS.get(where) or field_of(where)


async def _new(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    page = await school_page(app, championship_id, by)
    return render(
        request,
        "enter",
        page.school,
        by,
        page=page,
        period=page.school.entry_period(app.now()).value,
        groups=groups_of(app, page.school.championship),
        typed=typed,
        refusal=refusal,
        fields=refused_field,
    )


async def _other(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """`ids`: of the championship, and of the entry whose place is given to another."""
    row, school = await pupils_entry(app, *ids, by)
    return render(
        request,
        "replacement",
        school,
        by,
        row=row,
        in_team=False,
        leaves=None,
        typed=typed,
        refusal=refusal,
        fields=refused_field,
    )
