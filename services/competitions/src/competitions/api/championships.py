from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.commands import championships as commands
from competitions.domain.championship import (
    EmbargoOver,
    EndsBeforeStart,
    NumberTaken,
    Stage,
    TooManySkills,
)
from competitions.domain.refusal import Unknown
from competitions.domain.ruleset import UnknownPolicy, UnknownRuleset
from competitions.queries.championships import visible_championships
from competitions.queries.members import known_members
from competitions.queries.progress import championship_progress
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser, Visitor
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, Day, In, Limit, Out, Page, Short, TextIn, TextOut

router = APIRouter(prefix="/championships", tags=["championships"])


class ChampionshipIn(In):
    name: TextIn
    ruleset: Short
    starts_on: Day
    ends_on: Day
    scale_policy: Short | None = None
    """`ws700-mean-deviation` or `ws500`; without it, as the ruleset says."""
    medal_policy: Short | None = None
    """`within-2-points-by-starters` or `equal-score-by-starters`; without it, as the ruleset says."""


class ChampionshipOut(Out):
    id: UUID
    name: TextOut
    organisation: str
    ruleset: str
    scale_policy: str
    medal_policy: str
    starts_on: date
    ends_on: date
    announced_at: datetime | None
    stage: Stage
    published_at: datetime | None


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


class SkillIn(In):
    number: Short
    name: TextIn


class SkillOut(Out):
    id: UUID
    championship_id: UUID
    number: str
    name: TextOut


@router.post("", status_code=201, responses=problems(UnknownRuleset, UnknownPolicy, EndsBeforeStart, Forbidden))
async def open_championship(body: ChampionshipIn, new: NewId, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Opens a championship of the organiser's organisation."""
    championship = await commands.open_championship(
        app,
        new,
        name=body.name.text(),
        ruleset=body.ruleset,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        scale_policy=body.scale_policy,
        medal_policy=body.medal_policy,
        by=by,
    )
    return ChampionshipOut.model_validate(championship)


@router.get("")
async def list_championships(
    by: Visitor, app: TheApp, limit: Limit = 50, cursor: Cursor = None
) -> Page[ChampionshipOut]:
    """Announced championships; an organiser sees the own organisation's before that."""
    found, after = await visible_championships(app, by, limit=limit, after=cursor)
    return Page(items=[ChampionshipOut.model_validate(one) for one in found], next=after)


@router.get("/{championship_id}", responses=problems(Unknown, Forbidden))
async def read_championship(championship_id: UUID, by: Insider, app: TheApp) -> ChampionshipProgressOut:
    """How far a championship is, for its organiser and its experts."""
    championship, skills = await championship_progress(app, championship_id, by)
    out = ChampionshipOut.model_validate(championship)
    rows = [SkillProgressOut.model_validate(skill) for skill in skills]
    return ChampionshipProgressOut(**out.model_dump(), skills=rows)


@router.post(
    "/{championship_id}/skills",
    status_code=201,
    responses=problems(Unknown, Forbidden, NumberTaken, EmbargoOver, TooManySkills),
)
async def add_skill(championship_id: UUID, body: SkillIn, new: NewId, by: Organiser, app: TheApp) -> SkillOut:
    """Adds a skill to a championship."""
    skill = await commands.add_skill(app, championship_id, new, number=body.number, name=body.name.text(), by=by)
    return SkillOut.model_validate(skill)


@router.get("/{championship_id}/members", responses=problems(Unknown, Forbidden))
async def list_members(championship_id: UUID, by: Organiser, app: TheApp) -> Page[str]:
    """The members, regions or organisations that were entered, each in its commonest spelling, to choose the next from."""
    return Page(items=await known_members(app, championship_id, by), next=None)


@router.post("/{championship_id}/announcement", responses=problems(Unknown, Forbidden))
async def announce(championship_id: UUID, by: Organiser, app: TheApp) -> ChampionshipOut:
    """Announces a championship with its skills. A repeat changes nothing."""
    return ChampionshipOut.model_validate(await commands.announce(app, championship_id, by))
