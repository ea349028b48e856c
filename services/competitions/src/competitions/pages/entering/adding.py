"""A person of the organisation is entered in a skill."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.registrations import RegistrationIn
from competitions.commands.registrations import register
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfChampionship
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.categories import categories_of
from competitions.queries.members import known_members
from competitions.queries.people import pick_people
from competitions.queries.skills import prepared_skills
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.schemas import In

router = APIRouter(prefix="/championships/{championship_id}/entries/new", include_in_schema=False)
FIELDS = {"/birth_date": "subject_id"}


class Where(In):
    skill: UUID


@router.get("")
async def show(
    championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp, found: Found = None
) -> HTMLResponse:
    return await _page(request, app, championship_id, by, searched(request, found, by), {"once": str(uuid4())})


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    home = f"/championships/{championship_id}/entries/new"
    return redirect(f"{home}?found={seal_search(request, text, by)}")


@router.post("")
async def add(
    championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp, found: Found = None
) -> Response:
    typed = await typed_in(request)
    try:
        where = read(Where, body_of(typed, ("skill",)))
        body = read(RegistrationIn, body_of(typed, RegistrationIn.model_fields))
        made = await register(app, where.skill, form_id(typed), **body.entered(), by=by)
    except (Refusal, Mistyped) as refusal:
        text = searched(request, found, by)
        return await _page(request, app, championship_id, by, text, typed, refusal)
    return redirect(f"/championships/{championship_id}/entries/{made.id}")


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    text: str | None,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    known = await prepared_skills(app, championship_id, by)
    return render(
        request,
        "enter",
        known.championship,
        by,
        skills=[row for row in known.held if row.skill.team_size == 1],
        groups=await categories_of(app, championship_id, by),
        members=await known_members(app, championship_id, by),
        picked=await pick_people(app, text, by),
        text=text or "",
        found=request.query_params.get("found", ""),
        typed=typed,
        refusal=refusal,
        fields=lambda where: FIELDS.get(where, where.removeprefix("/")),
    )
