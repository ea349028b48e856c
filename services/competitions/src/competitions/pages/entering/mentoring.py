"""`/mentoring/{token}`: who is named as mentor of a team says whether they are, without an account. `…/entries/{id}/mentor`: the team
names another. Opening changes nothing; the buttons do."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.mentors import MentorIn
from competitions.api.schemas import LinkToken
from competitions.commands.own.mentors import name_own_mentor, say_by_link
from competitions.domain.entering.leaving import is_free
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import SomebodyAtEntry
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import pages
from competitions.queries.entering.entries import entry_of
from competitions.queries.own.mentors import may_name_mentor, mentoring
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, anyone
from shared.web.addresses import redirect
from shared.web.deps import Entering, ReaderLanguage, Visitor
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in

router = APIRouter(prefix="/mentoring/{token}", include_in_schema=False, dependencies=[Depends(anyone)])
of_team = APIRouter(prefix="/championships/{championship_id}/entries/{registration_id}", include_in_schema=False)


@router.get("")
async def show(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    return await _render(request, app, token, by)


@router.post("")
async def agree(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> Response:
    return await _said(request, app, token, by, MentorSaid.AGREED)


@router.post("/refusal")
async def decline(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> Response:
    return await _said(request, app, token, by, MentorSaid.DECLINED)


async def _said(request: Request, app: App, token: str, by: Principal | None, said: MentorSaid) -> Response:
    try:
        await say_by_link(app, token, said)
    except Refusal as refusal:
        return await _render(request, app, token, by, refusal)
    return redirect(f"/mentoring/{token}?kept#outcome")


async def _render(
    request: Request, app: App, token: str, by: Principal | None, refusal: Exception | None = None
) -> HTMLResponse:
    found = await mentoring(app, token)
    return pages.render(
        request,
        "enter/mentoring.html",
        headers={"cache-control": "no-store", "referrer-policy": "same-origin"},
        refusal=refusal,
        errors=(),
        principal=by,
        found=found,
        token=token,
        is_kept="kept" in request.query_params,
    )


@of_team.get("/mentor")
async def show_naming(
    championship_id: UUID, registration_id: UUID, request: Request, by: SomebodyAtEntry, app: TheApp
) -> HTMLResponse:
    return await _naming(request, app, (championship_id, registration_id), by, {"once": str(uuid4())})


@of_team.post("/mentor", dependencies=[Entering])
async def name(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: SomebodyAtEntry,
    app: TheApp,
    language: ReaderLanguage,
) -> Response:
    typed, ids = await typed_in(request), (championship_id, registration_id)
    try:
        once = form_id(typed)
        body = read(MentorIn, body_of(typed, MentorIn.model_fields))
        await name_own_mentor(app, registration_id, once, body.named(), by, language=language)
    except (Refusal, Mistyped) as refusal:
        return await _naming(request, app, ids, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/entries/{registration_id}")


async def _naming(
    request: Request,
    app: App,
    ids: tuple[UUID, UUID],
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    """For the captain. Raises Forbidden, and Unknown where it is no team's entry."""
    found = await entry_of(app, *ids, by)
    if found.members is None:
        raise Unknown("team", found.registration.id)
    if not await may_name_mentor(app, found.registration, by):
        raise Forbidden
    return render(
        request,
        "mentor",
        found.championship,
        by,
        found=found,
        shown=found.members,
        is_free=is_free(found.registration, found.skill, found.championship),
        typed=typed,
        refusal=refusal,
        tabs=(),
        folder="enter",
    )
