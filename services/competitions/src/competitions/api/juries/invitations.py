"""Invitations to judge: by the organiser, and for who holds the link of a letter; and the own duty of an expert."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.juries.jury import ExpertOut
from competitions.api.schemas import Email, LinkToken, Member
from competitions.commands import judging as commands
from competitions.commands.jury import declare
from competitions.domain.expert import CloseTo, Duty, Tie
from competitions.domain.judging.invitations import (
    InvitationAnswered,
    InvitationExpired,
    InvitationReplaced,
    InvitationState,
    JuryInvitation,
    NotInvited,
)
from competitions.domain.judging.jury import ChiefTaken, DeputyTaken
from competitions.domain.person import AccountTaken, NoAddress, OtherAccount, Person
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.skill import AlreadyOnJury, NotOnJury, SkillDropped, SkillSigned
from competitions.queries import judging as queries
from shared.errors import LinkInvalid
from shared.identity.principal import Forbidden, anyone
from shared.web.deps import Organiser, SignedIn
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Out, Page, PrintedLine, TextOut

router = APIRouter(tags=["jury"])
INVITING = (Unknown, Forbidden, SkillDropped, SkillSigned, AlreadyOnJury, ChiefTaken, DeputyTaken, NoAddress)
ANSWERING = (LinkInvalid, InvitationReplaced, InvitationAnswered, InvitationExpired)


class JuryInvitationIn(In):
    subject_id: UUID
    role: Duty = Duty.EXPERT


class NewcomerIn(In):
    """Somebody whom the organisation does not keep yet: what is needed to write to them, and nothing more."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email
    language: Literal["ru", "en"] = "ru"
    role: Duty = Duty.EXPERT

    def person(self, id: UUID, organisation: str) -> Person:
        return Person(id=id, organisation=organisation, **self.model_dump(exclude={"role"}))


class JuryInvitationOut(Out):
    """No names: answers are kept for repetitions."""

    subject_id: UUID
    role: Duty
    state: InvitationState
    since: datetime
    until: datetime
    """The link of the newest letter holds so long."""
    letters: int

    @classmethod
    def of(cls, one: JuryInvitation) -> "JuryInvitationOut":
        return cls(
            subject_id=one.subject_id,
            role=one.duty,
            state=one.state,
            since=one.changed_at,
            until=one.until,
            letters=len(one.sent),
        )


class JudgingOut(Out):
    """What somebody is asked to judge."""

    championship: TextOut
    skill: TextOut
    role: Duty
    state: InvitationState
    until: datetime
    members: list[str]
    """To choose from; empty: any region or organisation is taken."""


class AcceptanceIn(In):
    member: Member
    """The region or organisation that the expert comes from."""
    ties: Annotated[tuple[Tie, ...], Field(max_length=len(Tie))] = ()
    """Towards whom of those who compete the expert is not impartial; who they are is said once on the jury."""


class CloseToIn(In):
    registration_id: UUID
    tie: Tie


class TiesIn(In):
    close_to: Annotated[list[CloseToIn], Field(max_length=1000)]
    """All of them."""


@router.post("/skills/{skill_id}/invitations", status_code=201, responses=problems(*INVITING))
async def invite(skill_id: UUID, body: JuryInvitationIn, new: NewId, by: Organiser, app: TheApp) -> JuryInvitationOut:
    """Writes to one of the organisation's own people: who opens the link and signs in answers. A repeat changes nothing."""
    made = await commands.invite(app, skill_id, new, subject_id=body.subject_id, duty=body.role, by=by)
    return JuryInvitationOut.of(made)


@router.post("/skills/{skill_id}/invitations/newcomers", status_code=201, responses=problems(*INVITING))
async def invite_newcomer(
    skill_id: UUID, body: NewcomerIn, new: NewId, by: Organiser, app: TheApp
) -> JuryInvitationOut:
    """Invites by name and e-mail somebody whom the organisation does not keep yet, also a person of another organisation."""
    newcomer = body.person(new, by.organisation or "")
    return JuryInvitationOut.of(await commands.invite_new(app, skill_id, new, newcomer, duty=body.role, by=by))


@router.get("/skills/{skill_id}/invitations", responses=problems(Unknown, Forbidden))
async def list_invitations(skill_id: UUID, by: Organiser, app: TheApp) -> Page[JuryInvitationOut]:
    """Who was asked to judge and what became of it, the newest change first."""
    return Page(items=[JuryInvitationOut.of(one) for one in await queries.invitations(app, skill_id, by)])


@router.post(
    "/skills/{skill_id}/invitations/{subject_id}/letters",
    status_code=201,
    responses=problems(
        Unknown, Forbidden, NotInvited, InvitationAnswered, SkillSigned, ChiefTaken, DeputyTaken, NoAddress
    ),
)
async def send_again(skill_id: UUID, subject_id: UUID, new: NewId, by: Organiser, app: TheApp) -> JuryInvitationOut:
    """Another letter to who has not answered. The link of the older one ends. A repeat of the same key sends none."""
    return JuryInvitationOut.of(await commands.resend(app, skill_id, subject_id, new, by))


@router.delete(
    "/skills/{skill_id}/invitations/{subject_id}",
    status_code=204,
    responses=problems(Unknown, Forbidden, NotInvited, InvitationAnswered),
)
async def take_back(skill_id: UUID, subject_id: UUID, by: Organiser, app: TheApp) -> None:
    """The link of every letter ends. A repeat changes nothing."""
    await commands.take_back(app, skill_id, subject_id, by)


@router.get("/judging/{token}", responses=problems(*ANSWERING), dependencies=[Depends(anyone)])
async def read_invitation(token: LinkToken, app: TheApp, response: Response) -> JudgingOut:
    """What the holder of a link is asked to judge. Reading it changes nothing."""
    response.headers["cache-control"] = "no-store"
    found = await queries.judging(app, token, None)
    return JudgingOut(
        championship=TextOut.model_validate(found.championship.name),
        skill=TextOut.model_validate(found.skill.name),
        role=found.invitation.duty,
        state=found.invitation.state,
        until=found.invitation.until,
        members=list(found.members),
    )


@router.post(
    "/judging/{token}/acceptance",
    responses=problems(
        *ANSWERING,
        SkillSigned,
        SkillDropped,
        ChiefTaken,
        DeputyTaken,
        MemberUnlisted,
        OtherAccount,
        AccountTaken,
        Unknown,
    ),
)
async def accept(token: LinkToken, body: AcceptanceIn, by: SignedIn, app: TheApp) -> ExpertOut:
    """Whoever is signed in is the invited person, and on the jury from now on. A repeat changes nothing."""
    ties = tuple(dict.fromkeys(body.ties))
    skill = await commands.accept(app, token, member=body.member, ties=ties, by=by)
    found = await queries.judging(app, token, by)
    return ExpertOut.of(skill.expert(found.invitation.subject_id))


@router.post(
    "/judging/{token}/refusal", status_code=204, responses=problems(*ANSWERING), dependencies=[Depends(anyone)]
)
async def decline(token: LinkToken, app: TheApp) -> None:
    """The invited person does not judge. A repeat changes nothing."""
    await commands.decline(app, token)


@router.put("/skills/{skill_id}/ties", responses=problems(Unknown, NotOnJury))
async def name_ties(skill_id: UUID, body: TiesIn, by: SignedIn, app: TheApp) -> ExpertOut:
    """An expert names the competitors towards whom they are not impartial: all of them. They mark none of these."""
    close_to = [CloseTo(one.registration_id, one.tie) for one in body.close_to]
    return ExpertOut.of(await declare(app, skill_id, close_to, by))
