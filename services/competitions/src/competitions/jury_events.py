"""What the service tells of juries."""

from typing import Any
from uuid import UUID

from competitions import letter_events
from competitions.domain.expert import Duty
from competitions.domain.judging.dismissals import Dismissal
from competitions.domain.judging.invitations import JuryInvitation
from competitions.domain.skill import Skill
from shared.contracts import competitions as contract
from shared.events import Event, event
from shared.ids import derive


def of_jury_invitation(invitation: JuryInvitation, skill: Skill) -> Event[contract.JuryInvited]:
    """Of its newest letter."""
    letter = invitation.newest
    facts = _of_jury(invitation.subject_id, invitation.duty, skill)
    data = contract.JuryInvited(**facts, invitation_id=letter.id)
    return event(data, id=letter_events.of_jury_letter(letter.id), at=letter.at)


def of_dismissal(happened: Dismissal, skill: Skill) -> Event[contract.JuryDismissed]:
    data = contract.JuryDismissed(**_of_jury(happened.expert.subject_id, happened.expert.duty, skill))
    return event(data, id=derive(happened.id, data.type), at=happened.at)


def _of_jury(subject_id: UUID, duty: Duty, skill: Skill) -> dict[str, Any]:
    return {
        "subject_id": subject_id,
        "championship_id": skill.championship_id,
        "skill_id": skill.id,
        "role": contract.JuryRole(duty.value),
    }
