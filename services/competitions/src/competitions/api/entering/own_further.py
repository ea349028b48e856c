"""What is taken away besides entries and consents: duties, juries, scans with their readers, and what is planned to go."""

from datetime import datetime
from uuid import UUID

from competitions.api.erasures import ErasureOut
from competitions.api.needs.companions import CompanionOut
from competitions.api.needs.emergency import EmergencyContactOut
from competitions.api.needs.shapes import KeptNeedsOut
from competitions.api.scans import ReadingOut, ReadScanOut, ScanOut
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.expert import Duty
from competitions.domain.judging.invitations import InvitationState
from competitions.queries.own.further import Further, OwnGrant
from shared.web.schemas import Out, TextOut


class OwnGrantOut(Out):
    """What the person may do, might do, or was asked to do."""

    id: UUID
    duty: DutyKind
    member: str | None
    """Whose people it is for, where it is for one member's alone."""
    organisation: str
    championship: TextOut | None
    """None: for all that the organisation has."""
    given_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    is_declined: bool

    @classmethod
    def of_own(cls, one: OwnGrant) -> "OwnGrantOut":
        grant = one.grant
        return cls(
            id=grant.id,
            duty=grant.kind,
            member=grant.member,
            organisation=one.organisation,
            championship=TextOut.model_validate(one.championship.name) if one.championship else None,
            given_at=grant.given_at,
            accepted_at=grant.accepted_at,
            ended_at=grant.ended_at,
            is_declined=grant.is_declined,
        )


class JuryOut(Out):
    championship: TextOut
    skill: TextOut
    duty: Duty


class AskedToJudgeOut(JuryOut):
    state: InvitationState
    letters: list[datetime]
    changed_at: datetime


class LetOutOut(JuryOut):
    """Of a jury."""

    member: str
    at: datetime
    reason: str


class FurtherOut(Out):
    duties: list[OwnGrantOut]
    jury_invitations: list[AskedToJudgeOut]
    jury_dismissals: list[LetOutOut]
    scans: list[ReadScanOut]
    """Of what was signed about the person, or by them about others: what is known of them, and who opened them when."""
    planned_erasures: list[ErasureOut]
    """Because nobody consented."""
    needs: list[KeptNeedsOut]
    """What was asked for in order to take part, the answers, and who read it when."""
    companions: list[CompanionOut]
    """Who was named to come along."""
    emergency_contacts: list[EmergencyContactOut]
    """Whom to call when something happens to them."""

    @classmethod
    def of(cls, found: Further) -> "FurtherOut":
        return cls(
            duties=[OwnGrantOut.of_own(one) for one in found.grants],
            jury_invitations=[
                AskedToJudgeOut(
                    championship=TextOut.model_validate(one.championship.name),
                    skill=TextOut.model_validate(one.skill.name),
                    duty=one.invitation.duty,
                    state=one.invitation.state,
                    letters=[letter.at for letter in one.invitation.sent],
                    changed_at=one.invitation.changed_at,
                )
                for one in found.asked
            ],
            jury_dismissals=[
                LetOutOut(
                    championship=TextOut.model_validate(one.championship.name),
                    skill=TextOut.model_validate(one.skill.name),
                    duty=one.dismissal.expert.duty,
                    member=one.dismissal.expert.member,
                    at=one.dismissal.at,
                    reason=one.dismissal.reason,
                )
                for one in found.let_out
            ],
            scans=[
                ReadScanOut(
                    **ScanOut.model_validate(one.scan).model_dump(),
                    readings=[ReadingOut.model_validate(reading) for reading in one.readings],
                )
                for one in found.scans
            ],
            planned_erasures=[ErasureOut.of(one) for one in found.going],
            needs=[KeptNeedsOut.of_kept(one) for one in found.needs],
            companions=[CompanionOut.of(one) for one in found.companions],
            emergency_contacts=[EmergencyContactOut.model_validate(one) for one in found.emergency],
        )
