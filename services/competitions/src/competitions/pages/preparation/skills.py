"""The skills of a championship: what is competed in, how many may enter, where it is held."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.skills import SkillIn
from competitions.commands.skills import add_skill, bring_back_skill, change_skill, drop_skill
from competitions.domain.championship import Championship
from competitions.domain.preparation.skill_plan import SkillPlan
from competitions.domain.refusal import Refusal
from competitions.pages.export import exported
from competitions.pages.preparation.frame import heading_of, render, skill_tabs
from competitions.queries.entering.categories import groups_of
from competitions.queries.skill_pages import dropping
from competitions.queries.skills import PreparedSkill, PreparedSkills, prepared_skill, prepared_skills
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import DIGITS, Mistyped, Typed, body_of, read, typed_in, typed_of, whole
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import Asked, Listed, Shape, asked, listed
from shared.workbooks.writing import Cell

router = APIRouter(include_in_schema=False)
NUMBERS: Final = ("quota", "member_quota", "minimum", "youngest", "oldest", "team_size")
CATEGORY: Final = "categories-"
"""Before the code of each that is ticked."""
PLACES: Final = "category_quotas-"
"""Before the code of each that has places of its own."""
LACKING: Final = ("scheme", "chief", "minimum")
SORTS: Final = ("number", "name", "free", "entries")


def _shape(championship_id: UUID) -> Shape:
    return Shape(f"/championships/{championship_id}/skills", SORTS, {"lacking": LACKING, "state": ("held", "dropped")})


@router.get("/championships/{championship_id}/skills")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await prepared_skills(app, championship_id, by)
    chosen = asked(_shape(championship_id), request.query_params)
    return render(
        request, "skills", found.championship, by, found=found, listed=_listed(found, chosen, language(request))
    )


@router.get("/championships/{championship_id}/skills.xlsx")
async def export(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    _, spoken = gettext_of(request), language(request)
    found = await prepared_skills(app, championship_id, by)
    rows = _listed(found, asked(_shape(championship_id), request.query_params), spoken, paged=False).rows
    about = heading_of(request, app, _("Skills"), found.championship, by)
    headings = [
        *(_("Number"), _("Name in Russian"), _("Name in English"), _("Room"), _("Places"), _("Places a region")),
        *(_("Minimum"), _("Youngest"), _("Oldest"), _("Team"), _("Entered"), _("Confirmed"), _("State")),
    ]
    states = {True: _("Held"), False: _("Dropped")}
    return await exported("skills", about, headings, [[*_cells(row), states[row.skill.is_held]] for row in rows])


def _cells(row: PreparedSkill) -> Sequence[Cell]:
    skill = row.skill
    limits = (skill.quota, skill.member_quota, skill.minimum, skill.youngest, skill.oldest, skill.team_size)
    return (skill.number, skill.name.ru, skill.name.en, skill.room, *limits, row.entries, row.competitors)


def _listed(found: PreparedSkills, chosen: Asked, spoken: str, *, paged: bool = True) -> Listed[PreparedSkill]:
    keys: dict[str, Callable[[PreparedSkill], Any]] = {
        "number": lambda row: row.skill.number,
        "name": lambda row: row.skill.name.in_language(spoken).casefold(),
        "free": lambda row: (row.free is None, row.free or 0),
        "entries": lambda row: row.entries,
    }

    def matches(row: PreparedSkill) -> bool:
        words = f"{row.skill.number} {row.skill.name.ru} {row.skill.name.en} {row.skill.room or ''}".casefold()
        state = "held" if row.skill.is_held else "dropped"
        is_found = chosen.search.casefold() in words
        return is_found and chosen.has("lacking", *row.lacking) and chosen.has("state", state)

    return listed(
        chosen, found.rows, key=keys[chosen.column], id=lambda row: row.skill.id, matches=matches, paged=paged
    )


@router.get("/championships/{championship_id}/skills/new")
async def begin(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await prepared_skills(app, championship_id, by)
    size = app.rulesets[found.championship.ruleset].team.size
    groups = groups_of(app, found.championship).all
    own = {f"{PLACES}{one.code}": str(one.quota) for one in groups if one.quota is not None}
    return _form(request, app, found.championship, by, {"draft": str(uuid4()), "team_size": str(size), **own})


@router.post("/championships/{championship_id}/skills/new")
async def add(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    found = await prepared_skills(app, championship_id, by)
    typed = await typed_in(request)
    try:
        skill_id = derive("skill", by.account, str(championship_id), typed.get("draft", ""))
        await add_skill(app, championship_id, skill_id, _plan(typed), by)
    except (Mistyped, Refusal) as refusal:
        return _form(request, app, found.championship, by, typed, refusal)
    if typed.get("go") == "another":
        return redirect(f"/championships/{championship_id}/skills/new")
    return redirect(f"/championships/{championship_id}/skills")


@router.get("/skills/{skill_id}/edit")
async def edit(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    row, championship = await prepared_skill(app, skill_id, by)
    return _form(request, app, championship, by, typed_skill(row.skill.plan), row=row)


@router.post("/skills/{skill_id}/edit")
async def save(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        await change_skill(app, skill_id, _plan(typed), by, whole(typed.get("version", "")))
    except (Mistyped, Refusal, Stale) as refusal:
        row, championship = await prepared_skill(app, skill_id, by)
        return _form(request, app, championship, by, typed, refusal, row)
    return redirect(f"/skills/{skill_id}/edit?saved#outcome")


@router.get("/skills/{skill_id}/drop")
async def show_dropping(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return await _dropping(request, skill_id, by, app)


@router.post("/skills/{skill_id}/drop")
async def drop(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    try:
        await drop_skill(app, skill_id, by)
    except Refusal as refusal:
        return await _dropping(request, skill_id, by, app, refusal)
    return redirect(f"/skills/{skill_id}/drop")


@router.post("/skills/{skill_id}/drop/end")
async def bring_back(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    try:
        await bring_back_skill(app, skill_id, by)
    except Refusal as refusal:
        return await _dropping(request, skill_id, by, app, refusal)
    return redirect(f"/skills/{skill_id}/drop")


async def _dropping(
    request: Request, skill_id: UUID, by: Principal, app: App, refusal: Refusal | None = None
) -> HTMLResponse:
    row, championship, told = await dropping(app, skill_id, by)
    return _of_skill(request, "drop", championship, by, row, told=told, refusal=refusal)


def _form(
    request: Request,
    app: App,
    championship: Championship,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
    row: PreparedSkill | None = None,
) -> HTMLResponse:
    standing = typed_skill(row.skill.plan) if row else {}
    changed = {name: value for name, value in standing.items() if typed.get(name, "") != value}
    context: dict[str, Any] = {
        "rooms": [room for venue in championship.venues for room in venue.rooms],
        "now": changed if isinstance(refusal, Stale) else {},
        "groups": groups_of(app, championship).all,
        "is_saved": "saved" in request.query_params,
        "typed": typed,
        "refusal": refusal,
    }
    if row is None:
        return render(request, "skill_new", championship, by, **context)
    return _of_skill(request, "skill_edit", championship, by, row, **context)


def _of_skill(
    request: Request, name: str, championship: Championship, by: Principal, row: PreparedSkill, **context: Any
) -> HTMLResponse:
    tabs = skill_tabs(request, row.skill)
    return render(request, name, championship, by, tabs=tabs, skill=row.skill, row=row, **context)


def typed_skill(plan: SkillPlan) -> dict[str, str]:
    limits = {name: getattr(plan, name) for name in NUMBERS}
    text = {"ru": plan.name.ru, "en": plan.name.en}
    chosen = {f"{CATEGORY}{code}": "on" for code in plan.categories}
    own = {f"{PLACES}{code}": str(places) for code, places in (plan.category_quotas or {}).items()}
    return {**typed_of({"number": plan.number, "name": text, "room": plan.room, **limits}), **chosen, **own}


def _plan(typed: Typed) -> SkillPlan:
    """Raises Mistyped."""
    chosen = [name.removeprefix(CATEGORY) for name in typed if name.startswith(CATEGORY)]
    own = {name.removeprefix(PLACES): value.strip() for name, value in typed.items() if name.startswith(PLACES)}
    quotas = {code: int(value) if DIGITS.fullmatch(value) else value for code, value in own.items() if value}
    # A code may have hyphens, which nest the other fields.
    others = {name: value for name, value in typed.items() if not name.startswith((CATEGORY, PLACES))}
    body = {"name": {}, **body_of(others, SkillIn.model_fields, NUMBERS)}
    return read(SkillIn, {**body, "categories": chosen, "category_quotas": quotas}).plan()
