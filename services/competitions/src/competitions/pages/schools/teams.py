"""A team of the school is entered by one form, and another of it comes in a member's place."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schools.shapes import PupilIn, TeamOfSchoolIn
from competitions.commands.schools.teams import enter_team, replace_in_team
from competitions.domain.entering.rules import Mentoring
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import CoordinatorOfEntry, CoordinatorOfSchool
from competitions.pages.schools.entering import refused_field
from competitions.pages.schools.frame import render
from competitions.queries.entering.categories import groups_of
from competitions.queries.schools.entries import PlacesOfSchool, SchoolPage, pupils_entry, school_page
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in

router = APIRouter(prefix="/championships/{championship_id}/school", include_in_schema=False)
FIELDS: Final = {
    "/members": "people-0-family_name",
    "/captain": "people-0-family_name",
    "/mentor": "mentor-family_name",
}


@router.get("/new-team")
async def show(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> HTMLResponse:
    """First which skill: so many members has a team there."""
    typed = {"once": str(uuid4()), "skill_id": request.query_params.get("skill", "")}
    return await _page(request, app, championship_id, by, typed)


@router.post("/new-team")
async def enter(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(TeamOfSchoolIn, body_of(typed, TeamOfSchoolIn.model_fields))
        entry = (championship_id, form_id(typed), body.team(), body.skill_id)
        await enter_team(app, *entry, by, member=body.member, said=body.said())
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/school")


@router.get("/entries/{registration_id}/members/new")
async def show_free_place(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> HTMLResponse:
    """For who comes in the place of one who left."""
    typed = {"once": str(uuid4()), "language": "ru"}
    return await _instead(request, app, (championship_id, registration_id, None), by, typed)


@router.post("/entries/{registration_id}/members/new")
async def fill_place(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> Response:
    return await _put(request, app, (championship_id, registration_id, None), by)


@router.get("/entries/{registration_id}/members/{subject_id}/replacement")
async def choose(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: CoordinatorOfEntry,
    app: TheApp,
) -> HTMLResponse:
    typed = {"once": str(uuid4()), "language": "ru"}
    return await _instead(request, app, (championship_id, registration_id, subject_id), by, typed)


@router.post("/entries/{registration_id}/members/{subject_id}/replacement")
async def replace(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: CoordinatorOfEntry,
    app: TheApp,
) -> Response:
    return await _put(request, app, (championship_id, registration_id, subject_id), by)


async def _put(request: Request, app: App, ids: tuple[UUID, UUID, UUID | None], by: Principal) -> Response:
    """`ids`: of the championship, the entry, and the member who leaves, where nobody left already."""
    typed = await typed_in(request)
    try:
        body = read(PupilIn, body_of(typed, PupilIn.model_fields))
        await replace_in_team(app, *ids, form_id(typed), body.pupil(), by)
    except (Refusal, Mistyped) as refusal:
        return await _instead(request, app, ids, by, typed, refusal)
    return redirect(f"/championships/{ids[0]}/school")


def _teams(page: SchoolPage) -> list[PlacesOfSchool]:
    return [one for one in page.best_places if one.skill.team_size > 1]


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    page = await school_page(app, championship_id, by)
    offered, held = _teams(page), page.school.championship
    chosen = next((one for one in offered if str(one.skill.id) == typed.get("skill_id")), None)
    return render(
        request,
        "team",
        page.school,
        by,
        offered=offered,
        chosen=chosen or (offered[0] if len(offered) == 1 else None),
        has_mentor=app.rulesets[held.ruleset].team.mentor is not Mentoring.NO,
        period=page.school.entry_period(app.now()).value,
        groups=groups_of(app, held),
        typed=typed,
        refusal=refusal,
        fields=lambda where: FIELDS.get(where) or refused_field(where),
    )


async def _instead(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID, UUID | None],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    row, school = await pupils_entry(app, *ids[:2], by)
    leaves = next((one.person for one in row.people if one.person.id == ids[2]), None)
    if row.registration.team is None or (leaves is None and ids[2]):
        raise Unknown("person", ids[2] or row.registration.id)
    return render(
        request,
        "replacement",
        school,
        by,
        row=row,
        leaves=leaves,
        in_team=True,
        typed=typed,
        refusal=refusal,
        fields=refused_field,
    )
