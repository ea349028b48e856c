"""An entry goes to another skill, or to another member."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.registrations import ChangeIn
from competitions.commands.entering.changing import change_entry
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfEntry
from competitions.pages.preparation.frame import render
from competitions.queries.entering.entries import held_entry
from competitions.queries.members import known_members
from competitions.queries.skills import prepared_skills
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in

router = APIRouter(prefix="/championships/{championship_id}/entries/{registration_id}/change", include_in_schema=False)
FIELDS: Final = tuple(ChangeIn.model_fields)


@router.get("")
async def show(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> HTMLResponse:
    return await _page(request, app, championship_id, registration_id, by, {"once": str(uuid4())})


@router.post("")
async def change(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> Response:
    typed = await typed_in(request)
    try:
        once = form_id(typed)
        body = read(ChangeIn, body_of(typed, FIELDS))
        await change_entry(app, registration_id, once, **body.model_dump(), by=by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, registration_id, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/entries/{registration_id}")


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    entry = await held_entry(app, championship_id, registration_id, by)
    known = await prepared_skills(app, championship_id, by)
    one = entry.registration
    return render(
        request,
        "entry_change",
        entry.championship,
        by,
        entry=entry,
        skills=[row for row in known.held if row.free != 0 or row.skill.id == one.skill_id or not one.has_place],
        members=await known_members(app, championship_id, by),
        typed={"skill_id": str(one.skill_id), "member": one.member, **typed},
        refusal=refusal,
        fields=field_of,
    )
