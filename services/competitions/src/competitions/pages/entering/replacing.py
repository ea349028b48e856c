"""Somebody else takes an entry's place over."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.registrations import ReplacementIn
from competitions.commands.registrations import replace
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfEntry
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.entries import held_entry
from competitions.queries.members import known_members
from competitions.queries.people import pick_people
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(
    prefix="/championships/{championship_id}/entries/{registration_id}/replacement", include_in_schema=False
)


@router.get("")
async def show(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    found: Found = None,
) -> HTMLResponse:
    typed = {"once": str(uuid4())}
    return await _page(request, app, championship_id, registration_id, by, searched(request, found, by), typed)


@router.post("/search")
async def search(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    home = f"/championships/{championship_id}/entries/{registration_id}/replacement"
    return redirect(f"{home}?found={seal_search(request, text, by)}")


@router.post("")
async def pass_on(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    found: Found = None,
) -> Response:
    typed = await typed_in(request)
    try:
        once = form_id(typed)
        body = read(ReplacementIn, body_of(typed, ReplacementIn.model_fields))
        made = await replace(app, registration_id, once, **body.model_dump(), by=by)
    except (Refusal, Mistyped) as refusal:
        text = searched(request, found, by)
        return await _page(request, app, championship_id, registration_id, by, text, typed, refusal)
    return redirect(f"/championships/{championship_id}/entries/{made.id}")


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    text: str | None,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    entry = await held_entry(app, championship_id, registration_id, by)
    return render(
        request,
        "replacement",
        entry.championship,
        by,
        entry=entry,
        members=await known_members(app, championship_id, by),
        picked=await pick_people(app, text, by, without={entry.registration.subject_id}),
        text=text or "",
        found=request.query_params.get("found", ""),
        typed=typed,
        refusal=refusal,
        fields=lambda where: where.removeprefix("/"),
    )
