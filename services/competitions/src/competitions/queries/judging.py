"""What an invited person sees of a jury before answering, and an expert of the own duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.expert import Expert
from competitions.domain.judging.dismissals import Dismissal
from competitions.domain.judging.invitations import InvitationAnswered, InvitationState, JuryInvitation
from competitions.domain.judging.inviting import lettered
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.domain.skill import NotOnJury, Skill
from competitions.queries.entering.naming import named
from competitions.queries.skills import planned_skill
from competitions.wiring import App
from shared.errors import LinkInvalid
from shared.identity import links
from shared.identity.principal import Principal

JUDGING = "judging"
"""The use of a link by which somebody is asked to judge."""


@dataclass(frozen=True, slots=True)
class Judging:
    """An invitation, for who holds its link."""

    skill: Skill
    championship: Championship
    person: Person
    invitation: JuryInvitation
    members: Sequence[str]
    """To choose from; empty: any is taken."""
    at: datetime
    is_own: bool
    """Who is signed in is the invited person, by an account that is known."""
    is_somebody_elses: bool
    """The invited person signs in with another account."""

    @property
    def has_expired(self) -> bool:
        return self.invitation.has_expired(self.at)

    @property
    def is_on_jury(self) -> bool:
        is_there = any(one.subject_id == self.invitation.subject_id for one in self.skill.experts)
        return is_there and self.invitation.state is InvitationState.ACCEPTED


def judging_letter(app: App, token: str) -> UUID:
    """The letter that a link was in. Raises LinkInvalid."""
    return links.named(JUDGING, token, app.link_secret)


async def judging(app: App, token: str, by: Principal | None) -> Judging:
    """Raises LinkInvalid, InvitationReplaced, Unknown where the person is erased.

    InvitationAnswered where the letter went to an address that is not the person's any more.
    """
    letter_id = judging_letter(app, token)
    skill = await app.skills.inviting(letter_id)
    if skill is None:
        raise LinkInvalid
    invitation = lettered(skill, letter_id)
    person = record = await app.people.get(invitation.subject_id)
    if record.merged_into:
        person = await app.people.get(record.merged_into)
    if invitation.is_waiting and invitation.newest.lies_elsewhere(record.email, person.email):
        raise InvitationAnswered(InvitationState.TAKEN_BACK)
    listed = await app.members.of(skill.championship_id)
    is_own = by is not None and person.account == by.account
    return Judging(
        skill,
        await app.championships.get(skill.championship_id),
        person,
        invitation,
        [one.name for one in listed.members],
        app.now(),
        is_own,
        by is not None and person.account is not None and not is_own,
    )


@dataclass(frozen=True, slots=True)
class Entrant:
    registration: Registration
    name: str


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """What somebody is on a jury, or was."""

    skill: Skill
    championship: Championship
    expert: Expert | None
    dismissal: Dismissal | None
    """The newest, of who is not on the jury any more."""
    entrants: Sequence[Entrant]
    """By name, for who is on the jury."""


async def own_duty(app: App, skill_id: UUID, by: Principal) -> OwnDuty:
    """For who is on the jury of the skill, or was dismissed from it. Raises Unknown, NotOnJury."""
    skill = await app.skills.get(skill_id)
    subjects = await app.people.subjects_of(by.account)
    expert = next((one for one in skill.experts if one.subject_id in subjects), None)
    dismissed = [one for one in skill.dismissals if one.expert.subject_id in subjects]
    if not (expert or dismissed):
        raise NotOnJury(skill_id)
    entrants = await _entrants(app, skill_id) if expert else []
    championship = await app.championships.get(skill.championship_id)
    return OwnDuty(skill, championship, expert, None if expert else dismissed[-1], entrants)


async def _entrants(app: App, skill_id: UUID) -> list[Entrant]:
    going_on = [one for one in await app.registrations.all_of_skill(skill_id) if not one.has_ended]
    people = await named(app, (one.subject_id for one in going_on))
    known = [Entrant(one, people[one.subject_id].full_name) for one in going_on if one.subject_id in people]
    return sorted(known, key=lambda one: (one.name.casefold(), one.registration.id))


async def invitations(app: App, skill_id: UUID, by: Principal) -> Sequence[JuryInvitation]:
    """For the organiser, the newest change first. Raises Unknown, Forbidden."""
    skill, _ = await planned_skill(app, skill_id, by)
    return sorted(skill.invitations, key=lambda one: one.changed_at, reverse=True)
