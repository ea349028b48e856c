"""`/me/entries/{id}/companions`: who comes along, on which days, and the code of each pass."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.needs.companions import CompanionsIn
from competitions.commands.needs.companions import name_companions
from competitions.domain.entering.codes import spoken
from competitions.domain.needs.companions import CompanionRole
from competitions.domain.refusal import Refusal
from competitions.pages.needs.addresses import kept_at
from competitions.pages.needs.of_own import Rows, own_page
from competitions.pages.needs.words import companion_roles
from competitions.pages.preparation.frame import local_moments
from competitions.queries.needs.companions import OwnCompanions, own_companions
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, Typed, read, typed_in
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/me/entries/{registration_id}/companions", include_in_schema=False)
ROWS: Final = Rows("companions", ("name",))
TEXTS: Final = ("name", "role", "contact")


@router.get("")
async def show(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> HTMLResponse:
    """`person`: with which of a team's members they come."""
    return await _page(request, app, registration_id, by, person)


@router.post("")
async def name(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> Response:
    typed = await typed_in(request)
    try:
        await name_companions(app, registration_id, read(CompanionsIn, _body(typed)).named(), by, person)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, registration_id, by, person, typed, refusal)
    return redirect(f"/me/entries/{registration_id}/companions{kept_at(person)}")


def _body(typed: Typed) -> Mapping[str, Any]:
    return {"companions": [_row(typed, start) for start in ROWS.starts(typed)]}


def _row(typed: Typed, start: str) -> Mapping[str, Any]:
    said = {name: text for name in TEXTS if (text := typed.get(f"{start}-{name}", "").strip())}
    chosen = sorted(field for field in typed if field.startswith(f"{start}-day-"))
    return {
        **said,
        "days": [field.removeprefix(f"{start}-day-") for field in chosen],
        "sees_task": f"{start}-sees_task" in typed,
    }


def _typed(found: OwnCompanions) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, one in enumerate(found.companions.people):
        said, start = one.said, f"companions-{number}"
        fields |= {f"{start}-name": said.name, f"{start}-role": said.role, f"{start}-contact": said.contact or ""}
        fields |= {f"{start}-day-{day.isoformat()}": "yes" for day in said.days}
        fields |= {f"{start}-sees_task": "yes"} if said.sees_task else {}
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
    found = await own_companions(app, registration_id, by, person)
    return own_page(
        request,
        "needs/companions.html",
        by,
        found,
        _typed(found) if typed is None else typed,
        refusal,
        ROWS.field,
        local=local_moments(request, found.entry.championship.time_zone),
        roles=companion_roles(gettext_of(request)),
        role_values=tuple(CompanionRole),
        spoken=spoken,
    )
