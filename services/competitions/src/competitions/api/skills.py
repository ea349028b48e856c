from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.commands import skills as commands
from competitions.domain.categories.groups import UnknownCategory
from competitions.domain.championship import EmbargoOver, TooManySkills
from competitions.domain.preparation.skill_plan import (
    AgesReversed,
    CategoryNotOpen,
    CategoryQuotaAboveQuota,
    MemberQuotaAboveQuota,
    NumberTaken,
    QuotaBelowConfirmed,
    SkillPlan,
)
from competitions.domain.refusal import Unknown
from competitions.queries import skills as queries
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.idempotency import NewId
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import In, Out, Page, Short, TextIn, TextOut, Whole

router = APIRouter(tags=["skills"])
Places = Annotated[Whole, Field(ge=1, le=1000)]
Age = Annotated[Whole, Field(ge=5, le=120)]
MOST_CATEGORIES = 50
PLANNED = (
    AgesReversed,
    MemberQuotaAboveQuota,
    CategoryQuotaAboveQuota,
    CategoryNotOpen,
    NumberTaken,
    UnknownCategory,
)


class SkillIn(In):
    number: Short
    """A text such as `R07`."""
    name: TextIn
    room: Short | None = None
    quota: Places | None = None
    """Places in all; no limit where it is missing."""
    member_quota: Places | None = None
    """Places a member, region or organisation."""
    minimum: Places | None = None
    """So many starters are wanted."""
    youngest: Age | None = None
    """In full years on the championship's first day."""
    oldest: Age | None = None
    team_size: Annotated[Whole, Field(ge=1, le=20)] = 1
    categories: Annotated[tuple[Short, ...], Field(max_length=MOST_CATEGORIES)] = ()
    """Codes of those of the ruleset that it is open to; all where there are none."""
    category_quotas: Annotated[dict[Short, Places], Field(max_length=MOST_CATEGORIES)] | None = None
    """Places of categories, by their codes; those that are not named have no limit of their own. Without it, as the ruleset says."""

    def plan(self) -> SkillPlan:
        return SkillPlan(**{**dict(self), "name": self.name.text()})


class SkillOut(Out):
    id: UUID
    championship_id: UUID
    number: str
    name: TextOut
    room: str | None
    quota: int | None
    member_quota: int | None
    minimum: int | None
    youngest: int | None
    oldest: int | None
    team_size: int
    categories: tuple[str, ...]
    """Codes of those of the ruleset that it is open to; all where there are none."""
    category_quotas: dict[str, int]
    """Places of categories, by their codes; those that are not named have no limit of their own."""
    dropped_at: datetime | None
    """Since when it is not held any more."""


@router.post(
    "/championships/{championship_id}/skills",
    status_code=201,
    responses=problems(Unknown, Forbidden, *PLANNED, EmbargoOver, TooManySkills),
)
async def add_skill(championship_id: UUID, body: SkillIn, new: NewId, by: Organiser, app: TheApp) -> SkillOut:
    """Adds a skill to a championship."""
    return SkillOut.model_validate(await commands.add_skill(app, championship_id, new, body.plan(), by))


@router.get("/championships/{championship_id}/skills", responses=problems(Unknown, Forbidden))
async def list_skills(championship_id: UUID, by: Organiser, app: TheApp) -> Page[SkillOut]:
    """All skills of a championship by their numbers, those that were dropped too, for its organiser."""
    found = await queries.prepared_skills(app, championship_id, by)
    return Page(items=[SkillOut.model_validate(row.skill) for row in found.rows])


@router.get("/skills/{skill_id}", responses=problems(Unknown, Forbidden))
async def read_skill(skill_id: UUID, by: Organiser, app: TheApp, response: Response) -> SkillOut:
    """A skill as its organiser planned it. Its ETag is what a change sends as If-Match."""
    skill, _ = await queries.planned_skill(app, skill_id, by)
    response.headers["etag"] = etag(skill.version)
    return SkillOut.model_validate(skill)


@router.put(
    "/skills/{skill_id}",
    responses=problems(Unknown, Forbidden, *PLANNED, QuotaBelowConfirmed, EmbargoOver, VersionNeeded, Outdated),
)
async def change_skill(
    skill_id: UUID, body: SkillIn, by: Organiser, seen: SeenNeeded, app: TheApp, response: Response
) -> SkillOut:
    """Plans a skill anew, until the results are published. `If-Match` says which version was seen."""
    try:
        skill = await commands.change_skill(app, skill_id, body.plan(), by, seen)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(skill.version)
    return SkillOut.model_validate(skill)


@router.post("/skills/{skill_id}/dropping", responses=problems(Unknown, Forbidden, EmbargoOver))
async def drop_skill(skill_id: UUID, by: Organiser, app: TheApp) -> SkillOut:
    """The skill is not held: its entries are withdrawn and their people told. A repeat changes nothing."""
    return SkillOut.model_validate(await commands.drop_skill(app, skill_id, by))


@router.delete("/skills/{skill_id}/dropping", responses=problems(Unknown, Forbidden, EmbargoOver))
async def bring_back_skill(skill_id: UUID, by: Organiser, app: TheApp) -> SkillOut:
    """The skill is held after all. Entries that were withdrawn do not come back by themselves."""
    return SkillOut.model_validate(await commands.bring_back_skill(app, skill_id, by))
