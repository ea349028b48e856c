"""The same for several entries, those that are chosen or all that are found: what will happen, then what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.selection import Outcome, do_with_all, foresee
from competitions.domain.entering.selection import EXPLAINED, MOST_CHOSEN, Action
from competitions.domain.refusal import Refusal
from competitions.domain.registration import ReasonMissing
from competitions.pages.entering.listing import asking
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import explanations
from competitions.queries.entering.entries import EntryRow, chosen_entries, found_entries
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, read
from shared.web.lists.outcomes import opened_outcome, sealed_outcome
from shared.web.schemas import In, Line

router = APIRouter(prefix="/championships/{championship_id}/entries", include_in_schema=False)
MOST_TOLD: Final = 20
"""Refusals that the address of an outcome has room for."""
ALL_FOUND: Final = "found"


class Explained(In):
    reason: Line | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    action: Action
    ids: tuple[UUID, ...]
    reason: str
    """As it was typed."""
    whom: str
    """`ALL_FOUND` by the list that the address asks for; else those that are named."""


@dataclass(slots=True)
class Refused:
    """Those that cannot be, for one reason."""

    why: str
    rows: list[EntryRow] = field(default_factory=list)


async def _chosen(request: Request) -> Chosen | None:
    """None for what the page's own form never sends."""
    async with request.form(max_files=0, max_fields=MOST_CHOSEN + 10) as sent:
        values = [str(one) for one in sent.getlist("entry")][:MOST_CHOSEN]
        action, reason = str(sent.get("action", "")), str(sent.get("reason", ""))
        whom = str(sent.get("whom", ""))
    try:
        return Chosen(Action(action), tuple(UUID(value) for value in values), reason, whom)
    except ValueError:
        return None


@router.post("/selection")
async def ask(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """Nothing is done yet. Who is found is settled here: whoever is entered after that is not acted upon unseen."""
    chosen, seen = await _chosen(request), await asking(request, app, championship_id, by)
    if chosen and chosen.whom == ALL_FOUND:
        ids = await found_entries(app, seen.among, seen.wanted, whose=seen.whose, order=seen.order)
        chosen = replace(chosen, ids=tuple(ids))
    if chosen is None or not chosen.ids:
        return redirect(seen.wish.address())
    return await _ask(request, app, championship_id, chosen, by)


@router.post("/selection/done")
async def do(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    chosen = await _chosen(request)
    home = f"/championships/{championship_id}/entries"
    if chosen is None or not chosen.ids:
        return redirect(home)
    try:
        reason = _reason(chosen)
    except (Mistyped, Refusal) as refusal:
        return await _ask(request, app, championship_id, chosen, by, refusal)
    outcome = await do_with_all(app, championship_id, chosen.action, chosen.ids, reason=reason, by=by)
    if outcome.left:  # first in the form that is sent again, so that it goes on however many are refused each time
        reached = (*outcome.done, *(id for id, _refusal in outcome.refused))
        again = replace(chosen, ids=(*outcome.left, *reached))
        return await _ask(request, app, championship_id, again, by, reached=len(reached))
    facts = _facts(request, chosen.action, outcome)
    return redirect(f"{home}/outcome?what={sealed_outcome(app.settings, facts, by.account)}")


def _reason(chosen: Chosen) -> str | None:
    """Raises Mistyped, ReasonMissing."""
    reason = read(Explained, {"reason": chosen.reason}).reason if chosen.reason.strip() else None
    if chosen.action in EXPLAINED and not reason:
        raise ReasonMissing
    return reason


def _facts(request: Request, action: Action, outcome: Outcome) -> Mapping[str, Any]:
    """Counts of every reason, and the first entries by their ids."""
    refused = [(str(id), _why(request, refusal)) for id, refusal in outcome.refused]
    reasons = Counter(why for _id, why in refused).most_common(MOST_TOLD)
    counts = {"done": len(outcome.done), "not": len(refused)}
    return {"action": action.value, **counts, "reasons": reasons, "refused": refused[:MOST_TOLD]}


def _why(request: Request, refusal: Refusal) -> str:
    return explanations(request, refusal)[0].message


@router.get("/outcome")
async def tell(
    championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp, what: str = ""
) -> Response:
    """Its own address: kept as a receipt, and opened again."""
    facts = opened_outcome(app.settings, what, by.account)
    if facts is None:
        return redirect(f"/championships/{championship_id}/entries")
    why = {UUID(id): message for id, message in facts["refused"]}
    championship, rows = await chosen_entries(app, championship_id, tuple(why), by)
    refused = [(row, why[row.registration.id]) for row in rows]
    return render(request, "outcome", championship, by, facts=facts, refused=refused)


async def _ask(
    request: Request,
    app: App,
    championship_id: UUID,
    chosen: Chosen,
    by: Principal,
    refusal: Exception | None = None,
    reached: int | None = None,
) -> HTMLResponse:
    """`reached`: how many of them the work got to, before it took too long."""
    foreseen = await foresee(app, championship_id, chosen.action, chosen.ids, by)
    championship, rows = await chosen_entries(app, championship_id, chosen.ids, by)
    named = {row.registration.id: row for row in rows}
    return render(
        request,
        "selection",
        championship,
        by,
        ids=chosen.ids,
        possible=[named[id] for id in foreseen.possible if id in named],
        already=[named[id] for id in foreseen.done if id in named],
        refused=_by_reason(request, foreseen.refused, named),
        reached=reached,
        action=chosen.action,
        wants_reason=chosen.action in EXPLAINED,
        typed={"reason": chosen.reason},
        refusal=refusal,
    )


def _by_reason(
    request: Request, refused: Sequence[tuple[UUID, Refusal]], named: Mapping[UUID, EntryRow]
) -> Sequence[Refused]:
    """Those of this championship, the commonest reason first."""
    found: dict[str, Refused] = {}
    for id, refusal in refused:
        if id in named:
            why = _why(request, refusal)
            found.setdefault(why, Refused(why)).rows.append(named[id])
    return sorted(found.values(), key=lambda one: -len(one.rows))
