"""`/championships/{id}/consents/erasures`: whose data goes by itself, when, and whose has gone."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.consents.erasure import Ground
from competitions.domain.entering.search import fold
from competitions.domain.preparation.plan import zone_of
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.keeping.erasures import ShownErasure, erasures_of
from shared.identity.principal import Principal
from shared.web.i18n import Gettext, gettext_of
from shared.web.lists.listing import LONGEST_SEARCH, Listed, listed
from shared.workbooks.writing import Cell

router = APIRouter(prefix="/championships/{championship_id}/consents/erasures", include_in_schema=False)
exports = APIRouter(prefix="/championships/{championship_id}/consents/erasures.xlsx", include_in_schema=False)
SORTS: Final = ("when", "name")
PLANNED, STAYS, DONE = "planned", "stays", "done"
GROUNDS: Final[Mapping[Ground, Callable[[Gettext], str]]] = {
    Ground.CONSENT: lambda _: _("consented in another championship"),
    Ground.ENTRY: lambda _: _("entered elsewhere"),
    Ground.RESULT: lambda _: _("took part elsewhere"),
    Ground.AWARD: lambda _: _("was granted something"),
    Ground.JURY: lambda _: _("on a jury"),
    Ground.DUTY: lambda _: _("may act for the organisation"),
    Ground.WARD: lambda _: _("answers for somebody"),
}


def _narrowing(request: Request, championship_id: UUID, by: Principal) -> Narrowing:
    path = f"/championships/{championship_id}/consents/erasures"
    return narrowing(request, by, path, SORTS, {"state": (PLANNED, STAYS, DONE)})


def _state(one: ShownErasure) -> str:
    if one.erasure.done_at:
        return DONE
    return STAYS if one.erasure.stays_for else PLANNED


def _listed(seen: Narrowing, found: list[ShownErasure], *, paged: bool = True) -> Listed[ShownErasure]:
    """What is planned first."""
    keys: Mapping[str, Callable[[ShownErasure], Any]] = {
        "when": lambda one: (one.erasure.done_at is not None, one.erasure.done_at or one.erasure.erase_at),
        "name": lambda one: fold(one.name or ""),
    }
    return listed(
        seen.wish,
        found,
        key=lambda one: (keys[seen.wish.column](one), one.erasure.id),
        id=lambda one: one.erasure.id,
        matches=lambda one: seen.wish.has("state", _state(one)) and seen.is_named(one.name),
        paged=paged,
    )


@router.get("")
async def erasures(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    championship, found = await erasures_of(app, championship_id, by)
    seen, _ = _narrowing(request, championship_id, by), gettext_of(request)
    return render(
        request,
        "erasures",
        championship,
        by,
        days=app.rulesets[championship.ruleset].consents.deadlines.erase_after_days,
        planned=sum(one.erasure.done_at is None for one in found),
        seen=seen,
        listed=_listed(seen, [*found]),
        states=[*_states(_).items()],
        grounds={ground: word(_) for ground, word in GROUNDS.items()},
    )


@exports.get("")
async def export(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """All that the filters let through."""
    championship, found = await erasures_of(app, championship_id, by)
    _, zone = gettext_of(request), zone_of(championship.time_zone)
    rows = _listed(_narrowing(request, championship_id, by), [*found], paged=False).rows
    about = heading_of(request, app, _("Erased without a consent"), championship, by)
    headings = [_("Person"), _("State"), _("Erased on"), _("Stays because"), _("Number")]
    return await exported("erasures", about, headings, [_cells(_, one, zone) for one in rows])


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, _narrowing(request, championship_id, by).wish, text)


def _states(_: Gettext) -> Mapping[str, str]:
    return {PLANNED: _("To be erased"), STAYS: _("Stays"), DONE: _("Erased by itself")}


def _cells(_: Gettext, one: ShownErasure, zone: tzinfo) -> tuple[Cell, ...]:
    erasure = one.erasure
    day = (erasure.done_at or erasure.erase_at).astimezone(zone).date()
    ground = GROUNDS[erasure.stays_for](_) if erasure.stays_for else ""
    return (one.name or "", _states(_)[_state(one)], day, ground, str(erasure.subject_id)[:8])
