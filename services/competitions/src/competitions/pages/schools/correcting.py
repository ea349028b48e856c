"""What the school wrote wrongly of somebody is put right."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schools.shapes import CorrectionIn
from competitions.commands.schools.correcting import correct_pupil
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import CoordinatorOfEntry
from competitions.pages.schools.frame import render
from competitions.queries.schools.entries import pupils_entry
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Unkept
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in, typed_of

router = APIRouter(
    prefix="/championships/{championship_id}/school/entries/{registration_id}/people/{subject_id}/correction",
    include_in_schema=False,
    dependencies=[Unkept],
)


@router.get("")
async def show(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: CoordinatorOfEntry,
    app: TheApp,
) -> HTMLResponse:
    return await _page(request, app, (championship_id, registration_id, subject_id), by)


@router.post("")
async def correct(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    request: Request,
    by: CoordinatorOfEntry,
    app: TheApp,
) -> Response:
    typed, ids = await typed_in(request), (championship_id, registration_id, subject_id)
    try:
        body = read(CorrectionIn, body_of(typed, CorrectionIn.model_fields))
        await correct_pupil(app, *ids, form_id(typed), body.correction(), by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, ids, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/school")


async def _page(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID, UUID],
    by: Principal,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """`ids`: of the championship, the entry and the person."""
    row, school = await pupils_entry(app, *ids[:2], by)
    person = next((each.person for each in row.people if each.person.id == ids[2]), None)
    if person is None:
        raise Unknown("person", ids[2])
    known = {name: getattr(person, name) for name in ("family_name", "given_name", "patronymic", "course")}
    shown = typed_of({**known, "once": str(uuid4())}) if typed is None else typed
    return render(
        request, "correction", school, by, row=row, person=person, typed=shown, refusal=refusal, fields=field_of
    )
