"""`/inbox/championships/{id}/letters`: what became of the letters about a championship, and what to do about those that failed."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from notifications.api.deps import OrganisersOrganisation, TheApp
from notifications.pages.inbox import pages
from notifications.queries.letters import letters_of
from shared.web.deps import Organiser

router = APIRouter(prefix="/inbox/championships/{championship_id}", include_in_schema=False)


@router.get("/letters")
async def show(
    championship_id: UUID, request: Request, by: Organiser, organisation: OrganisersOrganisation, app: TheApp
) -> HTMLResponse:
    found = await letters_of(app, organisation, championship_id)
    return pages.render(request, "letters.html", principal=by, found=found, championship_id=championship_id)
