"""`/awards/granted`: what was granted, found by name, achievement and day; and who of them is to be invited."""

from typing import Annotated, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import officer_of
from competitions.api.deps import TheApp
from competitions.commands.awards.inviting import MOST_INVITED, invite_granted
from competitions.domain.awards.award import AwardsSought
from competitions.pages.rendering import pages, seal_search, searched
from competitions.queries.awards.granting import granted_awards, own_offers, people_named
from competitions.queries.awards.uninvited import uninvited
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import DIGITS, Mistyped, field_of, read
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.schemas import Day, In

router = APIRouter(prefix="/awards", include_in_schema=False)
AT_ONCE: Final = 100
HERE: Final = "/awards/granted"
NAMES: Final = ("found", "achievement", "from", "to")


class Asked(In):
    """Of the fields of the form: what is empty is not asked."""

    achievement: UUID | None = None
    first: Day | None = None
    last: Day | None = None


@router.get("/granted")
async def granted(
    request: Request, by: Officer, app: TheApp, cursor: Annotated[UUID | None, Query()] = None
) -> HTMLResponse:
    """What is mistyped finds nothing: never more than was asked for."""
    typed = {name: request.query_params[name] for name in NAMES if request.query_params.get(name)}
    try:
        body = {"achievement": typed.get("achievement"), "first": typed.get("from"), "last": typed.get("to")}
        asked = read(Asked, {name: value for name, value in body.items() if value})
    except Mistyped as refusal:
        return await _page(request, app, by, typed, refusal)
    text = searched(request, typed.get("found"), by)
    named = await people_named(app, by, text or "") if "found" in typed else None
    wish = AwardsSought(asked.achievement, asked.first, asked.last, named.ids if named else None)
    found, following = await granted_awards(app, by, wish, limit=AT_ONCE, after=cursor)
    next_ = _address({**typed, "cursor": str(following)}) if following else None
    shown: dict[str, Any] = {"found": found, "next": next_, "first": _address(typed) if cursor else None}
    return await _page(request, app, by, typed, **shown, are_more=named is not None and named.are_more)


@router.post("/granted/search")
async def search(
    request: Request,
    by: Officer,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters stay."""
    officer_of(by)
    typed = {name: request.query_params[name] for name in NAMES[1:] if request.query_params.get(name)}
    sealed = {"found": seal_search(request, text, by)} if text.strip() else {}
    return redirect(_address({**sealed, **typed}))


@router.get("/invitations")
async def ask(request: Request, by: Officer, app: TheApp) -> HTMLResponse:
    people = await uninvited(app, officer_of(by), MOST_INVITED + 1)
    done = request.query_params.get("invited", "")
    return pages.render(
        request,
        "awards/invitations.html",
        headers={"cache-control": "no-store"},
        principal=by,
        people=people[:MOST_INVITED],
        are_more=len(people) > MOST_INVITED,
        invited=int(done) if DIGITS.fullmatch(done) else None,
    )


@router.post("/invitations")
async def invite(by: Officer, app: TheApp) -> Response:
    """Sent twice, nobody gets a second letter."""
    return redirect(f"/awards/invitations?invited={await invite_granted(app, by)}")


def _address(typed: dict[str, str]) -> str:
    return f"{HERE}?{urlencode(typed)}" if typed else HERE


async def _page(
    request: Request,
    app: TheApp,
    by: Principal,
    typed: dict[str, str],
    refusal: Mistyped | None = None,
    **shown: Any,
) -> HTMLResponse:
    text = searched(request, typed.get("found"), by)
    names = {"first": "from", "last": "to"}
    context = {"found": (), "next": None, "first": None, "are_more": False, **shown}
    return pages.render(
        request,
        "awards/granted.html",
        headers={"cache-control": "no-store"},
        principal=by,
        refusal=refusal,
        fields=lambda where: names.get(field_of(where), field_of(where)),
        errors=(),
        typed=typed,
        text=text or "",
        is_over="found" in typed and text is None,
        offers=await own_offers(app, by),
        search=_address(typed).replace(HERE, f"{HERE}/search"),
        is_done="granted" in request.query_params,
        **context,
    )
