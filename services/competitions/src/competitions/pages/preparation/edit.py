"""A championship's settings: what may still change, and what stands and why; its copy for another year; a draft's end."""

from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.championships import ChampionshipIn, CopyIn
from competitions.api.deps import TheApp
from competitions.api.problems.preparation import why_frozen
from competitions.commands.bringing.removals import take_out
from competitions.commands.championships import change_championship, clone_championship, delete_draft
from competitions.domain.refusal import Refusal
from competitions.domain.results.policies import PLACES, SCALES
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.plan_form import plan_body, typed_plan, zones
from competitions.pages.rulesets import in_order
from competitions.queries.championships import EditedPlan, edited_plan
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, read, typed_in, whole
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)


@router.get("/edit")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await edited_plan(app, championship_id, by)
    return _edit(request, app, by, found, _standing(app, found))


@router.post("/edit")
async def save(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    found = await edited_plan(app, championship_id, by)
    sent = await typed_in(request)
    # What stands is no field of the form; what is sent nevertheless is refused like a program's.
    standing = {name: value for name, value in _standing(app, found).items() if name.partition("-")[0] in found.frozen}
    typed = {**standing, **sent}
    try:
        plan = read(ChampionshipIn, plan_body(typed)).plan(app.settings.time_zone)
        await change_championship(app, championship_id, plan, by, _version(sent), uuid4())
    except (Mistyped, Refusal, Stale) as refusal:
        return _edit(request, app, by, await edited_plan(app, championship_id, by), typed, refusal)
    return redirect(f"/championships/{championship_id}/edit?saved#outcome")


def _standing(app: App, found: EditedPlan) -> dict[str, str]:
    """The fields as they stand. A policy that is the ruleset's own goes with the ruleset."""
    plan = found.championship.plan
    rules = app.rulesets[plan.ruleset]
    own = {"scale_policy": rules.scale_policy, "medal_policy": rules.medal_policy}
    typed = typed_plan(plan)
    return typed | {name: "" for name, policy in own.items() if typed.get(name) == policy}


@router.get("/copy")
async def show_copy(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await edited_plan(app, championship_id, by)
    typed = {"draft": str(uuid4()), "starts_on": _next_year(found.championship.starts_on).isoformat()}
    return render(request, "copy", found.championship, by, typed=typed)


@router.post("/copy")
async def copy(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    found = await edited_plan(app, championship_id, by)
    typed = await typed_in(request)
    try:
        starts_on = read(CopyIn, {"starts_on": typed.get("starts_on") or None}).starts_on
        copy_id = derive("copy", by.account, str(championship_id), typed.get("draft", ""))
        made = await clone_championship(app, championship_id, copy_id, starts_on, by)
    except (Mistyped, Refusal) as refusal:
        return render(request, "copy", found.championship, by, typed=typed, refusal=refusal)
    return redirect(f"/championships/{made.id}")


@router.get("/deletion")
async def show_deletion(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await edited_plan(app, championship_id, by)
    return render(request, "deletion", found.championship, by, found=found)


@router.post("/deletion")
async def delete(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        if "brought" in typed:
            _must_be_sure(typed)
            await take_out(app, championship_id, by)
            return redirect("/championships/new/package")
        await delete_draft(app, championship_id, by)
    except (Mistyped, Refusal) as refusal:
        found = await edited_plan(app, championship_id, by)
        return render(request, "deletion", found.championship, by, found=found, refusal=refusal)
    return redirect("/")


def _must_be_sure(typed: Typed) -> None:
    """It is asked twice. Raises Mistyped."""
    if "sure" not in typed:
        raise Mistyped([{"type": "missing", "loc": ("sure",), "msg": "", "input": None}])


def _edit(
    request: Request, app: App, by: Principal, found: EditedPlan, typed: Typed, refusal: Exception | None = None
) -> HTMLResponse:
    standing = _standing(app, found)
    changed = {name: value for name, value in standing.items() if typed.get(name, "") != value}
    return render(
        request,
        "edit",
        found.championship,
        by,
        typed={"version": str(found.championship.version), **typed},
        refusal=refusal,
        frozen={name: why_frozen(freeze, gettext_of(request)) for name, freeze in found.frozen.items()},
        now=changed if isinstance(refusal, Stale) else {},
        venues=_venues(typed),
        rulesets=in_order(app),
        policies={"scale_policy": tuple(SCALES), "medal_policy": tuple(PLACES)},
        zones=zones(request, found.championship.time_zone),
        is_saved="saved" in request.query_params,
    )


def _venues(typed: Typed) -> int:
    """How many places there are fields for: those that are known, and one more."""
    known = [whole(name.split("-")[1], -1) for name in typed if name.startswith("venues-")]
    return min(20, max(known, default=-1) + 2)


def _version(typed: Typed) -> int:
    """That the form was made of; none is the oldest."""
    return whole(typed.get("version", ""))


def _next_year(day: date) -> date:
    """The same weekday of the same week of the year."""
    return date.fromordinal(day.toordinal() + 52 * 7)
