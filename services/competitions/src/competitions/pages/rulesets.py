"""`/rulesets`: by which rules championships are held, told from the data of their files."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.domain.refusal import Unknown
from competitions.domain.ruleset import USUAL_RULESET, Ruleset
from competitions.pages.rendering import pages
from competitions.rulesets.keys import differing, keys_of, plainly
from competitions.wiring import App
from shared.ids import derive
from shared.web.deps import Visitor
from shared.web.i18n import language

router = APIRouter(prefix="/rulesets", include_in_schema=False)


@router.get("")
async def show(request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    usual = app.rulesets.get(USUAL_RULESET)
    differences = {one.id: len(differing(one, usual)) if usual else 0 for one in app.rulesets.values()}
    return pages.render(
        request, "rulesets/all.html", principal=by, rulesets=in_order(app), differences=differences, usual=USUAL_RULESET
    )


@router.get("/{ruleset}")
async def show_one(ruleset: str, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """Each key that it has, in words, and which of them are others than usual. Raises Unknown."""
    found = app.rulesets.get(ruleset)
    if found is None:
        raise Unknown("ruleset", derive("ruleset", ruleset))
    usual = app.rulesets.get(USUAL_RULESET, found)
    keys = keys_of(found)
    return pages.render(
        request,
        "rulesets/one.html",
        principal=by,
        ruleset=found,
        usual=usual,
        differing=differing(found, usual),
        keys=keys,
        under=lambda table: [key for key in keys if key.partition(".")[0] == table],
        results=found.results(found.scale_policy, found.medal_policy),
        plainly=_plainly(request),
    )


def in_order(app: App) -> Sequence[Ruleset]:
    """The usual one first."""
    return sorted(app.rulesets.values(), key=lambda one: (one.id != USUAL_RULESET, one.id))


def _plainly(request: Request) -> Callable[[Any], str]:
    return lambda value: plainly(value, language(request))
