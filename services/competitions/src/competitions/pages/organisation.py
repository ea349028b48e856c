"""`/organisation`: who holds the championships, as consents and invitations name it."""

from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.organisation import OrganisationIn
from competitions.commands.records.organisations import describe
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import pages
from competitions.queries.keeping.texts import keeper_of
from competitions.queries.records.organisations import own_organisation
from competitions.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in, typed_of
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/organisation", include_in_schema=False)


class Seen(In):
    version: Whole = 0
    """That was known when the form was opened."""


@router.get("")
async def form(request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    known = await own_organisation(app, by)
    said = asdict(known.about) if known else {}
    return _page(request, by, {**typed_of(said), "version": str(known.version if known else 0)})


@router.post("")
async def keep(request: Request, by: Organiser, app: TheApp) -> Response:
    """What a colleague saved meanwhile is not written over: it is shown beside what was typed."""
    typed = await typed_in(request)
    try:
        body = read(OrganisationIn, body_of(typed, tuple(OrganisationIn.model_fields)))
        seen = read(Seen, body_of(typed, ("version",), numbers=("version",))).version
        await describe(app, body.about(), by, seen)
    except Stale:
        return await _again(request, app, by, typed)
    except (Refusal, Mistyped) as refusal:
        return _page(request, by, typed, refusal)
    return redirect("/organisation?kept")


async def _again(request: Request, app: App, by: Principal, typed: Typed) -> HTMLResponse:
    known = await own_organisation(app, by)
    now = typed_of(asdict(known.about)) if known else {}
    changed = {name: value for name, value in now.items() if typed.get(name) != value}
    version = str(known.version if known else 0)
    return _page(request, by, {**typed, "version": version}, Outdated(), now=changed)


def _page(
    request: Request, by: Principal, typed: Typed, refusal: Exception | None = None, now: Typed | None = None
) -> HTMLResponse:
    return pages.render(
        request,
        "organisation.html",
        principal=by,
        refusal=refusal,
        fields=field_of,
        errors=(),
        typed=typed,
        now=now or {},
        code=keeper_of(by),
        kept="kept" in request.query_params,
    )
