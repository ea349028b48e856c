from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.pages.papers.answers import pdf, words_of
from competitions.pages.rendering import pages
from competitions.papers.protocol import TEMPLATE, of_protocol
from competitions.queries.papers.protocol import skill_protocol
from shared.web.deps import Insider

router = APIRouter(prefix="/skills/{skill_id}", include_in_schema=False)


@router.get("/protocol")
async def show(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """To be looked at, printed from the browser, or had as PDF."""
    protocol = await skill_protocol(app, skill_id, by)
    ruleset = app.rulesets[protocol.championship.ruleset]
    return pages.render(
        request,
        "papers/protocol.html",
        principal=by,
        protocol=protocol,
        paper=of_protocol(protocol, ruleset, words_of(request, app), app.now()),
        headers={"cache-control": "no-store"},
    )


@router.get("/protocol.pdf")
async def print_out(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    protocol = await skill_protocol(app, skill_id, by)
    ruleset = app.rulesets[protocol.championship.ruleset]
    made = of_protocol(protocol, ruleset, words_of(request, app), app.now())
    return await pdf(app, TEMPLATE, made["title"], lambda: made)
