"""A new championship in three steps. What was typed travels with the form, and nothing is stored before the last step."""

from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import may_open
from competitions.api.championships import ChampionshipIn, ContactIn, VenueIn
from competitions.api.deps import TheApp
from competitions.commands.championships import open_championship
from competitions.domain.preparation.plan import EndsBeforeStart, proposed
from competitions.domain.refusal import Refusal
from competitions.domain.ruleset import USUAL_RULESET
from competitions.pages.preparation.plan_form import plan_body, typed_deadlines, zones
from competitions.pages.rendering import pages
from competitions.pages.rulesets import in_order
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, field_of, read, typed_in
from shared.web.schemas import Day, In, Short, TextIn

router = APIRouter(prefix="/championships/new", include_in_schema=False)


class First(In):
    ruleset: Short
    name: TextIn


class Second(In):
    starts_on: Day
    ends_on: Day
    time_zone: Short
    venues: Annotated[tuple[VenueIn, ...], Field(max_length=20)] = ()
    contact: ContactIn | None = None


STEPS: Final[dict[int, type[In]]] = {1: First, 2: Second}
LAST: Final = 3


@router.get("")
async def begin(request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    _must_hold(by)
    typed = {"draft": str(uuid4()), "ruleset": USUAL_RULESET, "time_zone": app.settings.time_zone}
    return _render(request, app, by, 1, typed)


@router.post("")
async def go_on(request: Request, by: Organiser, app: TheApp) -> Response:
    _must_hold(by)
    typed = await typed_in(request)
    step = int(typed["step"]) if typed.get("step") in {"1", "2", "3"} else 1
    if typed.get("go") == "back":
        return _render(request, app, by, max(1, step - 1), typed)
    try:
        if step < LAST:
            return _render(request, app, by, step + 1, _checked(step, typed))
        plan = read(ChampionshipIn, plan_body(typed)).plan(app.settings.time_zone)
        made = await open_championship(app, _draft_id(typed, by), plan, by)
    except (Mistyped, Refusal) as refusal:
        return _render(request, app, by, step, typed, refusal)
    return redirect(f"/championships/{made.id}")


def _must_hold(by: Principal) -> None:
    """Raises Forbidden: a championship is an organisation's."""
    if not may_open(by):
        raise Forbidden


def _checked(step: int, typed: Typed) -> Typed:
    """What the next step begins with. Raises Mistyped, EndsBeforeStart, UnknownTimeZone."""
    model = STEPS[step]
    found = read(model, plan_body(typed, model.model_fields))
    if not isinstance(found, Second):
        return typed
    if found.ends_on < found.starts_on:
        raise EndsBeforeStart(found.starts_on, found.ends_on)
    if any(name.startswith("deadlines-") for name in typed):
        return typed
    return {**typed, **typed_deadlines(proposed(found.starts_on, found.time_zone), found.time_zone)}


def _draft_id(typed: Typed, by: Principal) -> UUID:
    """The same for a form that is sent again."""
    return derive("draft", by.account, typed.get("draft", ""))


def _render(
    request: Request, app: App, by: Principal, step: int, typed: Typed, refusal: Exception | None = None
) -> HTMLResponse:
    return pages.render(
        request,
        "preparation/new.html",
        principal=by,
        step=step,
        typed=typed,
        rulesets=in_order(app),
        zones=zones(request),
        frozen={},
        refusal=refusal,
        fields=field_of,
        errors=(),
    )
