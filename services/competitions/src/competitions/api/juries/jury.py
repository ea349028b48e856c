from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.access import insider
from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import jury as commands
from competitions.domain.expert import Duty, Expert, Tie
from competitions.domain.judging.jury import (
    AgreementMissing,
    ChiefNeeded,
    ChiefTaken,
    DeputyTaken,
    DismissalUnexplained,
)
from competitions.domain.judging.teams import TeamReasonNeeded
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.skill import (
    AlreadyOnJury,
    ChiefMissing,
    NotOnJury,
    SchemeMissing,
    SkillDropped,
    SkillSigned,
    UnknownSubCriterion,
)
from competitions.queries import jury as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Flag, In, Out, Page, Prose, Short

router = APIRouter(prefix="/skills/{skill_id}", tags=["jury"])


class ExpertIn(In):
    subject_id: UUID
    member: Member
    """The member, region or organisation that the expert comes from."""
    role: Duty = Duty.EXPERT
    has_agreed: Flag = False
    """The person has agreed to judge, and the organisation has that on record. Who has not is invited instead."""


class RoleIn(In):
    role: Duty


class DismissalIn(In):
    reason: Prose
    """For the person: it stands on the page of their duty, and in no letter."""


class ExpertOut(Out):
    subject_id: UUID
    member: str
    role: Duty
    leads: bool
    """Whether what the chief may do is for them to do: the chief, and the deputy while there is no chief who is there."""
    ties: list[Tie]
    """What the expert declared of competitors towards whom they are not impartial."""

    @classmethod
    def of(cls, expert: Expert) -> "ExpertOut":
        return cls(
            subject_id=expert.subject_id,
            member=expert.member,
            role=expert.duty,
            leads=expert.leads,
            ties=list(expert.ties),
        )


class TeamIn(In):
    experts: Annotated[list[UUID], Field(min_length=1, max_length=20)]
    reason: Prose | None = None
    """Needed once marking has begun."""


class TeamOut(Out):
    code: str
    """Of the sub-criterion."""
    experts: list[UUID]


class CodedTeamIn(In):
    code: Short
    experts: Annotated[list[UUID], Field(min_length=1, max_length=20)]


class TeamsIn(In):
    teams: Annotated[list[CodedTeamIn], Field(min_length=1, max_length=500)]
    reason: Prose | None = None
    """Needed once marking has begun."""


@router.post(
    "/experts",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        AgreementMissing,
        AlreadyOnJury,
        SkillSigned,
        SkillDropped,
        MemberUnlisted,
        ChiefTaken,
        DeputyTaken,
    ),
)
async def appoint(skill_id: UUID, body: ExpertIn, by: Organiser, app: TheApp) -> ExpertOut:
    """Appoints one of the organisation's own people who has agreed to that, which is on record. A repeat changes nothing.

    Everybody else is invited (`/invitations`), and is on the jury once they have accepted.
    """
    expert = await commands.appoint(
        app,
        skill_id,
        subject_id=body.subject_id,
        member=body.member,
        duty=body.role,
        has_agreed=body.has_agreed,
        by=by,
    )
    return ExpertOut.of(expert)


@router.get("/experts", responses=problems(Unknown, Forbidden))
async def list_experts(skill_id: UUID, by: Insider, app: TheApp) -> Page[ExpertOut]:
    """The jury of a skill, for itself and the organiser."""
    skill, _ = await insider(app, skill_id, by)
    return Page(items=[ExpertOut.of(one) for one in skill.experts])


@router.put(
    "/experts/{subject_id}/role",
    status_code=204,
    responses=problems(Unknown, Forbidden, NotOnJury, SkillSigned, DeputyTaken, ChiefNeeded),
)
async def give_role(skill_id: UUID, subject_id: UUID, body: RoleIn, by: Organiser, app: TheApp) -> None:
    """An expert of the jury has this role from now on. Who was its chief stays as an expert. A repeat changes nothing."""
    await commands.give_duty(app, skill_id, subject_id, body.role, by)


@router.put("/chief/absence", status_code=204, responses=problems(Unknown, Forbidden, ChiefMissing))
async def send_chief_away(skill_id: UUID, by: Organiser, app: TheApp) -> None:
    """The chief is not there for now, and the deputy may do what the chief may. A repeat changes nothing."""
    await commands.set_chief_away(app, skill_id, is_away=True, by=by)


@router.delete("/chief/absence", status_code=204, responses=problems(Unknown, Forbidden, ChiefMissing))
async def take_chief_back(skill_id: UUID, by: Organiser, app: TheApp) -> None:
    """The chief is there again. A repeat changes nothing."""
    await commands.set_chief_away(app, skill_id, is_away=False, by=by)


@router.post(
    "/experts/{subject_id}/dismissal",
    status_code=204,
    responses=problems(Unknown, Forbidden, SkillSigned, ChiefNeeded, DismissalUnexplained),
)
async def dismiss(skill_id: UUID, subject_id: UUID, body: DismissalIn, new: NewId, by: Organiser, app: TheApp) -> None:
    """Takes an expert off the jury and out of its teams, and tells them. What they marked is kept. A repeat changes nothing."""
    await commands.dismiss(app, skill_id, subject_id, new, body.reason, by)


@router.get("/teams", responses=problems(Unknown, Forbidden))
async def list_teams(skill_id: UUID, by: Insider, app: TheApp) -> Page[TeamOut]:
    """The marking teams of the sub-criteria that have one of their own, for the jury and the organiser."""
    skill, _ = await insider(app, skill_id, by)
    return Page(items=[TeamOut(code=code, experts=list(team)) for code, team in sorted(skill.teams.items())])


@router.get("/teams/proposal", responses=problems(Unknown, Forbidden, SchemeMissing))
async def propose_teams(skill_id: UUID, by: Organiser, app: TheApp) -> Page[TeamOut]:
    """Three experts a sub-criterion, none in a conflict of interest where that is possible. Nothing is saved.

    Once marking has begun only teams that are not whole any more are proposed anew, such as after a dismissal.
    """
    found = await queries.marking_teams(app, skill_id, by)
    return Page(items=[TeamOut(code=code, experts=list(team)) for code, team in found.proposal.items()])


@router.put(
    "/teams",
    status_code=204,
    responses=problems(
        Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, TeamReasonNeeded, SkillSigned
    ),
)
async def set_teams(skill_id: UUID, body: TeamsIn, by: Organiser, app: TheApp) -> None:
    """Names the marking teams of several sub-criteria at once: all of them, or none where one is refused."""
    await commands.set_teams(app, skill_id, {team.code: tuple(team.experts) for team in body.teams}, by, body.reason)


@router.put(
    "/sub-criteria/{code}/team",
    status_code=204,
    responses=problems(
        Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, TeamReasonNeeded, SkillSigned
    ),
)
async def set_team(skill_id: UUID, code: str, body: TeamIn, by: Organiser, app: TheApp) -> None:
    """Names the marking team of a sub-criterion. Without one, the whole jury is its team."""
    await commands.set_teams(app, skill_id, {code: tuple(body.experts)}, by, body.reason)
