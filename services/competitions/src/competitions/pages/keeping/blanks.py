"""`/championships/{id}/consents/…/blanks`: sheets to print and to sign, for one person or for all who lack something."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.domain.championship import Championship
from competitions.domain.entering.codes import spoken
from competitions.pages.held import HolderOfChampionship, HolderOfEntry
from competitions.pages.preparation.frame import render
from competitions.queries.consenting.blanks import Blank, blanks_of
from competitions.queries.consents import consents_of_registration
from competitions.queries.keeping.listing import Narrowed, consents_page
from shared.identity.principal import Principal
from shared.web.i18n import language
from shared.web.schemas import Cursor

router = APIRouter(prefix="/championships/{championship_id}/consents", include_in_schema=False)
PEOPLE = 50
"""On one page to print."""


@router.get("/blanks")
async def of_all(
    championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp, after: Cursor = None
) -> HTMLResponse:
    """Of everybody who lacks something, a part at a time."""
    championship = await held_by(app, championship_id, by)
    page = await consents_page(app, championship, Narrowed(only_lacking=True), limit=PEOPLE, after=after)
    blanks = await blanks_of(app, championship, page.rows, language(request), only_lacking=True)
    return _page(request, championship, by, blanks, page.after)


@router.get("/{registration_id}/blanks")
async def of_one(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    person: UUID | None = None,
) -> HTMLResponse:
    """`person`: which of a team's members."""
    championship = await held_by(app, championship_id, by)
    row = await consents_of_registration(app, registration_id, by, person)
    blanks = await blanks_of(app, championship, [row], language(request), only_lacking=False)
    return _page(request, championship, by, blanks, None)


def _page(
    request: Request, championship: Championship, by: Principal, blanks: tuple[Blank, ...], after: UUID | None
) -> HTMLResponse:
    """In the reader's language: what is signed is what was read."""
    return render(
        request, "blanks", championship, by, blanks=blanks, spoken=spoken, here=request.scope["path"], after=after
    )
