"""What a publication sets off: shown before it is begun, and watched while it takes place; unofficial results become official here."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.problems.results.counted_again import said_of_it, what_differs
from competitions.api.publishing.package import packed
from competitions.api.publishing.publication import PublicationIn
from competitions.commands.publication import begin_publication
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import render
from competitions.queries.publication import publication
from competitions.queries.published.package import championship_package
from competitions.queries.published.states import NamedDifference
from competitions.queries.results import rules_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, body_of, read, typed_in
from shared.web.i18n import Gettext, gettext_of

router = APIRouter(prefix="/championships/{championship_id}/publication", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return await _render(request, app, championship_id, by)


@router.post("")
async def publish(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    try:
        sent = read(PublicationIn, body_of(await typed_in(request), ("status",)))
        await begin_publication(app, championship_id, sent.status, by)
    except (Mistyped, Refusal) as refusal:
        return await _render(request, app, championship_id, by, refusal)
    return redirect(f"/championships/{championship_id}/publication")


@router.get("/package.zip")
async def take_along(championship_id: UUID, by: Organiser, app: TheApp) -> Response:
    return packed(championship_id, await championship_package(app, championship_id, by))


async def _render(
    request: Request, app: App, championship_id: UUID, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    found = await publication(app, championship_id, by)
    rules = rules_of(app, found.championship)
    found = replace(found, differing=[_worded(one, gettext_of(request)) for one in found.differing])
    return render(request, "publication", found.championship, by, found=found, rules=rules, refusal=refusal)


def _worded(one: NamedDifference, _: Gettext) -> NamedDifference:
    return replace(
        one, what=what_differs(one.what, _), first=said_of_it(one.first, _), second=said_of_it(one.second, _)
    )
