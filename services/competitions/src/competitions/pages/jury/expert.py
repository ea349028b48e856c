"""`/skills/{id}/experts/{person}`: one expert: since when, in which role, with which ties; another role, away, dismissed."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.juries.jury import DismissalIn, RoleIn
from competitions.commands import jury as commands
from competitions.domain.judging.jury import DismissalUnexplained
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfSkill
from competitions.pages.jury.experts import NOTHING
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.jury import one_juror
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in

router = APIRouter(prefix="/skills/{skill_id}/experts/{subject_id}", include_in_schema=False)


@router.get("")
async def show(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> HTMLResponse:
    return await _page(request, app, skill_id, subject_id, by)


@router.post("/role")
async def give_role(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        await commands.give_duty(app, skill_id, subject_id, read(RoleIn, body_of(typed, ("role",))).role, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, subject_id, by, typed, refusal)
    return redirect(f"/skills/{skill_id}/experts/{subject_id}")


@router.post("/absence")
async def go_away(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    return await _away(request, app, skill_id, subject_id, by, is_away=True)


@router.post("/absence/end")
async def come_back(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    return await _away(request, app, skill_id, subject_id, by, is_away=False)


async def _away(
    request: Request, app: App, skill_id: UUID, subject_id: UUID, by: Principal, *, is_away: bool
) -> Response:
    try:
        await commands.set_chief_away(app, skill_id, is_away=is_away, by=by)
    except Refusal as refusal:
        return await _page(request, app, skill_id, subject_id, by, NOTHING, refusal)
    return redirect(f"/skills/{skill_id}/experts/{subject_id}")


@router.post("/dismissal")
async def dismiss(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        if not typed.get("reason", "").strip():
            raise DismissalUnexplained
        body = read(DismissalIn, body_of(typed, ("reason",)))
        letter = derive(skill_id, subject_id, "dismissal", typed.get("seen", ""))
        await commands.dismiss(app, skill_id, subject_id, letter, body.reason, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, subject_id, by, typed, refusal)
    return redirect(f"/skills/{skill_id}/experts#former")


async def _page(
    request: Request,
    app: App,
    skill_id: UUID,
    subject_id: UUID,
    by: Principal,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
) -> HTMLResponse:
    known, juror = await one_juror(app, skill_id, subject_id, by)
    return render(
        request,
        "expert",
        known.championship,
        by,
        jury=known,
        skill=known.skill,
        juror=juror,
        typed=typed,
        refusal=refusal,
        tabs=skill_tabs(request, known.skill),
    )
