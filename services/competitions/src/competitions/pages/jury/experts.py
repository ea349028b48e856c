"""`/skills/{id}/experts`: who is on the jury, who is invited; somebody is found and invited, or appointed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions import letter_events
from competitions.api.deps import TheApp
from competitions.api.juries.invitations import JuryInvitationIn
from competitions.api.juries.jury import ExpertIn
from competitions.commands import judging
from competitions.commands import jury as commands
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfSkill
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.pages.rendering import seal_search, searched
from competitions.queries.jury import jury
from competitions.queries.members import known_members
from competitions.queries.people import pick_people
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/skills/{skill_id}/experts", include_in_schema=False)
NOTHING: Typed = {}


@router.get("")
async def show(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp, found: Found = None) -> HTMLResponse:
    return await _page(request, app, skill_id, by, searched(request, found, by))


@router.post("/search")
async def search(
    skill_id: UUID, request: Request, by: HolderOfSkill, text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = ""
) -> Response:
    return redirect(f"/skills/{skill_id}/experts?found={seal_search(request, text, by)}")


@router.post("")
async def appoint(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp, found: Found = None) -> Response:
    """Somebody who has agreed, which is on record."""
    typed = await typed_in(request)
    try:
        sent = {**body_of(typed, ("subject_id", "member", "role")), "has_agreed": "has_agreed" in typed}
        body = read(ExpertIn, sent)
        await commands.appoint(
            app,
            skill_id,
            subject_id=body.subject_id,
            member=body.member,
            duty=body.role,
            has_agreed=body.has_agreed,
            by=by,
        )
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, by, searched(request, found, by), typed, refusal)
    return redirect(f"/skills/{skill_id}/experts")


@router.post("/invitations")
async def invite(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp, found: Found = None) -> Response:
    typed = await typed_in(request)
    try:
        body = read(JuryInvitationIn, body_of(typed, ("subject_id", "role")))
        letter = once(skill_id, body.subject_id, typed)
        await judging.invite(app, skill_id, letter, subject_id=body.subject_id, duty=body.role, by=by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, skill_id, by, searched(request, found, by), typed, refusal)
    return redirect(f"/skills/{skill_id}/experts#invited")


@router.post("/{subject_id}/letters")
async def send_again(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    try:
        await judging.resend(app, skill_id, subject_id, once(skill_id, subject_id, await typed_in(request)), by)
    except Refusal as refusal:
        return await _page(request, app, skill_id, by, None, NOTHING, refusal)
    return redirect(f"/skills/{skill_id}/experts#invited")


@router.post("/{subject_id}/taking-back")
async def take_back(skill_id: UUID, subject_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    try:
        await judging.take_back(app, skill_id, subject_id, by)
    except Refusal as refusal:
        return await _page(request, app, skill_id, by, None, NOTHING, refusal)
    return redirect(f"/skills/{skill_id}/experts#invited")


def once(skill_id: UUID, who: UUID | str, typed: Typed) -> UUID:
    """The letter of a page that was seen as it was: a button that is pressed twice sends one."""
    return derive(skill_id, who, "letter", typed.get("seen", ""))


async def _page(
    request: Request,
    app: App,
    skill_id: UUID,
    by: Principal,
    text: str | None,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
) -> HTMLResponse:
    known = await jury(app, skill_id, by)
    on_it = {one.expert.subject_id for one in known.jurors}
    return render(
        request,
        "experts",
        known.championship,
        by,
        jury=known,
        skill=known.skill,
        members=await known_members(app, known.championship.id, by),
        picked=await pick_people(app, text, by, without=on_it),
        text=text or "",
        found=request.query_params.get("found", ""),
        letter_event=letter_events.of_jury_letter,
        typed=typed,
        refusal=refusal,
        fields=lambda where: where.removeprefix("/"),
        tabs=skill_tabs(request, known.skill),
    )
