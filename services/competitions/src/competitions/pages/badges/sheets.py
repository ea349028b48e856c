"""`/championships/{id}/badges`: badges on A4, two by five, to be cut: of entrants or of experts, all or those not printed yet."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.arrivals import badges_printed
from competitions.domain.entering.codes import spoken
from competitions.pages.badges.fitting import size_of
from competitions.pages.badges.picture import qr_code
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.queries.entering.badges import Kind, Wish, badges
from competitions.queries.entering.entries import choices
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.i18n import gettext_of
from shared.web.lists.listing import Asked, Shape, asked

router = APIRouter(prefix="/championships/{championship_id}/badges", include_in_schema=False)
MOST_FIELDS = 1000
A_SHEET = 10
"""Two columns of five on A4."""


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _page(request, app, championship_id, by)


@router.post("/printed")
async def printed(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """Those that the page showed; by the form's own fields, so that nobody is meant who came later."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        fields = [(name, str(value)) for name, value in sent.multi_items()]
    entrants = [id for name, value in fields if name == "entrant" and (id := _id(value))]
    experts = [pair for name, value in fields if name == "expert" and (pair := _pair(value))]
    await badges_printed(app, championship_id, entrants, experts, by)
    return redirect(f"/championships/{championship_id}/badges?new=yes&printed={len(entrants) + len(experts)}#outcome")


def _id(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _pair(value: str) -> tuple[UUID, UUID] | None:
    skill, _, person = value.partition(" ")
    found = _id(skill), _id(person)
    return (found[0], found[1]) if found[0] and found[1] else None


async def _page(request: Request, app: App, championship_id: UUID, by: Principal) -> HTMLResponse:
    among = await choices(app, championship_id, by)
    filters = {
        "kind": tuple(Kind),
        "skill": tuple(str(skill.id) for skill in among.skills),
        "member": tuple(among.members),
        "new": ("yes",),
    }
    shape = Shape(f"/championships/{championship_id}/badges", ("name",), filters)
    wish = asked(shape, request.query_params)
    found = await badges(app, among, _wish(wish), after=wish.after)
    label = gettext_of(request)("Code {code}")
    return render(
        request,
        "badges",
        among.championship,
        by,
        among=among,
        wish=wish,
        found=found,
        sheets=[found.badges[start : start + A_SHEET] for start in range(0, len(found.badges), A_SHEET)],
        pictures={one.code: qr_code(app.settings.public_url, one.code, label) for one in found.badges if one.code},
        spoken=spoken,
        is_of_companions=_wish(wish).kind is Kind.COMPANIONS,
        size_of=size_of,
        printed=request.query_params.get("printed", ""),
    )


def _wish(wish: Asked) -> Wish:
    kind, skill, member = (next(iter(wish.chosen.get(name, ())), None) for name in ("kind", "skill", "member"))
    return Wish(
        Kind(kind) if kind else Kind.ENTRANTS,
        UUID(skill) if skill else None,
        member,
        only_new="new" in wish.chosen,
        is_nothing=bool(wish.unknown),
    )
