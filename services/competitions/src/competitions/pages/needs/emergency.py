"""`/me/entries/{id}/emergency-contacts`: whom to call. A row in which nothing is typed is nobody."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.needs.emergency import EmergencyContactsIn
from competitions.commands.needs.emergency import say_whom_to_call
from competitions.domain.needs.emergency import MOST_CONTACTS, EmergencyContacts
from competitions.domain.refusal import Refusal
from competitions.pages.needs.addresses import kept_at
from competitions.pages.needs.of_own import Rows, own_page
from competitions.queries.needs.emergency import own_emergency
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, Typed, read, typed_in

router = APIRouter(prefix="/me/entries/{registration_id}/emergency-contacts", include_in_schema=False)
NAMES: Final = ("name", "phone")
ROWS: Final = Rows("contacts", NAMES)


@router.get("")
async def show(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> HTMLResponse:
    """`person`: for which of a team's members."""
    return await _page(request, app, registration_id, by, person)


@router.post("")
async def say(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> Response:
    typed = await typed_in(request)
    try:
        await say_whom_to_call(app, registration_id, read(EmergencyContactsIn, _body(typed)).said(), by, person)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, registration_id, by, person, typed, refusal)
    return redirect(f"/me/entries/{registration_id}/emergency-contacts{kept_at(person)}")


def _body(typed: Typed) -> Mapping[str, Any]:
    return {"contacts": [{name: typed.get(f"{row}-{name}", "") for name in NAMES} for row in ROWS.starts(typed)]}


def _typed(kept: EmergencyContacts) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, one in enumerate(kept.contacts):
        fields |= {f"contacts-{number}-name": one.name, f"contacts-{number}-phone": one.phone}
    return fields


async def _page(
    request: Request,
    app: App,
    registration_id: UUID,
    by: Principal,
    person: UUID | None,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await own_emergency(app, registration_id, by, person)
    typed = _typed(found.kept) if typed is None else typed
    template = "needs/whom_to_call.html"
    return own_page(request, template, by, found, typed, refusal, ROWS.field, most=MOST_CONTACTS)
