"""A person is invited to sign in: by a letter with a link, in which nobody has to know an account's identifier."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions import letter_events
from competitions.api.deps import TheApp
from competitions.commands.people import invite_person
from competitions.domain.refusal import Refusal
from competitions.pages.held import KeeperOfPerson
from competitions.pages.rendering import pages
from competitions.queries.people import kept_by
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.schemas import In

router = APIRouter(prefix="/people/{subject_id}/invitation", include_in_schema=False)


class Asked(In):
    seen: UUID | None = None
    """The invitation that the page showed as the newest: a button that is pressed twice sends one letter."""


@router.get("")
async def ask(subject_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> HTMLResponse:
    return await _render(request, app, subject_id, by)


@router.post("")
async def invite(
    subject_id: UUID, request: Request, asked: Annotated[Asked, Form()], by: KeeperOfPerson, app: TheApp
) -> Response:
    try:
        await invite_person(app, subject_id, derive(subject_id, "invitation", str(asked.seen or "")), by)
    except Refusal as refusal:
        return await _render(request, app, subject_id, by, refusal)
    return redirect(f"/people/{subject_id}/invitation")


async def _render(
    request: Request, app: App, subject_id: UUID, by: Principal, refusal: Refusal | None = None
) -> HTMLResponse:
    person = await kept_by(app, subject_id, by)
    return pages.render(
        request,
        "people/invitation.html",
        refusal=refusal,
        errors=(),
        principal=by,
        person=person,
        letter_event=letter_events.of_invitation,
    )
