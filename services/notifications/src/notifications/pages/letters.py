"""What became of letters, and what to do about those that reached nobody: `/inbox/championships/{id}/letters` of a championship,
`/inbox/letters` of what belongs to none, such as invitations to sign in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from notifications.api.deps import OrganisersOrganisation, ReaderLanguage, TheApp
from notifications.domain.inbox import parse_cursor
from notifications.domain.recipients import Language
from notifications.pages.inbox import pages
from notifications.queries.letters import letters_of, unreached
from notifications.wiring import App
from shared.identity.principal import Principal
from shared.web.deps import Organiser, Words
from shared.web.i18n import Gettext

router = APIRouter(prefix="/inbox", include_in_schema=False)

PAGE = 50
After = Annotated[str | None, Query(max_length=80, alias="cursor")]


@router.get("/championships/{championship_id}/letters")
async def of_championship(
    championship_id: UUID,
    request: Request,
    by: Organiser,
    organisation: OrganisersOrganisation,
    app: TheApp,
    language: ReaderLanguage,
    words: Words,
    after: After = None,
) -> HTMLResponse:
    return await _page(request, by, app, organisation, championship_id, after, language, words)


@router.get("/letters")
async def of_none(
    request: Request,
    by: Organiser,
    organisation: OrganisersOrganisation,
    app: TheApp,
    language: ReaderLanguage,
    words: Words,
    after: After = None,
) -> HTMLResponse:
    return await _page(request, by, app, organisation, None, after, language, words)


async def _page(
    request: Request,
    by: Principal,
    app: App,
    organisation: str,
    championship_id: UUID | None,
    after: str | None,
    language: Language,
    words: Gettext,
) -> HTMLResponse:
    cursor = parse_cursor(after) if after else None
    here = f"/inbox/championships/{championship_id}/letters" if championship_id else "/inbox/letters"
    lost = await unreached(app, organisation, championship_id, cursor, PAGE, language, words)
    return pages.render(
        request,
        "letters.html",
        principal=by,
        found=await letters_of(app, organisation, championship_id),
        championship_id=championship_id,
        here=here,
        unreached=lost.letters,
        first_href=here if after else None,
        next_href=f"{here}?cursor={lost.next}#unreached" if lost.next else None,
    )
