"""`/championships/{id}/entries`: everybody who is entered, counted by state, filtered, found."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.registration import State
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.entries import choices, entries_page
from competitions.queries.registrations import Wanted
from shared.web.addresses import redirect
from shared.web.lists.listing import LONGEST_SEARCH, Asked, Listed, Shape, asked

router = APIRouter(prefix="/championships/{championship_id}/entries", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    among = await choices(app, championship_id, by)
    found = request.query_params.get("found", "")
    skills = tuple(str(skill.id) for skill in among.skills)
    filters = {"state": tuple(State), "skill": skills, "member": tuple(among.members), "found": (found,)}
    wish = asked(Shape(f"/championships/{championship_id}/entries", ("-entered",), filters), request.query_params)
    text = searched(request, found, by)
    is_over = bool(found) and text is None
    wanted = _wanted(wish, is_over=is_over)
    page = await entries_page(app, among, wanted, text=text, limit=wish.size, after=wish.after)
    every = sum(page.counts.values())
    return render(
        request,
        "entries",
        among.championship,
        by,
        page=page,
        listed=Listed(wish, page.rows, page.total, page.after, every),
        among=among,
        text=text or "",
        is_over=is_over,
    )


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address."""
    home = f"/championships/{championship_id}/entries"
    return redirect(f"{home}?found={seal_search(request, text, by)}" if text.strip() else home)


def _wanted(wish: Asked, *, is_over: bool) -> Wanted:
    """What is not known, or a search that is over, finds nothing: never more than was asked for."""
    chosen = wish.chosen
    skill, member = next(iter(chosen.get("skill", ())), None), next(iter(chosen.get("member", ())), None)
    return Wanted(
        tuple(State(one) for one in chosen.get("state", ())),
        UUID(skill) if skill else None,
        member,
        () if wish.unknown or is_over else None,
    )
