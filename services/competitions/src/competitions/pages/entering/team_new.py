"""A team is entered in a skill: its people are searched for one after the other, and stand on the page until all of it is sent."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.teams import EnteredTeamIn
from competitions.commands.entering.teams import register_team
from competitions.domain.refusal import Refusal
from competitions.pages.entering.adding import Where
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.queries.entering.categories import categories_of
from competitions.queries.members import known_members
from competitions.queries.people import pick_people, some_people
from competitions.queries.skills import prepared_skills
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/championships/{championship_id}/entries/new-team", include_in_schema=False)
MEMBERS: Final = "members-"


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _page(request, app, championship_id, by, {"once": str(uuid4())})


@router.post("")
async def add(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """Whichever button: one changes who is chosen, and the last enters the team. Names stand in no address."""
    typed = await typed_in(request)
    if typed.get("go") != "enter":
        return await _page(request, app, championship_id, by, chosen(typed))
    try:
        where = read(Where, body_of(typed, ("skill",)))
        body = read(EnteredTeamIn, body_of(typed, EnteredTeamIn.model_fields))
        made = await register_team(app, where.skill, form_id(typed), **body.entered(), by=by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, by, typed, refusal)
    return redirect(f"/championships/{championship_id}/entries/{made.id}")


def chosen(typed: Typed) -> Typed:
    """What is typed after somebody was added or left out by a button. The first member leads until another is named."""
    members = members_in(typed)
    picked, dropped = typed.get("picked", ""), typed.get("drop", "")
    rest = {name: value for name, value in typed.items() if not name.startswith(MEMBERS) and name not in {"go", "drop"}}
    if typed.get("go") == "member" and picked:
        members = list(dict.fromkeys([*members, picked]))
    elif typed.get("go") == "mentor" and picked:
        rest["mentor"] = picked
    members = [one for one in members if one != dropped]
    if rest.get("mentor") == dropped:
        rest.pop("mentor", None)
    if rest.get("captain") not in members:
        rest["captain"] = next(iter(members), "")
    return {**rest, **{f"{MEMBERS}{at}": one for at, one in enumerate(members)}}


def members_in(typed: Typed) -> list[str]:
    return [value for name, value in typed.items() if name.startswith(MEMBERS) and value]


def ids_in(texts: list[str]) -> list[UUID]:
    """Whatever else a form was sent with finds nobody."""
    found = []
    for one in texts:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    known = await prepared_skills(app, championship_id, by)
    ids = ids_in([*members_in(typed), typed.get("mentor", "")])
    text = typed.get("text", "")[:LONGEST_SEARCH].strip()
    named = (
        await some_people(app, ids, by) if ids else []
    )  # the list of people is not for who organises one championship alone
    people: Mapping[str, object] = {str(one.id): one for one in named}
    return render(
        request,
        "team_new",
        known.championship,
        by,
        skills=[row for row in known.held if row.skill.team_size > 1],
        mentoring=app.rulesets[known.championship.ruleset].team.mentor,
        groups=await categories_of(app, championship_id, by),
        regions=await known_members(app, championship_id, by),
        members=[people[one] for one in members_in(typed) if one in people],
        mentor=people.get(typed.get("mentor", "")),
        picked=await pick_people(app, text, by, without=ids),
        typed=typed,
        refusal=refusal,
        fields=field_of_team,
    )


def field_of_team(where: str) -> str:
    """Members are told together, and one who is entered already is one of them."""
    name = where.removeprefix("/").partition("/")[0]
    return {"subject_id": "members", "birth_date": "members"}.get(name, name)
