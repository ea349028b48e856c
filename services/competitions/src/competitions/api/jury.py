from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import jury as commands
from competitions.domain.expert import Duty
from competitions.domain.judging.jury import ChiefNeeded, ChiefTaken
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
from competitions.queries import jury as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser
from shared.web.problems import problems
from shared.web.schemas import In, Out, Page, Short

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


class TeamOut(Out):
    code: str
    """Of the sub-criterion."""
    experts: list[UUID]


class CodedTeamIn(TeamIn):
    code: Short


class TeamsIn(In):
    teams: Annotated[list[CodedTeamIn], Field(min_length=1, max_length=500)]


@router.post(
    "/experts",
    status_code=201,
    responses=problems(Unknown, Forbidden, AlreadyOnJury, SkillSigned, SkillDropped, MemberUnlisted, ChiefTaken),
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
    "/experts/{subject_id}/chief", status_code=204, responses=problems(Unknown, Forbidden, NotOnJury, SkillSigned)
)
async def make_chief(skill_id: UUID, subject_id: UUID, by: Organiser, app: TheApp) -> None:
    """An expert of the jury becomes its chief; the chief until now stays as an expert. A repeat changes nothing."""
    await commands.make_chief(app, skill_id, subject_id, by)


@router.delete(
    "/experts/{subject_id}", status_code=204, responses=problems(Unknown, Forbidden, SkillSigned, ChiefNeeded)
)
async def dismiss(skill_id: UUID, subject_id: UUID, by: Organiser, app: TheApp) -> None:
    """Takes an expert off the jury and out of its teams. What they marked is kept. A repeat changes nothing."""
    await commands.dismiss(app, skill_id, subject_id, by)


@router.get("/teams", responses=problems(Unknown, Forbidden))
async def list_teams(skill_id: UUID, by: Insider, app: TheApp) -> Page[TeamOut]:
    """The marking teams of the sub-criteria that have one of their own, for the jury and the organiser."""
    skill, _ = await insider(app, skill_id, by)
    return Page(items=[TeamOut(code=code, experts=list(team)) for code, team in sorted(skill.teams.items())])


@router.get("/teams/proposal", responses=problems(Unknown, Forbidden, SchemeMissing))
async def propose_teams(skill_id: UUID, by: Organiser, app: TheApp) -> Page[TeamOut]:
    """Three experts a sub-criterion, none from a competitor's member where that is possible. Nothing is saved."""
    found = await queries.marking_teams(app, skill_id, by)
    return Page(items=[TeamOut(code=code, experts=list(team)) for code, team in found.proposal.items()])


@router.put(
    "/teams",
    status_code=204,
    responses=problems(Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, MarkingStarted),
)
async def set_teams(skill_id: UUID, body: TeamsIn, by: Organiser, app: TheApp) -> None:
    """Names the marking teams of several sub-criteria at once: all of them, or none where one is refused."""
    await commands.set_teams(app, skill_id, {team.code: tuple(team.experts) for team in body.teams}, by)


@router.put(
    "/sub-criteria/{code}/team",
    status_code=204,
    responses=problems(Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, MarkingStarted),
)
async def set_team(skill_id: UUID, code: str, body: TeamIn, by: Organiser, app: TheApp) -> None:
    """Names the marking team of a sub-criterion. Without one, the whole jury is its team."""
    await commands.set_teams(app, skill_id, {code: tuple(body.experts)}, by)
