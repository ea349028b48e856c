"""Another mentor of a team of the school."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schools.shapes import MentorIn
from competitions.commands.schools.mentors import name_mentor_of_school
from competitions.domain.entering.rules import Mentoring
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.schools.teams import Mentor
from competitions.pages.held import CoordinatorOfEntry
from competitions.pages.schools.entering import refused_field
from competitions.pages.schools.frame import render
from competitions.queries.schools.entries import pupils_entry
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in

router = APIRouter(
    prefix="/championships/{championship_id}/school/entries/{registration_id}/mentor", include_in_schema=False
)


@router.get("")
async def show(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> HTMLResponse:
    return await _page(request, app, (championship_id, registration_id), by, {"once": str(uuid4())})


@router.post("")
async def name(
    championship_id: UUID, registration_id: UUID, request: Request, by: CoordinatorOfEntry, app: TheApp
) -> Response:
    typed, ids = await typed_in(request), (championship_id, registration_id)
    try:
        body = read(MentorIn, body_of(typed, MentorIn.model_fields))
        await name_mentor_of_school(app, *ids, form_id(typed), Mentor(**body.model_dump()), by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, ids, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/school")


async def _page(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    row, school = await pupils_entry(app, *ids, by)
    if row.registration.team is None:
        raise Unknown("team", ids[1])
    fields = {"/mentor": "family_name"}
    return render(
        request,
        "mentor",
        school,
        by,
        row=row,
        has_mentors=app.rulesets[school.championship.ruleset].team.mentor is not Mentoring.NO,
        typed=typed,
        refusal=refusal,
        fields=lambda where: fields.get(where) or refused_field(where),
    )
