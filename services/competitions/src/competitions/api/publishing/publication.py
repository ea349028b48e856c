from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.commands import publication as commands
from competitions.domain.championship import Championship, Stage
from competitions.domain.refusal import Unknown
from competitions.domain.results.lifecycle import ResultsState, ResultStatus
from competitions.domain.results.publishing import NothingToPublish, SkillsProtested, SkillsUnsigned
from competitions.domain.skill import SheetsMissing
from competitions.queries.published.states import SkillStanding, published_skills
from shared.identity.principal import Forbidden
from shared.web.addresses import own
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import In, Out

router = APIRouter(prefix="/championships/{championship_id}/publication", tags=["publication"])


class PublicationIn(In):
    status: ResultStatus = ResultStatus.OFFICIAL
    """Unofficial results may still be corrected and contested, and no certificates stand on them; official ones stand for good."""


class SkillStandingOut(Out):
    skill_id: UUID
    number: str
    state: ResultsState
    corrections: int
    """Marks that were changed since the results were last published."""

    @classmethod
    def of(cls, one: SkillStanding) -> "SkillStandingOut":
        skill = one.skill
        return cls(skill_id=skill.id, number=skill.number, state=skill.results_state, corrections=one.corrections_since)


class PublicationOut(Out):
    state: Stage
    is_under_way: bool
    """The worker has not completed it."""
    status: ResultStatus | None
    """While it is under way what was asked for, and then what it came to: official once every skill is."""
    revision: int
    """How many publications there were."""
    published_at: datetime | None


class DifferingOut(Out):
    skill_id: UUID | None
    """Null: it is about a member compared with the others."""
    registration_id: UUID | None
    """Whose result."""
    what: str = Field(examples=["total", "mark A1.02"])
    first: str
    second: str


class PublicationStandingOut(PublicationOut):
    skills: list[SkillStandingOut]
    differing: list[DifferingOut]
    """For what the last publication was stopped, before anybody was told anything: the second count of the results made it otherwise."""


@router.post(
    "",
    status_code=202,
    responses=problems(Unknown, Forbidden, SheetsMissing, SkillsUnsigned, NothingToPublish, SkillsProtested),
)
async def publish(
    championship_id: UUID, by: Organiser, app: TheApp, response: Response, body: PublicationIn | None = None
) -> PublicationOut:
    """Begins to publish all results of a championship: at once as official ones, unless the body says otherwise; or makes
    unofficial ones official. A skill in which a result is contested stays unofficial. The answer's address says how far it is."""
    status = (body or PublicationIn()).status
    championship = await commands.begin_publication(app, championship_id, status, by)
    response.headers["location"] = own(f"/api/competitions/v1/championships/{championship_id}/publication")
    return PublicationOut.model_validate(_facts(championship))


@router.get("", responses=problems(Unknown, Forbidden))
async def read_publication(championship_id: UUID, by: Organiser, app: TheApp) -> PublicationStandingOut:
    """How far the publication is (`embargo`, `publishing` or `published`), as what, and how each skill's results stand."""
    championship, skills = await published_skills(app, championship_id, by)
    return PublicationStandingOut(
        **_facts(championship),
        skills=[SkillStandingOut.of(one) for one in skills],
        differing=[DifferingOut.model_validate(one) for one in championship.differing],
    )


def _facts(championship: Championship) -> dict[str, Any]:
    return {
        "state": championship.stage,
        "is_under_way": championship.is_being_published,
        "status": championship.published_as,
        "revision": championship.revision,
        "published_at": championship.published_at,
    }
