"""`/skills/{id}/teams`: who marks which sub-criterion, proposed by rule and edited."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.jury import set_teams
from competitions.domain.judging.jury import Teams
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfSkill
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.jury import marking_teams
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect

router = APIRouter(prefix="/skills/{skill_id}/teams", include_in_schema=False)
MOST_FIELDS = 5000


@router.get("")
async def show(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> HTMLResponse:
    """As they stand; with `?proposed` as the rule would have them, not saved."""
    return await _page(request, app, skill_id, by, is_proposal="proposed" in request.query_params)


@router.post("")
async def save(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    """A sub-criterion without a team is marked by the whole jury."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        ticked = [(code, str(value)) for code, value in sent.multi_items()]
    try:
        await set_teams(app, skill_id, _teams(ticked), by)
    except (Refusal, ValueError) as refusal:
        known = refusal if isinstance(refusal, Refusal) else None
        return await _page(request, app, skill_id, by, refusal=known)
    return redirect(f"/skills/{skill_id}/teams")


def _teams(ticked: list[tuple[str, str]]) -> Teams:
    """Raises ValueError for what the page's own form never sends."""
    teams: dict[str, tuple[UUID, ...]] = {}
    for code, value in ticked:
        teams[code] = (*teams.get(code, ()), UUID(value))
    return teams


async def _page(
    request: Request,
    app: App,
    skill_id: UUID,
    by: Principal,
    *,
    is_proposal: bool = False,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    found = await marking_teams(app, skill_id, by)
    shown: Mapping[str, tuple[UUID, ...]] = found.proposal if is_proposal else found.jury.skill.teams
    return render(
        request,
        "teams",
        found.jury.championship,
        by,
        jury=found.jury,
        skill=found.jury.skill,
        sub_criteria=found.sub_criteria,
        teams=shown,
        is_proposal=is_proposal,
        refusal=refusal,
        tabs=skill_tabs(request, found.jury.skill),
    )
