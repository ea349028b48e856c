from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import jury as commands
from competitions.domain.expert import Duty
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.skill import (
    AlreadyOnJury,
    MarkingStarted,
    NotOnJury,
    SchemeMissing,
    SkillDropped,
    SkillSigned,
    UnknownSubCriterion,
)
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser
from shared.web.problems import problems
from shared.web.schemas import In, Out, Page

router = APIRouter(prefix="/skills/{skill_id}", tags=["jury"])


class ExpertIn(In):
    subject_id: UUID
    member: Member
    """The member, region or organisation that the expert comes from."""
    role: Duty = Duty.EXPERT


class ExpertOut(Out):
    subject_id: UUID
    member: str
    role: Duty


class TeamIn(In):
    experts: Annotated[list[UUID], Field(min_length=1, max_length=20)]


@router.post(
    "/experts",
    status_code=201,
    responses=problems(Unknown, Forbidden, AlreadyOnJury, SkillSigned, SkillDropped, MemberUnlisted),
)
async def appoint(skill_id: UUID, body: ExpertIn, by: Organiser, app: TheApp) -> ExpertOut:
    """Appoints an expert to the jury of a skill. A repeat changes nothing."""
    expert = await commands.appoint(
        app, skill_id, subject_id=body.subject_id, member=body.member, duty=body.role, by=by
    )
    return ExpertOut(subject_id=expert.subject_id, member=expert.member, role=expert.duty)


@router.get("/experts", responses=problems(Unknown, Forbidden))
async def list_experts(skill_id: UUID, by: Insider, app: TheApp) -> Page[ExpertOut]:
    """The jury of a skill, for itself and the organiser."""
    skill, _ = await insider(app, skill_id, by)
    return Page(items=[ExpertOut(subject_id=e.subject_id, member=e.member, role=e.duty) for e in skill.experts])


@router.put(
    "/sub-criteria/{code}/team",
    status_code=204,
    responses=problems(Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, MarkingStarted),
)
async def set_team(skill_id: UUID, code: str, body: TeamIn, by: Organiser, app: TheApp) -> None:
    """Names the marking team of a sub-criterion. Without one, the whole jury is its team."""
    await commands.set_team(app, skill_id, code, tuple(body.experts), by)
