"""What the service tells of juries."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from competitions import letter_events
from competitions.domain.expert import Duty
from competitions.domain.judging.dismissals import Dismissal
from competitions.domain.judging.invitations import JuryInvitation
from competitions.domain.signing.form import Reopening
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


def of_reopening(
    reopening: Reopening, sub_criterion: str, skill: Skill, at: datetime
) -> list[Event[contract.JuryUnsigned]]:
    """For each whose signature of the form or of the skill was taken back, once. `skill`: as it was before. Who did it knows."""
    signers = {one.by for one in reopening.taken_back} | ({skill.signature.by} if skill.signature else set())
    cause = contract.UnsignedCause.REOPENED
    return [
        event(
            contract.JuryUnsigned(**facts, cause=cause, sub_criterion=sub_criterion),
            id=derive(reopening.id, contract.JuryUnsigned.type, str(facts["subject_id"])),
            at=at,
        )
        for facts in _on_jury(signers - {reopening.by}, skill)
    ]


def of_other_starters(skill: Skill, by: UUID | None, at: datetime) -> list[Event[contract.JuryUnsigned]]:
    """For who signed the skill, once a signature. `skill`: as it was before."""
    signature = skill.signature
    if signature is None or signature.by == by:
        return []
    return [
        event(
            contract.JuryUnsigned(**facts, cause=contract.UnsignedCause.STARTERS),
            id=derive(skill.id, contract.JuryUnsigned.type, signature.at.isoformat()),
            at=at,
        )
        for facts in _on_jury({signature.by}, skill)
    ]


def _on_jury(subjects: Collection[UUID], skill: Skill) -> list[dict[str, Any]]:
    """Who has left the jury may not read why, so they are not told of it either."""
    return [_of_jury(one.subject_id, one.duty, skill) for one in skill.experts if one.subject_id in subjects]


def _of_jury(subject_id: UUID, duty: Duty, skill: Skill) -> dict[str, Any]:
    return {
        "subject_id": subject_id,
        "championship_id": skill.championship_id,
        "skill_id": skill.id,
        "role": contract.JuryRole(duty.value),
    }
