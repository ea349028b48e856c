"""`/championships/{id}/consents`: who is missing what, filtered, a part at a time; and the same as a file."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.api.problems.consents import PURPOSES
from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState, Purpose
from competitions.domain.preparation.plan import zone_of
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.consents import ConsentsOfPerson
from competitions.queries.keeping.counting import lack_of
from competitions.queries.keeping.listing import (
    ConsentsPage,
    Narrowed,
    all_consents,
    consents_by_name,
    consents_page,
    searched_people,
    skills_to_choose,
)
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.i18n import Gettext, gettext_of
from shared.web.lists.listing import LONGEST_SEARCH, Asked
from shared.web.schemas import In

router = APIRouter(prefix="/championships/{championship_id}/consents", include_in_schema=False)
exports = APIRouter(prefix="/championships/{championship_id}/consents.xlsx", include_in_schema=False)
LACKING: Final = "lacking"
BY_NAME: Final = "name"
SORTS: Final = ("-entered", BY_NAME)


class Done(In):
    """What became of asking."""

    asked: Annotated[int | None, Field(ge=0)] = None
    too_soon: Annotated[int, Field(ge=0)] = 0
    too_late: Annotated[int, Field(ge=0)] = 0
    without_guardian: Annotated[int, Field(ge=0)] = 0


async def _asking(
    request: Request, app: App, championship_id: UUID, by: Principal
) -> tuple[Championship, Narrowing, Narrowed]:
    championship = await held_by(app, championship_id, by)
    rules = app.rulesets[championship.ruleset].consents
    skills = tuple(str(skill.id) for skill in await skills_to_choose(app, championship_id))
    filters = {"show": (LACKING,), "purpose": tuple(rules.required), "skill": skills}
    seen = narrowing(request, by, f"/championships/{championship_id}/consents", SORTS, filters)
    skill = next(iter(seen.wish.chosen.get("skill", ())), None)
    narrowed = Narrowed(
        UUID(skill) if skill else None,
        tuple(Purpose(one) for one in seen.wish.chosen.get("purpose", ())),
        only_lacking=bool(seen.wish.chosen.get("show")),
        is_nothing=seen.is_nothing,
        subjects=await searched_people(app, championship, seen.text) if seen.text else None,
    )
    return championship, seen, narrowed


async def _page(app: App, championship: Championship, wish: Asked, narrowed: Narrowed) -> ConsentsPage:
    """By name where that is asked for and they are not too many; else the newest first."""
    limit, after = wish.size, wish.after
    if wish.column == BY_NAME:
        down = wish.goes_down
        page = await consents_by_name(app, championship, narrowed, goes_down=down, limit=limit, after=after)
        if page:
            return page
    return await consents_page(app, championship, narrowed, limit=limit, after=after)


@router.get("")
async def consents(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    asked: Annotated[int | None, Query(ge=0)] = None,
    too_soon: Annotated[int, Query(ge=0)] = 0,
    too_late: Annotated[int, Query(ge=0)] = 0,
    without_guardian: Annotated[int, Query(ge=0)] = 0,
) -> HTMLResponse:
    """The numbers: what became of asking."""
    championship, seen, narrowed = await _asking(request, app, championship_id, by)
    page = await _page(app, championship, seen.wish, narrowed)
    return render(
        request,
        "consents",
        championship,
        by,
        rules=app.rulesets[championship.ruleset].consents,
        lack=await lack_of(app, championship),
        skills=await skills_to_choose(app, championship_id),
        page=page,
        seen=seen,
        is_in_another_order=seen.wish.column == BY_NAME and not page.is_by_name,
        done=Done(asked=asked, too_soon=too_soon, too_late=too_late, without_guardian=without_guardian),
    )


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    _championship, seen, _narrowed = await _asking(request, app, championship_id, by)
    return narrowed_to(request, by, seen.wish, text)


@exports.get("")
async def take_along(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """All that the filters let through, on every page of the list."""
    championship, _seen, narrowed = await _asking(request, app, championship_id, by)
    _ = gettext_of(request)
    purposes = app.rulesets[championship.ruleset].consents.purposes
    headings = [
        _("Person"),
        *(_(PURPOSES[purpose]) for purpose in purposes),
        _("Due"),
        _("Who answers"),
        _("Last asked"),
    ]
    zone = zone_of(championship.time_zone)
    rows = [_cells(_, row, purposes, zone) async for row in all_consents(app, championship, narrowed)]
    about = heading_of(request, app, _("Consents"), championship, by)
    return await exported("consents", about, headings, rows)


def _cells(_: Gettext, row: ConsentsOfPerson, purposes: tuple[Purpose, ...], zone: tzinfo) -> list[str]:
    """Days are those of the championship's calendar."""
    words = state_words(_)
    last = max((voice.asked_at for voice in row.voices if voice.asked_at), default=None)
    return [
        row.person.full_name,
        *(words[row.states[purpose]] for purpose in purposes),
        row.due_at.astimezone(zone).date().isoformat() if row.due_at else "",
        ", ".join(voice.giver.full_name for voice in row.voices),
        last.astimezone(zone).date().isoformat() if last else "",
    ]


def state_words(_: Gettext) -> Mapping[ConsentState, str]:
    return {
        ConsentState.NOT_NEEDED: _("Not needed"),
        ConsentState.MISSING: _("No answer yet"),
        ConsentState.GIVEN: _("Given"),
        ConsentState.REFUSED: _("Refused"),
        ConsentState.WITHDRAWN: _("Withdrawn"),
        ConsentState.WAITS_FOR_PAPER: _("Waits for paper"),
        ConsentState.AT_ODDS: _("The answers differ: counts as no"),
    }
