"""Items of a schedule: added, changed, taken off."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.scheduling.schedule import ItemIn
from competitions.commands.scheduling.schedule import add_item, change_item, remove_item
from competitions.domain.refusal import Refusal
from competitions.domain.schedule.plans import ItemPlan
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.plan_form import moment_typed
from competitions.queries.scheduling.schedules import Planned, edited_schedule
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.ids import derive
from shared.text import Text
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, read, typed_in, typed_of, whole
from shared.web.i18n import language

router = APIRouter(prefix="/championships/{championship_id}/schedule", include_in_schema=False)
GENERAL: Final[Mapping[str, Text]] = {
    "opening": Text("Церемония открытия", "Opening ceremony"),
    "familiarisation": Text("Знакомство с рабочими местами", "Familiarisation with the workplaces"),
    "closing": Text("Церемония закрытия", "Closing ceremony"),
}
"""What nearly every championship has, by the word in the address that fills the form."""


@router.get("/new")
async def begin(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    found = await edited_schedule(app, championship_id, by)
    return _form(request, found, by, {"draft": str(uuid4()), **_proposed(request, found)})


@router.post("/new")
async def add(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    found = await edited_schedule(app, championship_id, by)
    typed = await typed_in(request)
    try:
        item_id = derive("schedule", by.account, str(championship_id), typed.get("draft", ""))
        await add_item(app, championship_id, item_id, _plan(typed, found), by)
    except (Mistyped, Refusal) as refusal:
        return _form(request, found, by, typed, refusal)
    if typed.get("go") == "another":
        chosen = typed.get("skill_id", "")
        return redirect(f"/championships/{championship_id}/schedule/new" + (f"?skill={chosen}" if chosen else ""))
    return redirect(f"/championships/{championship_id}/schedule?saved#outcome")


@router.get("/{item_id}")
async def edit(
    championship_id: UUID, item_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> HTMLResponse:
    found = await edited_schedule(app, championship_id, by)
    return _form(request, found, by, typed_item(found.schedule.item(item_id).plan, found), item_id=item_id)


@router.post("/{item_id}")
async def change(
    championship_id: UUID, item_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    """By its button the form saves the item or takes it off."""
    typed = await typed_in(request)
    seen = whole(typed.get("revision", ""))
    try:
        if typed.get("go") == "remove":
            await remove_item(app, championship_id, item_id, by)
        else:
            found = await edited_schedule(app, championship_id, by)
            await change_item(app, championship_id, item_id, _plan(typed, found), by, seen)
    except (Mistyped, Refusal, Stale) as refusal:
        found = await edited_schedule(app, championship_id, by)
        found.schedule.item(item_id)
        return _form(request, found, by, typed, refusal, item_id)
    return redirect(f"/championships/{championship_id}/schedule?saved#outcome")


def _form(
    request: Request,
    found: Planned,
    by: Principal,
    typed: Typed,
    refusal: Exception | None = None,
    item_id: UUID | None = None,
) -> HTMLResponse:
    item = found.schedule.item(item_id) if item_id else None
    standing = typed_item(item.plan, found) if item else {}
    changed = {name: value for name, value in standing.items() if typed.get(name, "") != value}
    return render(
        request,
        "schedule_item" if item_id else "schedule_new",
        found.championship,
        by,
        found=found,
        item_id=item_id,
        skill_options=_skill_options(request, found),
        rooms=[room for venue in found.championship.venues for room in venue.rooms],
        now=changed if isinstance(refusal, Stale) else {},
        typed={**typed, **({"revision": str(item.revision)} if item else {})},
        refusal=refusal,
    )


def _skill_options(request: Request, found: Planned) -> Sequence[tuple[str, str]]:
    spoken = language(request)
    return [(str(skill.id), f"{skill.number} {skill.name.in_language(spoken)}") for skill in found.held]


def _proposed(request: Request, found: Planned) -> dict[str, str]:
    """Fields to begin with: for one of the usual general items its name, for a skill its room; the first day."""
    asked = request.query_params
    name = GENERAL.get(asked.get("what", ""))
    skill = next((one for one in found.held if str(one.id) == asked.get("skill")), None)
    start = datetime.combine(found.championship.starts_on, time(9))
    return {
        **(typed_of({"name": {"ru": name.ru, "en": name.en}}) if name else {}),
        **typed_of({"skill_id": str(skill.id) if skill else None, "place": skill.room if skill else None}),
        "starts_at": start.isoformat(timespec="minutes"),
        "ends_at": start.replace(hour=12).isoformat(timespec="minutes"),
    }


def typed_item(plan: ItemPlan, found: Planned) -> dict[str, str]:
    """As the clocks of the championship show it."""

    def local(moment: datetime) -> str:
        return moment.astimezone(found.zone).replace(tzinfo=None).isoformat(timespec="minutes")

    text = {"name": {"ru": plan.name.ru, "en": plan.name.en}, "skill_id": plan.skill_id, "place": plan.place}
    return {**typed_of(text), "starts_at": local(plan.starts_at), "ends_at": local(plan.ends_at)}


def _plan(typed: Typed, found: Planned) -> ItemPlan:
    """Raises Mistyped."""
    body: dict[str, Any] = {"name": {}, **body_of(typed, ItemIn.model_fields)}
    for name in ("starts_at", "ends_at"):
        if name in body:
            body[name] = moment_typed(body[name], found.zone)
    return read(ItemIn, body).plan()
