"""The juries of a championship as its organiser puts them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.expert import Expert
from competitions.domain.judging.dismissals import Dismissal
from competitions.domain.judging.invitations import InvitationState, JuryInvitation
from competitions.domain.judging.jury import chief_of
from competitions.domain.judging.teams import Teams, compatriots, proposed_teams, with_ties
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.refusal import Unknown
from competitions.domain.skill import Skill
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Juror:
    expert: Expert
    name: str | None
    """None of who is erased."""
    is_compatriot: bool
    """Somebody of the own region or organisation competes."""
    has_ties: bool
    """With somebody who competes, as declared, or nobody was named yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was invited, and is not on the jury."""

    invitation: JuryInvitation
    name: str | None
    has_expired: bool


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who was on the jury."""

    dismissal: Dismissal
    name: str | None


@dataclass(frozen=True, slots=True)
class Jury:
    skill: Skill
    championship: Championship
    jurors: Sequence[Juror]
    asked: Sequence[Asked] = ()
    """Who has not accepted, the newest change first."""
    former: Sequence[Former] = ()

    @property
    def waiting(self) -> int:
        """How many have not answered yet."""
        return sum(one.invitation.is_waiting for one in self.asked)

    @property
    def lacking(self) -> frozenset[str]:
        """`chief`, `answers` (somebody was asked and has not answered), `scheme`, `teams` (of a sub-criterion)."""
        scheme = self.skill.scheme
        lacks = {
            "chief": self.chief is None,
            "answers": self.waiting > 0,
            "scheme": scheme is None,
            "teams": scheme is not None and len(self.skill.teams) < scheme.sub_criteria,
        }
        return frozenset(name for name, is_lacking in lacks.items() if is_lacking)

    def codes_of(self, expert: Expert) -> list[str]:
        """The sub-criteria on whose marking team the expert is."""
        return sorted(code for code, team in self.skill.teams.items() if expert.subject_id in team)

    @property
    def chief(self) -> Juror | None:
        chief = chief_of(self.skill)
        return next((one for one in self.jurors if one.expert == chief), None)


@dataclass(frozen=True, slots=True)
class MarkingTeams:
    jury: Jury
    sub_criteria: Sequence[SubCriterion]
    proposal: Teams
    """Once marking has begun, of the sub-criteria whose team is not whole any more: the others stand."""


async def juries(app: App, championship_id: UUID, by: Principal) -> tuple[Championship, Sequence[Jury]]:
    """Of every skill that is held. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    return championship, [await _jury(app, skill, championship) for skill in await app.skills.held(championship_id)]


async def jury(app: App, skill_id: UUID, by: Principal) -> Jury:
    """Raises Unknown, Forbidden."""
    skill = await app.skills.get(skill_id)
    return await _jury(app, skill, await held_by(app, skill.championship_id, by))


async def one_juror(app: App, skill_id: UUID, subject_id: UUID, by: Principal) -> tuple[Jury, Juror]:
    """Raises Unknown, Forbidden."""
    found = await jury(app, skill_id, by)
    for one in found.jurors:
        if one.expert.subject_id == subject_id:
            return found, one
    raise Unknown("expert", subject_id)


async def marking_teams(app: App, skill_id: UUID, by: Principal) -> MarkingTeams:
    """The teams of a skill and what the rule would propose. Raises Unknown, Forbidden, SchemeMissing."""
    found = await jury(app, skill_id, by)
    scheme = await scheme_of(app, found.skill)
    experts, skill = [one.expert for one in found.jurors], found.skill
    competing = await _competing(app, skill_id)
    conflicts = with_ties(experts, competing.keys())
    if not app.rulesets[found.championship.ruleset].compatriots_may_mark:
        conflicts |= compatriots(experts, competing.values())
    codes = [one.code for one in scheme.sub_criteria]
    if skill.marking_started_at is None:
        return MarkingTeams(found, scheme.sub_criteria, proposed_teams(experts, codes, conflicts))
    touched = {code for change in skill.team_changes for code in change.before} | skill.teams.keys()
    renewed = proposed_teams(experts, [code for code in codes if code in touched], conflicts, skill.teams)
    mended = {code: team for code, team in renewed.items() if set(team) != set(skill.teams.get(code, ()))}
    return MarkingTeams(found, scheme.sub_criteria, mended)


async def _jury(app: App, skill: Skill, championship: Championship) -> Jury:
    known = {one.subject_id for one in skill.experts} | {one.subject_id for one in skill.invitations}
    people = await app.people.by_id(known | {one.expert.subject_id for one in skill.dismissals})
    names = {id: person.full_name for id, person in people.items()}
    competing = await _competing(app, skill.id)
    own, tied = compatriots(skill.experts, competing.values()), with_ties(skill.experts, competing.keys())
    on_it = {one.subject_id for one in skill.experts}
    jurors = [
        Juror(one, names.get(one.subject_id), one.subject_id in own, one.subject_id in tied) for one in skill.experts
    ]
    newest_first = sorted(skill.invitations, key=lambda one: one.changed_at, reverse=True)
    asked = [
        Asked(one, names.get(one.subject_id), one.has_expired(app.now()))
        for one in newest_first
        if one.subject_id not in on_it and one.state is not InvitationState.ACCEPTED
    ]
    former = [Former(one, names.get(one.expert.subject_id)) for one in reversed(skill.dismissals)]
    return Jury(skill, championship, jurors, asked, former)


async def _competing(app: App, skill_id: UUID) -> dict[UUID, str]:
    """The members, by registration, of those who have a place: who is entered now competes later."""
    places = await app.places.find(skill_id)
    return {entry.registration_id: entry.member for entry in places.entries if entry.has_place} if places else {}
