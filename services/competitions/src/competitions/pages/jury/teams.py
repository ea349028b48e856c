"""`/skills/{id}/teams`: who marks which sub-criterion, proposed by rule and edited."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.jury import set_teams
from competitions.domain.judging.teams import NOBODY, Teams
from competitions.domain.refusal import Refusal
from competitions.pages.held import HolderOfSkill
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.jury import marking_teams
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, read
from shared.web.schemas import In, Prose

router = APIRouter(prefix="/skills/{skill_id}/teams", include_in_schema=False)
MOST_FIELDS = 5000
REASON = "reason"


class Why(In):
    reason: Prose | None = None


@router.get("")
async def show(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> HTMLResponse:
    """As they stand; with `?proposed` as the rule would have them, not saved."""
    return await _page(request, app, skill_id, by, is_proposal="proposed" in request.query_params)


@router.post("")
async def save(skill_id: UUID, request: Request, by: HolderOfSkill, app: TheApp) -> Response:
    """A sub-criterion without a team is marked by the whole jury."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        fields = [(name, str(value)) for name, value in sent.multi_items()]
    said = {name: value for name, value in fields if name == REASON and value.strip()}
    teams: Teams = NOBODY
    try:
        teams = _teams([(code, value) for code, value in fields if code != REASON])
        found = await marking_teams(app, skill_id, by)
        whole = {one.code: teams.get(one.code, ()) for one in found.sub_criteria}
        await set_teams(app, skill_id, {**whole, **teams}, by, read(Why, said).reason)
    except (Refusal, Mistyped, ValueError) as refusal:
        known = None if isinstance(refusal, ValueError) else refusal
        return await _page(request, app, skill_id, by, refusal=known, typed=teams)
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
    refusal: Exception | None = None,
    typed: Teams = NOBODY,
) -> HTMLResponse:
    found = await marking_teams(app, skill_id, by)
    standing = typed or found.jury.skill.teams
    shown: Teams = {**standing, **found.proposal} if is_proposal else standing
    return render(
        request,
        "teams",
        found.jury.championship,
        by,
        jury=found.jury,
        skill=found.jury.skill,
        sub_criteria=found.sub_criteria,
        changes=tuple(reversed(found.jury.skill.team_changes)),
        mended=found.proposal,
        teams=shown,
        is_proposal=is_proposal,
        refusal=refusal,
        tabs=skill_tabs(request, found.jury.skill),
    )
