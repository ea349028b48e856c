"""`/skills/{id}`: who is entered. Experts, marking and sign-off are pages of their own beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.championship import Championship
from competitions.domain.entering.search import fold
from competitions.domain.registration import State
from competitions.pages.entering.listing import STATES
from competitions.pages.export import exported
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.preparation.frame import heading_of, render, skill_tabs
from competitions.queries.skill_pages import CategoryNumbers, Entered, entrants, in_categories
from competitions.queries.skills import PreparedSkill
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.deps import Organiser
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH, Listed, listed

router = APIRouter(prefix="/skills/{skill_id}", include_in_schema=False)
SORTS: Final = ("name", "member", "state")
ORDER: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class Seen:
    row: PreparedSkill
    championship: Championship
    narrowing: Narrowing
    list: Listed[Entered]
    categories: Sequence[CategoryNumbers]


async def _seen(request: Request, app: App, skill_id: UUID, by: Principal, *, paged: bool = True) -> Seen:
    row, championship, entered = await entrants(app, skill_id, by)
    seen = narrowing(request, by, f"/skills/{skill_id}", SORTS, {"state": ORDER})
    keys: Mapping[str, Callable[[Entered], Any]] = {
        "name": lambda one: fold(one.name or ""),
        "member": lambda one: fold(one.registration.member),
        "state": lambda one: ORDER.index(one.registration.state),
    }
    shown = listed(
        seen.wish,
        entered,
        key=lambda one: (keys[seen.wish.column](one), fold(one.name or ""), one.registration.id),
        id=lambda one: one.registration.id,
        matches=lambda one: seen.wish.has("state", one.registration.state) and seen.is_named(one.name),
        paged=paged,
    )
    return Seen(row, championship, seen, shown, in_categories(app, championship, row.skill, entered))


@router.get("")
async def show_entrants(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    seen = await _seen(request, app, skill_id, by)
    return render(
        request,
        "entrants",
        seen.championship,
        by,
        tabs=skill_tabs(request, seen.row.skill),
        skill=seen.row.skill,
        row=seen.row,
        seen=seen.narrowing,
        listed=seen.list,
        categories=seen.categories,
        states=[(state.value, word(gettext_of(request))) for state, word in STATES.items()],
    )


@router.get("/entrants.xlsx")
async def export(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """All that the filters let through."""
    seen, _ = await _seen(request, app, skill_id, by, paged=False), gettext_of(request)
    skill = seen.row.skill
    what = " · ".join([_("Entrants"), f"{skill.number} {skill.name.in_language(language(request))}"])
    headings = [_("Entrant"), _("Region or organisation"), _("State"), _("Number")]
    rows = [
        (one.name or "", one.registration.member, STATES[one.registration.state](_), one.registration.sequence)
        for one in seen.list.rows
    ]
    return await exported("entrants", heading_of(request, app, what, seen.championship, by), headings, rows)


@router.post("/search")
async def search(
    skill_id: UUID,
    request: Request,
    by: Organiser,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, (await _seen(request, app, skill_id, by)).narrowing.wish, text)
