"""What a skill's jury becomes of invitations: one write of the skill decides who is asked, who accepted, and who is chief."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from competitions.domain.expert import AgreedBy, Agreement, Duty, Expert, Tie
from competitions.domain.judging.invitations import (
    InvitationAnswered,
    InvitationState,
    JuryInvitation,
    NotInvited,
    Sent,
)
from competitions.domain.judging.jury import appointed, must_be_free, with_leader
from competitions.domain.skill import AlreadyOnJury, Skill


def invitation_of(skill: Skill, subject_id: UUID) -> JuryInvitation:
    """Raises NotInvited."""
    for one in skill.invitations:
        if one.subject_id == subject_id:
            return one
    raise NotInvited(subject_id)


def lettered(skill: Skill, letter_id: UUID) -> JuryInvitation:
    """The invitation of which this is the newest letter. Raises NotInvited, InvitationReplaced."""
    for one in skill.invitations:
        if any(letter.id == letter_id for letter in one.sent):
            one.must_be_newest(letter_id)
            return one
    raise NotInvited(letter_id)


def invited(skill: Skill, subject_id: UUID, duty: Duty, letter: Sent) -> tuple[Skill, JuryInvitation | None]:
    """The person is asked; None for the same letter again. Who was asked before hears of the newest duty.

    Raises SkillSigned, AlreadyOnJury, ChiefTaken, DeputyTaken.
    """
    known = next((one for one in skill.invitations if one.subject_id == subject_id), None)
    if known and any(one.id == letter.id for one in known.sent):
        return skill, None
    skill.must_be_open()
    if any(one.subject_id == subject_id for one in skill.experts):
        raise AlreadyOnJury(subject_id)
    must_be_free(skill, duty, subject_id, and_asked=True)
    made = known.send(letter, duty) if known else JuryInvitation(subject_id, duty, (letter,), letter.at)
    return _with(skill, made), made


def resent(skill: Skill, subject_id: UUID, letter: Sent) -> tuple[Skill, JuryInvitation | None]:
    """Another letter to who has not answered; None for the same again. Raises NotInvited, InvitationAnswered, SkillSigned."""
    known = invitation_of(skill, subject_id)
    if any(one.id == letter.id for one in known.sent):
        return skill, None
    if not known.is_waiting:
        raise InvitationAnswered(known.state)
    return invited(skill, subject_id, known.duty, letter)


def taken_back(skill: Skill, subject_id: UUID, at: datetime) -> Skill:
    """The link ends. A repeat changes nothing. Raises NotInvited, InvitationAnswered."""
    known = invitation_of(skill, subject_id)
    if not (known.is_waiting or known.state is InvitationState.TAKEN_BACK):
        raise InvitationAnswered(known.state)
    return _with(skill, known.become(InvitationState.TAKEN_BACK, at))


def accepted(skill: Skill, letter_id: UUID, member: str, ties: tuple[Tie, ...], at: datetime, account: str) -> Skill:
    """Who was asked is on the jury, with what they declared. A repeat changes nothing.

    Raises NotInvited, InvitationReplaced, InvitationAnswered, InvitationExpired, SkillSigned, ChiefTaken, DeputyTaken.
    """
    known = lettered(skill, letter_id)
    if known.state is InvitationState.ACCEPTED and any(one.subject_id == known.subject_id for one in skill.experts):
        return skill
    known.must_wait(at)
    expert = Expert(known.subject_id, member, known.duty, Agreement(AgreedBy.INVITATION, at, account), ties)
    joined, _ = appointed(skill, expert)
    return with_leader(_with(joined, known.become(InvitationState.ACCEPTED, at)), at)


def declined(skill: Skill, letter_id: UUID, at: datetime) -> Skill:
    """A repeat changes nothing. Raises NotInvited, InvitationReplaced, InvitationAnswered, InvitationExpired."""
    known = lettered(skill, letter_id)
    if known.state is InvitationState.DECLINED:
        return skill
    known.must_wait(at)
    return _with(skill, known.become(InvitationState.DECLINED, at))


def _with(skill: Skill, invitation: JuryInvitation) -> Skill:
    if invitation in skill.invitations:
        return skill
    others = tuple(one for one in skill.invitations if one.subject_id != invitation.subject_id)
    return replace(skill, invitations=(*others, invitation))
