from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.access import holds, may_give_access, may_open
from competitions.api.deps import TheApp
from competitions.domain.championship import Championship
from competitions.pages.access.listing import duty_names
from competitions.pages.enter.draft import begun
from competitions.pages.preparation.checklist import PAGES, task_names
from competitions.pages.rendering import pages
from competitions.queries.championships import judged_skills, visible_championships
from competitions.queries.entering.applying import is_sent
from competitions.queries.own.awaiting import awaiting
from competitions.wiring import App
from shared.identity.principal import Principal, Role
from shared.web.deps import Visitor
from shared.web.i18n import gettext_of
from shared.web.lists.listing import Shape, asked

router = APIRouter(include_in_schema=False)
SHOWN = 10
STATES: Final = ("draft", "announced", "published", "cancelled")
"""As the list can be narrowed; drafts for who prepares some."""
LOOKED_THROUGH = 100


@router.get("/")
async def start(request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """What somebody with this role can do here."""
    championships, more = await visible_championships(app, by, limit=LOOKED_THROUGH)
    held = [one for one in championships if holds(one, by)]
    others = [one for one in championships if not holds(one, by)]
    return pages.render(
        request,
        "start.html",
        principal=by,
        held=held[:SHOWN],
        others=others[:SHOWN],
        are_more=more is not None or max(len(held), len(others)) > SHOWN,
        skills=await judged_skills(app, by),
        awaits=await awaiting(app, by),
        begun=await _begun(request, app, by),
        task_names=task_names(gettext_of(request)),
        task_pages=PAGES,
        duties=duty_names(gettext_of(request)),
        may_open=may_open(by),
        may_give_access=may_give_access(by),
        coordinates=by is not None and bool(by.for_members),
        reads_scans=by is not None and by.has_somewhere(Role.READER),
        reads_needs=by is not None and by.has_somewhere(Role.NEEDS_READER),
    )


async def _begun(request: Request, app: App, by: Principal | None) -> UUID | None:
    """The championship that somebody has begun to enter, and not sent yet."""
    draft = begun(request, by) if by else None
    return draft.championship_id if draft and not await is_sent(app, draft.registration_id) else None


@router.get("/championships")
async def championships(request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """Found by words of the name, narrowed to how far they are."""
    states = STATES if may_open(by) else STATES[1:]
    wish = asked(Shape("/championships", ("-starts",), {"state": states}), request.query_params)
    found: Sequence[Championship] = ()
    after: UUID | None = None
    if not wish.unknown:
        chosen = wish.chosen.get("state", ())
        found, after = await visible_championships(
            app, by, limit=wish.size, after=wish.after, text=wish.search, states=chosen
        )
    return pages.render(
        request,
        "championships.html",
        principal=by,
        championships=found,
        wish=wish,
        states=states,
        next=wish.following(after) if after else None,
        may_open=may_open(by),
    )
