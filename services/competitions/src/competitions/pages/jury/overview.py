"""`/championships/{id}/jury`: the experts by skill, and what is lacking."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.jury import Jury, juries
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import Asked, Listed, Shape, asked, listed

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)
SORTS: Final = ("number", "chief", "experts", "waiting")
LACKING: Final = ("chief", "answers", "scheme", "teams")


def _asking(championship_id: UUID, request: Request) -> Asked:
    return asked(Shape(f"/championships/{championship_id}/jury", SORTS, {"lacking": LACKING}), request.query_params)


def _listed(wish: Asked, found: list[Jury], *, paged: bool = True) -> Listed[Jury]:
    keys: Mapping[str, Callable[[Jury], Any]] = {
        "number": lambda one: one.skill.number,
        "chief": lambda one: (one.chief is None, ((one.chief and one.chief.name) or "").casefold()),
        "experts": lambda one: len(one.jurors),
        "waiting": lambda one: one.waiting,
    }

    def matches(one: Jury) -> bool:
        words = f"{one.skill.number} {one.skill.name.ru} {one.skill.name.en}".casefold()
        return wish.search.casefold() in words and wish.has("lacking", *one.lacking)

    return listed(
        wish,
        found,
        key=lambda one: (keys[wish.column](one), one.skill.number),
        id=lambda one: one.skill.id,
        matches=matches,
        paged=paged,
    )


@router.get("/jury")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    championship, found = await juries(app, championship_id, by)
    shown = _listed(_asking(championship_id, request), [*found])
    return render(request, "jury", championship, by, juries=found, listed=shown)


@router.get("/jury.xlsx")
async def export(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """All that the filters let through."""
    championship, found = await juries(app, championship_id, by)
    _, spoken = gettext_of(request), language(request)
    headings = [_("Number"), _("Skill"), _("Chief expert"), _("Experts"), _("Waiting for an answer"), _("Teams")]
    rows = [
        (
            one.skill.number,
            one.skill.name.in_language(spoken),
            (one.chief.name or _("Erased")) if one.chief else "",
            len(one.jurors),
            one.waiting,
            len(one.skill.teams),
        )
        for one in _listed(_asking(championship_id, request), [*found], paged=False).rows
    ]
    about = heading_of(request, app, _("Experts by skill"), championship, by)
    return await exported("jury", about, headings, rows)
