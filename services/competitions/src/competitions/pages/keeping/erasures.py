"""`/championships/{id}/consents/erasures`: whose data goes by itself, when, and whose has gone."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.queries.keeping.erasures import erasures_of

router = APIRouter(prefix="/championships/{championship_id}/consents/erasures", include_in_schema=False)


@router.get("")
async def erasures(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    championship, found = await erasures_of(app, championship_id, by)
    return render(
        request,
        "erasures",
        championship,
        by,
        days=app.rulesets[championship.ruleset].consents.deadlines.erase_after_days,
        planned=[one for one in found if one.erasure.done_at is None],
        done=[one for one in found if one.erasure.done_at],
    )
