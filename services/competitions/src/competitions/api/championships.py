from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.scheduling.cancellation import CancellationOut
from competitions.api.schemas import Email, ProseIn
from competitions.commands import championships as commands
from competitions.domain.championship import (
    NotDraft,
    NotReady,
    PeopleInDraft,
    Stage,
)
from competitions.domain.preparation.plan import (
    ClosesBeforeOpening,
    Contact,
    DeadlineAfterStart,
    Deadlines,
    EndsBeforeStart,
    FieldsFrozen,
    Plan,
    UnknownTimeZone,
    Venue,
)
from competitions.domain.refusal import Unknown
from competitions.domain.ruleset import UnknownPolicy, UnknownRuleset
from competitions.queries.championships import visible_championships
from competitions.queries.progress import championship_progress
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser, Visitor
from shared.web.idempotency import NewId
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import Cursor, Day, Flag, In, Limit, Line, Moment, Name, Out, Page, Short, TextIn, TextOut

router = APIRouter(prefix="/championships", tags=["championships"])
PLANNED = (UnknownRuleset, UnknownPolicy, EndsBeforeStart, UnknownTimeZone, ClosesBeforeOpening, DeadlineAfterStart)
"""What any plan may be refused for."""
Rooms = Annotated[tuple[Short, ...], Field(max_length=200)]


class VenueIn(In):
    name: Name
    address: Name
    rooms: Rooms = ()


class ContactIn(In):
    """Whom the public may ask."""

    name: Line
    email: Email
    phone: Short | None = None


class DeadlinesIn(In):
    """Until when what is possible. People enter themselves between the first two; nothing may be after the first day's beginning."""

    entries_open: Moment | None = None
    entries_close: Moment | None = None
    consents_due: Moment | None = None
    withdrawal: Moment | None = None


class ChampionshipIn(In):
    name: TextIn
    ruleset: Short
    starts_on: Day
    ends_on: Day
    scale_policy: Short | None = None
    """`ws700-mean-deviation`, `ws500`, or `of-100` for the total without a scale; without it, as the ruleset says."""
    medal_policy: Short | None = None
    """`within-2-points-by-starters` or `equal-score-by-starters` where the ruleset gives medals; `rank`, `winner-and-prize-takers` or
    `winner-and-prize-takers-by-share` where it gives places; without it, as the ruleset says."""
    time_zone: Short | None = None
    """Where it is held, such as `Asia/Yekaterinburg`; without it, that of the installation."""
    venues: Annotated[tuple[VenueIn, ...], Field(max_length=20)] = ()
    contact: ContactIn | None = None
    """Needed before it is announced."""
    deadlines: DeadlinesIn = DeadlinesIn()
    about: ProseIn | None = None
    self_entry: Flag = True
    """Whether people enter themselves; else the organiser alone enters them."""

    def plan(self, time_zone: str) -> Plan:
        """`time_zone`: where none is said."""
        return Plan(
            self.name.text(),
            self.ruleset,
            self.starts_on,
            self.ends_on,
            self.scale_policy,
            self.medal_policy,
            self.time_zone or time_zone,
            tuple(Venue(one.name, one.address, one.rooms) for one in self.venues),
            Contact(self.contact.name, self.contact.email, self.contact.phone) if self.contact else None,
            Deadlines(**self.deadlines.model_dump()),
            self.about.text() if self.about else None,
            self.self_entry,
        )


class VenueOut(Out):
    name: str
    address: str
    rooms: list[str]


class ContactOut(Out):
    name: str
    email: str
    phone: str | None


class DeadlinesOut(Out):
    entries_open: datetime | None
    entries_close: datetime | None
    consents_due: datetime | None
    withdrawal: datetime | None


class ChampionshipOut(Out):
    id: UUID
    name: TextOut
    organisation: str
    ruleset: str
    scale_policy: str
    medal_policy: str
    starts_on: date
    ends_on: date
    time_zone: str
    venues: list[VenueOut]
    contact: ContactOut | None
    deadlines: DeadlinesOut
    about: TextOut | None
    self_entry: bool
    announced_at: datetime | None
    entries_closed_at: datetime | None
    stage: Stage
    published_at: datetime | None
    cancelled: CancellationOut | None


class CountOut(Out):
    signed: int
    total: int


class MarksOut(Out):
    entered: int
    total: int


class SkillProgressOut(Out):
    id: UUID
    number: str
    name: TextOut
    competitors: int
    marking_started_at: datetime | None
    signed_at: datetime | None
    sub_criteria: CountOut
    marks: MarksOut


class ChampionshipProgressOut(ChampionshipOut):
    skills: list[SkillProgressOut]


class CopyIn(In):
    starts_on: Day
    """The first day of the copy; its other days and deadlines are as far from it as they were."""


@router.post("", status_code=201, responses=problems(*PLANNED, Forbidden))
async def open_championship(body: ChampionshipIn, new: NewId, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Opens a championship of the organiser's organisation, which alone sees it until it is announced."""
    championship = await commands.open_championship(app, new, body.plan(app.settings.time_zone), by)
    return ChampionshipOut.model_validate(championship)


@router.get("")
async def list_championships(
    by: Visitor, app: TheApp, limit: Limit = 50, cursor: Cursor = None
) -> Page[ChampionshipOut]:
    """Announced championships; an organiser sees the own organisation's before that."""
    found, after = await visible_championships(app, by, limit=limit, after=cursor)
    return Page(items=[ChampionshipOut.model_validate(one) for one in found], next=after)


@router.get("/{championship_id}", responses=problems(Unknown, Forbidden))
async def read_championship(
    championship_id: UUID, by: Insider, app: TheApp, response: Response
) -> ChampionshipProgressOut:
    """How far a championship is, for its organiser and its experts. Its ETag is what a change sends as If-Match."""
    championship, skills = await championship_progress(app, championship_id, by)
    response.headers["etag"] = etag(championship.version)
    out = ChampionshipOut.model_validate(championship)
    rows = [SkillProgressOut.model_validate(skill) for skill in skills]
    return ChampionshipProgressOut(**out.model_dump(), skills=rows)


@router.put(
    "/{championship_id}", responses=problems(Unknown, *PLANNED, FieldsFrozen, Forbidden, VersionNeeded, Outdated)
)
async def change_championship(
    championship_id: UUID,
    body: ChampionshipIn,
    change_id: NewId,
    by: Organiser,
    seen: SeenNeeded,
    app: TheApp,
    response: Response,
) -> ChampionshipOut:
    """Plans a championship anew. `If-Match` says which version was seen; what has frozen must stay as it is.

    The rules and the time zone stand once it is announced, its first day, deadlines and way of entering once marking has begun, its
    name and days once its results are published.
    """
    try:
        plan = body.plan(app.settings.time_zone)
        championship = await commands.change_championship(app, championship_id, plan, by, seen, change_id)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(championship.version)
    return ChampionshipOut.model_validate(championship)


@router.delete("/{championship_id}", status_code=204, responses=problems(Unknown, Forbidden, NotDraft, PeopleInDraft))
async def delete_draft(championship_id: UUID, by: Organiser, app: TheApp) -> None:
    """Deletes a draft with its skills, for good. It must be empty of people, and nobody may have heard of it."""
    await commands.delete_draft(app, championship_id, by)


@router.post("/{championship_id}/copies", status_code=201, responses=problems(Unknown, Forbidden))
async def copy_championship(
    championship_id: UUID, body: CopyIn, new: NewId, by: Organiser, app: TheApp
) -> ChampionshipOut:
    """Makes a draft like it for another year: rules, places, texts, skills and members, and nobody's name."""
    return ChampionshipOut.model_validate(
        await commands.clone_championship(app, championship_id, new, body.starts_on, by)
    )


@router.post("/{championship_id}/announcement", responses=problems(Unknown, Forbidden, NotReady))
async def announce(championship_id: UUID, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Announces a championship with its skills: it has at least one, and a contact. A repeat changes nothing."""
    return ChampionshipOut.model_validate(await commands.announce(app, championship_id, by))
