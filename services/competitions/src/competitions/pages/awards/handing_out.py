"""`/awards`: what the officer's organisation hands out, and the tables that were brought."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.awards.offers import own_offer
from competitions.pages.awards.terms import typed_at_first
from competitions.pages.export import download
from competitions.pages.rendering import pages
from competitions.queries.awards.granting import own_championships, own_offers, own_tables
from competitions.tables.columns import template_row
from shared.web.deps import Officer
from shared.web.i18n import language
from shared.workbooks.writing import workbook

router = APIRouter(prefix="/awards", include_in_schema=False)


@router.get("")
async def show(request: Request, by: Officer, app: TheApp) -> HTMLResponse:
    offers = await own_offers(app, by)
    tables = await own_tables(app, by)
    return pages.render(request, "awards/overview.html", principal=by, offers=offers, tables=tables)


@router.get("/achievements/{achievement_id}")
async def achievement(achievement_id: UUID, request: Request, by: Officer, app: TheApp) -> HTMLResponse:
    offer = await own_offer(app, achievement_id, by)
    typed = typed_at_first(offer, app.today().isoformat())
    shown = {"offer": offer, "typed": typed, "championships": await own_championships(app, by)}
    return pages.render(request, "awards/table_new.html", principal=by, errors=(), **shown)


@router.get("/achievements/{achievement_id}/template.xlsx")
async def template(achievement_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    """The headings alone, in the reader's language; a star marks what is needed."""
    offer = await own_offer(app, achievement_id, by)
    row = template_row(offer, language(request))
    return download(f"awards-{offer.code}", workbook("Sheet", [row], frozen_rows=1))
