"""`/championships/{id}/schedule`: for its organiser the list that is edited, for everybody else what is announced."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.entering.search import fold
from competitions.domain.schedule.items import Item
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import heading_of, render
from competitions.pages.rendering import pages
from competitions.pages.scheduling.shown import days, overlaps, skills, zone_of
from competitions.queries.championships import is_held_by
from competitions.queries.scheduling.schedules import Planned, edited_schedule, public_schedule
from shared.web.deps import Visitor
from shared.web.formats import Formats
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import Asked, Listed, Shape, asked

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)
BY_DAY: Final = "day"
BY_SKILL: Final = "skill"


@router.get("/schedule")
async def show(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    found = await public_schedule(app, championship_id, by)
    wish = _asking(request, championship_id)
    narrowed = _narrowed(found, wish)
    is_by_skill = wish.sort == BY_SKILL
    shown: dict[str, Any] = {
        "found": found,
        "listed": Listed(wish, narrowed.items, len(narrowed.items), None, len(found.items)),
        "groups": skills(request, narrowed) if is_by_skill else days(request, narrowed),
        "views": [replace(wish, sort=sort).address() for sort in (BY_DAY, BY_SKILL)],
        "is_by_skill": is_by_skill,
        "zone": zone_of(request, found),
    }
    if by is not None and await is_held_by(app, championship_id, by):
        clashes = found.overlaps
        shown |= {"overlaps": overlaps(request, found, clashes), "overlap_count": clashes.count}
        is_saved = "saved" in request.query_params
        return render(request, "schedule", found.championship, by, is_saved=is_saved, **shown)
    return pages.render(
        request, "scheduling/schedule.html", principal=by, errors=(), championship=found.championship, **shown
    )


@router.get("/schedule.xlsx")
async def export(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """What the search finds, with the clocks of where it takes place."""
    found = await edited_schedule(app, championship_id, by)
    _ = gettext_of(request)
    headings = [_("Begins"), _("Ends"), _("What"), _("Skill"), _("Place")]
    narrowed = _narrowed(found, _asking(request, championship_id))
    local = Formats(language(request), found.zone)
    rows = [_cells(item, narrowed, local) for item in narrowed.items]
    return await exported("schedule", heading_of(request, app, _("Schedule"), found.championship, by), headings, rows)


def _asking(request: Request, championship_id: UUID) -> Asked:
    return asked(Shape(f"/championships/{championship_id}/schedule", (BY_DAY, BY_SKILL)), request.query_params)


def _narrowed(found: Planned, wish: Asked) -> Planned:
    """To the items that have each word of the search in name, place or skill."""
    words = fold(wish.search).split()

    def fits(item: Item) -> bool:
        skill = found.skill(item)
        of_skill = (skill.number, skill.name.ru, skill.name.en) if skill else ()
        told = fold(" ".join([item.plan.name.ru, item.plan.name.en, item.plan.place or "", *of_skill]))
        return all(word in told for word in words)

    items = tuple(item for item in found.schedule.items if fits(item)) if words else found.schedule.items
    return replace(found, schedule=replace(found.schedule, items=items))


def _cells(item: Item, planned: Planned, local: Formats) -> Sequence[str]:
    skill, plan = planned.skill(item), item.plan
    of_skill = f"{skill.number} {skill.name.in_language(local.language)}" if skill else ""
    name = plan.name.in_language(local.language)
    return (local.moment(plan.starts_at), local.moment(plan.ends_at), name, of_skill, plan.place or "")
