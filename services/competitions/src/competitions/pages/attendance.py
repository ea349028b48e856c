"""Who of a skill's competitors starts: a part of the skill's marking page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import Response

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.commands.attendance import mark_absent, take_back_absence
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.refusal import Refusal
from competitions.pages.marking import render_skill
from competitions.queries.registrations import must_be_entered_for
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Insider
from shared.web.schemas import In, Line

router = APIRouter(prefix="/skills/{skill_id}/absences", include_in_schema=False)


class Typed(In):
    """Who is absent, and why."""

    competitor: UUID
    """The registration."""
    kind: AbsenceKind
    reason: Line | None = None
    """An empty field is not sent as one: its refusal is explained at the field."""


async def _of_skill(skill_id: UUID, by: Insider, app: TheApp) -> Principal:
    """Before the form is looked at: whom the skill does not concern learns nothing from its refusals."""
    await insider(app, skill_id, by)
    return by


OfSkill = Annotated[Principal, Depends(_of_skill)]


@router.get("")
async def show(skill_id: UUID, request: Request, by: OfSkill, app: TheApp) -> Response:
    """Where a refused form was sent to, opened again."""
    return await render_skill(request, app, skill_id, by)


@router.post("")
async def mark(skill_id: UUID, request: Request, typed: Annotated[Typed, Form()], by: OfSkill, app: TheApp) -> Response:
    try:
        await must_be_entered_for(app, skill_id, typed.competitor)
        await mark_absent(app, typed.competitor, kind=typed.kind, reason=typed.reason or "", by=by)
    except Refusal as refusal:
        return await render_skill(request, app, skill_id, by, refusal, typed)
    return redirect(f"/skills/{skill_id}/marking")


@router.post("/{registration_id}/end")
async def take_back(skill_id: UUID, registration_id: UUID, request: Request, by: OfSkill, app: TheApp) -> Response:
    try:
        await must_be_entered_for(app, skill_id, registration_id)
        await take_back_absence(app, registration_id, by)
    except Refusal as refusal:
        return await render_skill(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/marking")
