"""`/championships/{id}/needs/venue`: what is to be there on the day, to be printed or taken as a workbook."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.needs.reading import venue_list
from competitions.domain.needs.readings import Where
from competitions.pages.export import exported
from competitions.pages.needs.words import things_text
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.needs.access import read_by
from shared.web.deps import SignedIn
from shared.web.i18n import gettext_of, language
from shared.workbooks.writing import Cell

router = APIRouter(prefix="/championships/{championship_id}/needs", include_in_schema=False)
NO_ROOM: Final = "–"


@router.get("/venue")
async def show(championship_id: UUID, request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    championship = await read_by(app, championship_id, by)
    found = await venue_list(app, championship_id, Where.LIST, by)
    _ = gettext_of(request)
    response = render(
        request,
        "needs_venue",
        championship,
        by,
        tabs=(),
        found=found,
        things=lambda line: things_text(_, line),
        made_at=app.now(),
    )
    response.headers["cache-control"] = "no-store"
    return response


@router.get("/venue.xlsx")
async def export(championship_id: UUID, request: Request, by: SignedIn, app: TheApp) -> Response:
    championship = await read_by(app, championship_id, by)
    found = await venue_list(app, championship_id, Where.FILE, by)
    _, spoken = gettext_of(request), language(request)
    headings = [_("Room"), _("Skill"), _("Number of the entry"), _("What is to be there")]
    rows: list[Sequence[Cell]] = [
        [
            line.skill.room or NO_ROOM,
            f"{line.skill.number} {line.skill.name.in_language(spoken)}",
            line.number,
            "\n".join(things_text(_, line)),
        ]
        for line in found.lines
    ]
    about = heading_of(request, app, _("What is to be there on the day"), championship, by)
    return await exported(_("venue"), about, headings, rows)
