from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response

from competitions.access import holds
from competitions.api.deps import TheApp
from competitions.commands.scheduling import feeds
from competitions.commands.scheduling import schedule as commands
from competitions.domain.championship import EmbargoOver
from competitions.domain.refusal import Unknown
from competitions.domain.schedule.items import Item, Overlap, TooManyItems
from competitions.domain.schedule.plans import EndsBeforeItBegins, ItemPlan, OutsideTheDays
from competitions.domain.skill import SkillDropped
from competitions.queries.scheduling.feeds import feed_address, feed_of
from competitions.queries.scheduling.schedules import public_schedule
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser, SignedIn, Visitor
from shared.web.idempotency import NewId
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import In, Moment, Name, Out, TextIn, TextOut

router = APIRouter(tags=["schedule"])
AT = "/championships/{championship_id}/schedule"
PLANNED = (SkillDropped, EndsBeforeItBegins, OutsideTheDays)


class ItemIn(In):
    """What takes place, when and where."""

    name: TextIn
    starts_at: Moment
    ends_at: Moment
    skill_id: UUID | None = None
    """Whose competitors and experts it concerns; without it, everybody: the opening, the closing."""
    place: Name | None = None
    """A room of the championship's places, or where people find it."""

    def plan(self) -> ItemPlan:
        return ItemPlan(self.name.text(), self.starts_at, self.ends_at, self.skill_id, self.place)


class ItemOut(Out):
    id: UUID
    name: TextOut
    starts_at: datetime
    ends_at: datetime
    skill_id: UUID | None
    place: str | None
    revision: int
    """Grows with each change; `If-Match` of a change says which was seen."""

    @classmethod
    def of(cls, item: Item) -> "ItemOut":
        plan = item.plan
        return cls(
            id=item.id,
            name=TextOut.model_validate(plan.name),
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            skill_id=plan.skill_id,
            place=plan.place,
            revision=item.revision,
        )


class OverlapOut(Out):
    """Two items at the same time that want the same room, or the same competitors."""

    items: tuple[UUID, UUID]
    is_room: bool
    """Else it is the skill."""

    @classmethod
    def of(cls, overlap: Overlap) -> "OverlapOut":
        return cls(items=(overlap.one.id, overlap.other.id), is_room=overlap.is_room)


class ScheduleOut(Out):
    time_zone: str
    """Where it takes place: its local times are in it."""
    items: list[ItemOut]
    overlaps: list[OverlapOut]
    """For its organiser, the first 200 in the order of time."""
    overlap_count: int | None
    """Of all of them; null for others than its organiser."""


class CalendarOut(Out):
    url: str | None
    """Whoever has it reads the schedule of what this person takes part in; null where there is none."""


@router.get(AT, responses=problems(Unknown, Forbidden))
async def read_schedule(championship_id: UUID, by: Visitor, app: TheApp) -> ScheduleOut:
    """What takes place when and where, in the order of time; for everybody once the championship is announced."""
    found = await public_schedule(app, championship_id, by)
    clashes = found.overlaps if holds(found.championship, by) else None
    return ScheduleOut(
        time_zone=found.championship.time_zone,
        items=[ItemOut.of(item) for item in found.items],
        overlaps=[OverlapOut.of(one) for one in clashes.told] if clashes else [],
        overlap_count=clashes.count if clashes else None,
    )


@router.post(
    f"{AT}/items", status_code=201, responses=problems(Unknown, Forbidden, EmbargoOver, *PLANNED, TooManyItems)
)
async def add_item(
    championship_id: UUID, body: ItemIn, new: NewId, by: Organiser, app: TheApp, response: Response
) -> ItemOut:
    """Adds a module of a skill, or what concerns everybody. Overlaps are no fault: the schedule names them."""
    item = await commands.add_item(app, championship_id, new, body.plan(), by)
    response.headers["etag"] = etag(item.revision)
    return ItemOut.of(item)


@router.put(
    f"{AT}/items/{{item_id}}", responses=problems(Unknown, Forbidden, EmbargoOver, *PLANNED, VersionNeeded, Outdated)
)
async def change_item(
    championship_id: UUID, item_id: UUID, body: ItemIn, by: Organiser, seen: SeenNeeded, app: TheApp, response: Response
) -> ItemOut:
    """Plans an item anew. `If-Match` says which revision was seen."""
    try:
        item = await commands.change_item(app, championship_id, item_id, body.plan(), by, seen)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(item.revision)
    return ItemOut.of(item)


@router.delete(f"{AT}/items/{{item_id}}", status_code=204, responses=problems(Unknown, Forbidden, EmbargoOver))
async def remove_item(championship_id: UUID, item_id: UUID, by: Organiser, app: TheApp) -> None:
    """Takes an item off the schedule. Calendars that know of it hear that it is cancelled."""
    await commands.remove_item(app, championship_id, item_id, by)


@router.get("/me/calendar")
async def read_own_calendar(by: SignedIn, app: TheApp, response: Response) -> CalendarOut:
    """The private address for calendar programs, where there is one."""
    response.headers["cache-control"] = "no-store"
    feed = await feed_of(app, by)
    return CalendarOut(url=feed_address(app, feed) if feed else None)


@router.put("/me/calendar")
async def renew_own_calendar(by: SignedIn, new: NewId, app: TheApp, response: Response) -> CalendarOut:
    """Makes a private address for calendar programs. The one before, if any, leads nowhere from then on.

    With the same `Idempotency-Key` the answer is the same address. It is kept nowhere else: whoever has it reads the calendar.
    """
    response.headers["cache-control"] = "no-store"
    return CalendarOut(url=feed_address(app, await feeds.renew(app, by, new)))


@router.delete("/me/calendar", status_code=204)
async def end_own_calendar(by: SignedIn, app: TheApp) -> None:
    """The private address leads nowhere from now on. Where there is none, nothing changes."""
    await feeds.end(app, by.account)
