"""One entry: for its organiser and jury, for the person, and for the guardians of who is not of age."""

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands import arrivals, attendance
from competitions.commands import registrations as commands
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.entering.codes import spoken
from competitions.domain.entering.leaving import is_free
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.pages.badges.picture import qr_code
from competitions.pages.held import HolderOfEntry, SomebodyAtEntry
from competitions.pages.preparation.frame import NOTHING, championship_tabs, render
from competitions.queries.consents import consents_of_own
from competitions.queries.entering.entries import entry_of
from competitions.queries.needs.own import stated
from competitions.queries.own.mentors import may_name_mentor, readers_mentoring
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Typed, field_of
from shared.web.i18n import gettext_of
from shared.web.schemas import Line

router = APIRouter(prefix="/championships/{championship_id}/entries/{registration_id}", include_in_schema=False)
Reason = Annotated[Line | None, Form()]


@router.get("")
async def show(
    championship_id: UUID, registration_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> HTMLResponse:
    return await _page(request, app, championship_id, registration_id, by)


@router.post("/confirmation")
async def confirm(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> Response:
    return await _done(request, app, championship_id, registration_id, by, commands.confirm(app, registration_id, by))


@router.post("/rejection")
async def reject(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    reason: Reason = None,
) -> Response:
    command = commands.reject(app, registration_id, reason=reason or "", by=by)
    return await _done(request, app, championship_id, registration_id, by, command, "reject")


@router.post("/withdrawal")
async def withdraw(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: SomebodyAtEntry,
    app: TheApp,
    reason: Reason = None,
) -> Response:
    command = commands.withdraw(app, registration_id, reason=reason, by=by)
    return await _done(request, app, championship_id, registration_id, by, command)


@router.post("/declining")
async def decline(
    championship_id: UUID, registration_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> Response:
    return await _done(request, app, championship_id, registration_id, by, commands.decline(app, registration_id, by))


@router.post("/check-in")
async def check_in(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> Response:
    return await _done(request, app, championship_id, registration_id, by, arrivals.check_in(app, registration_id, by))


@router.post("/check-in/end")
async def check_out(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> Response:
    return await _done(request, app, championship_id, registration_id, by, arrivals.check_out(app, registration_id, by))


@router.post("/absence")
async def miss(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    kind: Annotated[AbsenceKind, Form()],
    reason: Reason = None,
) -> Response:
    command = attendance.mark_absent(app, registration_id, kind=kind, reason=reason or "", by=by)
    typed = {"absence-kind": kind.value}
    return await _done(request, app, championship_id, registration_id, by, command, "absence", typed)


@router.post("/absence/end")
async def come_back(
    championship_id: UUID, registration_id: UUID, request: Request, by: HolderOfEntry, app: TheApp
) -> Response:
    command = attendance.take_back_absence(app, registration_id, by)
    return await _done(request, app, championship_id, registration_id, by, command)


async def _done(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    command: Awaitable[Registration],
    form: str = "",
    typed: Typed = NOTHING,
) -> Response:
    """`form`: of those on the page the one that was sent, with which the ids of its fields begin."""
    try:
        await command
    except Refusal as refusal:
        return await _page(request, app, championship_id, registration_id, by, refusal, form, typed)
    return _back(championship_id, registration_id)


def _back(championship_id: UUID, registration_id: UUID) -> Response:
    return redirect(f"/championships/{championship_id}/entries/{registration_id}")


def _picture(request: Request, app: App, registration: Registration) -> Markup | None:
    """Of the code that is shown at the door, while the entry goes on."""
    if registration.code is None or registration.has_ended:
        return None
    return qr_code(app.settings.public_url, registration.code, gettext_of(request)("Code {code}"))


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    refusal: Refusal | None = None,
    form: str = "",
    typed: Typed = NOTHING,
) -> HTMLResponse:
    found = await entry_of(app, championship_id, registration_id, by)
    return render(
        request,
        "entry",
        found.championship,
        by,
        found=found,
        picture=_picture(request, app, found.registration),
        spoken=spoken,
        stated_of=await stated(app, found.championship, found.registration, by),
        mentored=await readers_mentoring(app, found.registration, found.championship, by),
        names_mentor=is_free(found.registration, found.skill, found.championship)
        and await may_name_mentor(app, found.registration, by),
        own=await consents_of_own(app, found.registration, by),
        is_sent="sent" in request.query_params,
        refusal=refusal,
        typed=typed,
        fields=lambda where: f"{form}-{field_of(where)}" if form else field_of(where),
        tabs=championship_tabs(request, found.championship) if found.is_held else (),
    )
