"""`/me/entries/{id}/needs`: what helps is said, what came of it is read, and who looked at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.needs.shapes import NeedsIn
from competitions.commands.needs.asking import ask_for
from competitions.domain.needs.asked import Needs
from competitions.domain.needs.words import SAID, Need
from competitions.domain.refusal import Refusal
from competitions.pages.needs.addresses import kept_at
from competitions.pages.needs.of_own import own_page
from competitions.pages.needs.words import ground_names, need_hints, need_names, outcome_names, where_names
from competitions.pages.preparation.frame import local_moments
from competitions.queries.needs.own import own_needs
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, Typed, read, typed_in
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/me/entries/{registration_id}/needs", include_in_schema=False)


@router.get("")
async def show(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> HTMLResponse:
    """`person`: which of a team's members."""
    return await _page(request, app, registration_id, by, person)


@router.post("")
async def ask(
    registration_id: UUID, request: Request, by: SignedIn, app: TheApp, person: UUID | None = None
) -> Response:
    typed = await typed_in(request)
    try:
        await ask_for(app, registration_id, read(NeedsIn, _body(typed)).asks(), by, person)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, registration_id, by, person, typed, refusal)
    return redirect(f"/me/entries/{registration_id}/needs{kept_at(person)}")


def _body(typed: Typed) -> Mapping[str, Any]:
    """What a program would send: each need is a checkbox, and its description a field beside it."""
    asked = [need for need in Need if f"need-{need}" in typed]
    described = ((need, typed.get(f"what-{need}", "").strip()) for need in asked)
    return {"needs": [{"need": need, "what": what} if what else {"need": need} for need, what in described]}


def _field(typed: Typed, where: str) -> str:
    """The field that a place of the body comes from: `/needs/1/what` is that of the second need that is chosen."""
    parts = where.strip("/").split("/")
    asked = [need for need in Need if f"need-{need}" in typed]
    if parts[0] == "needs" and len(parts) > 1 and parts[1].isdecimal() and int(parts[1]) < len(asked):
        return f"what-{asked[int(parts[1])]}"
    return parts[0]


def _typed(needs: Needs) -> dict[str, str]:
    chosen = {f"need-{one.need}": "yes" for one in needs.asks}
    return {**chosen, **{f"what-{one.need}": one.what for one in needs.asks if one.what}}


async def _page(
    request: Request,
    app: App,
    registration_id: UUID,
    by: Principal,
    person: UUID | None,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await own_needs(app, registration_id, by, person)
    _ = gettext_of(request)
    return own_page(
        request,
        "needs/own.html",
        by,
        found,
        _typed(found.needs) if typed is None else typed,
        refusal,
        _field,
        local=local_moments(request, found.entry.championship.time_zone),
        needs=tuple(Need),
        said=SAID,
        names=need_names(_),
        hints=need_hints(_),
        outcomes=outcome_names(_),
        grounds=ground_names(_),
        wheres=where_names(_),
    )
