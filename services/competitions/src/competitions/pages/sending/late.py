"""Entries that came too late: whoever leads the jury enters each, or sets it aside; an expert sees what became of the own ones."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.commands.sending.late import enter_late, set_aside
from competitions.domain.refusal import Refusal
from competitions.pages.entries import seen_id
from competitions.pages.rendering import pages
from competitions.queries.sending.late import late_page
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Insider
from shared.web.schemas import In, Prose

router = APIRouter(prefix="/skills/{skill_id}/late-entries", include_in_schema=False)


class Typed(In):
    late: UUID
    saw: Annotated[str, Form(max_length=60)] = ""
    reason: Prose | None = None
    what: Literal["enter", "aside"]


async def _of_skill(skill_id: UUID, by: Insider, app: TheApp) -> Principal:
    """Before the form is looked at: whom the skill does not concern learns nothing from its refusals."""
    await insider(app, skill_id, by)
    return by


OfSkill = Annotated[Principal, Depends(_of_skill)]


@router.get("")
async def show(skill_id: UUID, request: Request, by: OfSkill, app: TheApp) -> HTMLResponse:
    return await _render(request, app, skill_id, by)


@router.post("")
async def settle(
    skill_id: UUID, request: Request, typed: Annotated[Typed, Form()], by: OfSkill, app: TheApp
) -> Response:
    try:
        if typed.what == "aside":
            await set_aside(app, typed.late, by)
        else:
            await enter_late(app, typed.late, by, seen_id(typed.saw), typed.reason or "")
    except Refusal as refusal:
        return await _render(request, app, skill_id, by, refusal, typed)
    return redirect(f"/skills/{skill_id}/late-entries")


async def _render(
    request: Request, app: App, skill_id: UUID, by: Principal, refusal: Refusal | None = None, typed: object = None
) -> HTMLResponse:
    return pages.render(
        request,
        "late.html",
        refusal=refusal,
        typed=typed,
        errors=(),
        principal=by,
        page=await late_page(app, skill_id, by),
    )
