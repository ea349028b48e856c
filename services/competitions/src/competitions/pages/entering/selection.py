"""The same for several entries: what will happen, then what happened."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.selection import do_with_all
from competitions.domain.entering.selection import EXPLAINED, MOST_CHOSEN, Action
from competitions.domain.registration import ReasonMissing
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import explanations
from competitions.queries.entering.entries import chosen_entries
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.text import readable
from shared.web.addresses import redirect
from shared.web.lists.outcomes import opened_outcome, sealed_outcome

router = APIRouter(prefix="/championships/{championship_id}/entries", include_in_schema=False)
MOST_REASON: Final = 200
MOST_TOLD: Final = 20
"""Refusals that the address of an outcome has room for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    action: Action
    ids: tuple[UUID, ...]
    reason: str


async def _chosen(request: Request) -> Chosen | None:
    """None for what the page's own form never sends."""
    async with request.form(max_files=0, max_fields=MOST_CHOSEN + 10) as sent:
        values = [str(one) for one in sent.getlist("entry")][:MOST_CHOSEN]
        action, reason = str(sent.get("action", "")), readable(str(sent.get("reason", "")))[:MOST_REASON]
    try:
        return Chosen(Action(action), tuple(UUID(value) for value in values), reason)
    except ValueError:
        return None


@router.post("/selection")
async def ask(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """Nothing is done yet."""
    chosen = await _chosen(request)
    if chosen is None or not chosen.ids:
        return redirect(f"/championships/{championship_id}/entries")
    return await _ask(request, app, championship_id, chosen, by)


@router.post("/selection/done")
async def do(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    chosen = await _chosen(request)
    home = f"/championships/{championship_id}/entries"
    if chosen is None or not chosen.ids:
        return redirect(home)
    if chosen.action in EXPLAINED and not chosen.reason:
        return await _ask(request, app, championship_id, chosen, by, ReasonMissing())
    outcome = await do_with_all(app, championship_id, chosen.action, chosen.ids, reason=chosen.reason or None, by=by)
    refused = [(str(id), explanations(request, refusal)[0].message) for id, refusal in outcome.refused[:MOST_TOLD]]
    facts = {"action": chosen.action.value, "done": len(outcome.done), "not": len(outcome.refused), "refused": refused}
    return redirect(f"{home}/outcome?what={sealed_outcome(app.settings, facts, by.account)}")


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
    request: Request, app: App, championship_id: UUID, chosen: Chosen, by: Principal, refusal: Any = None
) -> HTMLResponse:
    championship, rows = await chosen_entries(app, championship_id, chosen.ids, by)
    return render(
        request,
        "selection",
        championship,
        by,
        rows=rows,
        action=chosen.action,
        wants_reason=chosen.action in EXPLAINED,
        typed={"reason": chosen.reason},
        refusal=refusal,
    )
