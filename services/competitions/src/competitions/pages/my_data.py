"""`/me/data`: what is kept of somebody, to read and to take away, and asking that it be erased."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.own.erasure import ask_erasure
from competitions.pages.access.listing import duty_names
from competitions.pages.preparation.plan_form import zone_namer
from competitions.pages.rendering import pages
from competitions.queries.entering.categories import category_name, groups_of
from competitions.queries.own.data import own_data, person_to_erase
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.i18n import gettext_of, language

router = APIRouter(prefix="/me/data", include_in_schema=False)
NOT_KEPT = {"cache-control": "no-store"}


@router.get("")
async def show(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    return pages.render(
        request,
        "me/data.html",
        headers=NOT_KEPT,
        principal=by,
        people=await own_data(app, by),
        duties=duty_names(gettext_of(request)),
        zone_name=zone_namer(request),
        category_name=lambda placed: category_name(
            groups_of(app, placed.championship), placed.registration.category, language(request)
        ),
        is_asked="asked" in request.query_params,
    )


@router.get("/erasure/{subject_id}")
async def consider(subject_id: UUID, request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    """What goes and what stays, before anybody asks."""
    found = await person_to_erase(app, subject_id, by)
    return pages.render(request, "me/erasure.html", headers=NOT_KEPT, principal=by, found=found)


@router.post("/erasure/{subject_id}")
async def ask(subject_id: UUID, by: SignedIn, app: TheApp) -> Response:
    await ask_erasure(app, subject_id, by)
    return redirect("/me/data?asked#outcome")
