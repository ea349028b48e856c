"""All who judge in a championship, or were asked to: one line a person and skill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.expert import Duty
from competitions.domain.judging.invitations import InvitationState
from competitions.domain.skill import Skill
from competitions.queries.jury import Asked, Jury, juries
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive


class JurorState(StrEnum):
    ON_JURY = "on_jury"
    INVITED = "invited"
    EXPIRED = "expired"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class JurorRow:
    skill: Skill
    subject_id: UUID
    name: str | None
    """None of who is erased."""
    member: str | None
    """None of who has not said yet."""
    duty: Duty
    state: JurorState
    since: datetime | None
    letter_id: UUID | None = None
    """The newest, of who has not answered."""

    @property
    def id(self) -> UUID:
        return derive(self.skill.id, self.subject_id, "juror")


async def all_jurors(app: App, championship_id: UUID, by: Principal) -> tuple[Championship, Sequence[JurorRow]]:
    """Raises Unknown, Forbidden."""
    championship, found = await juries(app, championship_id, by)
    return championship, [row for jury in found for row in _rows(jury)]


def _rows(jury: Jury) -> list[JurorRow]:
    seated = [
        JurorRow(
            jury.skill,
            one.expert.subject_id,
            one.name,
            one.expert.member,
            one.expert.duty,
            JurorState.ON_JURY,
            one.expert.agreement.at if one.expert.agreement else None,
        )
        for one in jury.jurors
    ]
    return [*seated, *(_asked(jury.skill, one) for one in jury.asked)]


def _asked(skill: Skill, asked: Asked) -> JurorRow:
    invitation = asked.invitation
    states = {
        InvitationState.INVITED: JurorState.EXPIRED if asked.has_expired else JurorState.INVITED,
        InvitationState.DECLINED: JurorState.DECLINED,
        InvitationState.TAKEN_BACK: JurorState.TAKEN_BACK,
        InvitationState.ACCEPTED: JurorState.ON_JURY,
    }
    letter = invitation.newest.id if invitation.is_waiting else None
    return JurorRow(
        skill,
        invitation.subject_id,
        asked.name,
        None,
        invitation.duty,
        states[invitation.state],
        invitation.newest.at if invitation.is_waiting else invitation.changed_at,
        letter,
    )
