"""`/me/entries/{id}/emergency-contacts`: whom to call. A row in which nothing is typed is nobody."""

import re
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
from competitions.pages.rendering import pages
from competitions.queries.needs.emergency import own_emergency
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, Typed, read, typed_in

router = APIRouter(prefix="/me/entries/{registration_id}/emergency-contacts", include_in_schema=False)
PLACE: Final = re.compile(r"/contacts/([0-9])/([a-z]+)")
NAMES: Final = ("name", "phone")


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
    return {"contacts": [{name: typed.get(f"{row}-{name}", "") for name in NAMES} for row in _rows(typed)]}


def _rows(typed: Typed) -> list[str]:
    rows = [f"contacts-{number}" for number in range(MOST_CONTACTS)]
    return [row for row in rows if any(typed.get(f"{row}-{name}", "").strip() for name in NAMES)]


def _field(typed: Typed, where: str) -> str:
    """`/contacts/0/phone` is the field of the first row in which somebody is named."""
    place, rows = PLACE.match(where), _rows(typed)
    return f"{rows[int(place[1])]}-{place[2]}" if place and int(place[1]) < len(rows) else "contacts-0-name"


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
    return pages.render(
        request,
        "needs/whom_to_call.html",
        headers={"cache-control": "no-store"},
        principal=by,
        found=found,
        most=MOST_CONTACTS,
        typed=_typed(found.kept) if typed is None else typed,
        refusal=refusal,
        errors=(),
        fields=lambda where: _field(typed or {}, where),
        is_kept="kept" in request.query_params,
    )
