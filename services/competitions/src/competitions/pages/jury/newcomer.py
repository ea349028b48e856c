"""`/skills/{id}/experts/new`: somebody whom the organisation does not keep yet is invited, by name and e-mail."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.juries.invitations import NewcomerIn
from competitions.commands.judging import invite_new
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfSkill
from competitions.pages.jury.experts import NOTHING, once
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.jury import jury
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in

router = APIRouter(prefix="/skills/{skill_id}/experts/new", include_in_schema=False)
FIELDS = ("family_name", "given_name", "patronymic", "email", "language", "role")


@router.get("")
async def show(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> HTMLResponse:
    return await _page(request, app, skill_id, by)


@router.post("")
async def invite(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        body = read(NewcomerIn, body_of(typed, FIELDS))
        letter = once(skill_id, body.email.casefold(), typed)
        newcomer = body.person(derive(letter, "person"), by.organisation or "")
        await invite_new(app, skill_id, letter, newcomer, duty=body.role, by=by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, by, typed, refusal)
    return redirect(f"/skills/{skill_id}/experts#invited")


async def _page(
    request: Request,
    app: App,
    skill_id: UUID,
    by: Principal,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
) -> HTMLResponse:
    known = await jury(app, skill_id, by)
    return render(
        request,
        "expert_new",
        known.championship,
        by,
        jury=known,
        skill=known.skill,
        typed=typed,
        refusal=refusal,
        tabs=skill_tabs(request, known.skill),
    )
