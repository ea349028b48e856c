"""`/championships/{id}/needs`: for who is named to read what people need. Opening an entry is recorded, and shown to who asked."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.needs.shapes import NeedAnswerIn
from competitions.commands.needs.answering import answer
from competitions.commands.needs.reading import look_at
from competitions.domain.refusal import Refusal
from competitions.pages.held import SomebodyAtEntry
from competitions.pages.needs.addresses import kept_at
from competitions.pages.needs.words import companion_roles, ground_names, need_names, outcome_names
from competitions.pages.preparation.frame import NOTHING, render
from competitions.pages.rendering import pages
from competitions.queries.needs.overview import overview, readable_championships
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import Cursor

router = APIRouter(prefix="/championships/{championship_id}/needs", include_in_schema=False)
everywhere = APIRouter(include_in_schema=False)
SHOWN: Final = 100
FIELDS: Final = tuple(NeedAnswerIn.model_fields)


@everywhere.get("/needs")
async def to_read(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    """The championships of which somebody is a reader of needs: no organiser's page leads them there."""
    found = await readable_championships(app, by)
    return pages.render(request, "needs/championships.html", principal=by, championships=found)


@router.get("")
async def all_of_them(
    championship_id: UUID, request: Request, by: SignedIn, app: TheApp, after: Cursor = None
) -> HTMLResponse:
    found = await overview(app, championship_id, by, limit=SHOWN, after=after)
    next_page = f"/championships/{championship_id}/needs?after={found.after}" if found.after else None
    return render(
        request,
        "needs",
        found.championship,
        by,
        tabs=(),
        found=found,
        next=next_page,
        is_first=after is None,
        grounds=ground_names(gettext_of(request)),
    )


@router.get("/{registration_id}")
async def one(
    registration_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp, person: UUID | None = None
) -> HTMLResponse:
    """`person`: which of a team's members."""
    return await _page(request, app, registration_id, by, person)


@router.post("/{registration_id}")
async def say(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: SomebodyAtEntry,
    app: TheApp,
    person: UUID | None = None,
) -> Response:
    typed = await typed_in(request)
    try:
        said = read(NeedAnswerIn, body_of(typed, FIELDS, numbers=("minutes",)))
        await answer(app, registration_id, **said.model_dump(), by=by, person=person)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, registration_id, by, person, typed, refusal)
    return redirect(f"/championships/{championship_id}/needs/{registration_id}{kept_at(person)}")


async def _page(
    request: Request,
    app: App,
    registration_id: UUID,
    by: Principal,
    person: UUID | None,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await look_at(app, registration_id, by, person)
    _ = gettext_of(request)
    which = typed.get("need", "")
    response = render(
        request,
        "needs_of_entry",
        found.entry.championship,
        by,
        typed=typed,
        refusal=refusal,
        tabs=(),
        fields=lambda where: f"{which}-{where.strip('/')}",
        found=found,
        which=which,
        names=need_names(_),
        outcomes=outcome_names(_),
        roles=companion_roles(_),
        is_kept="kept" in request.query_params,
    )
    response.headers["cache-control"] = "no-store"
    return response
