"""What the service tells the others: its state in the words of the contracts, under ids that say what happened."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from competitions import letter_events
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Asked, Consents, Reminded
from competitions.domain.duties import roster as roster_domain
from competitions.domain.duties.roster import Grant, Roster
from competitions.domain.entering.codes import spoken
from competitions.domain.needs.asked import Needs
from competitions.domain.person import Erased, Invited, Person
from competitions.domain.preparation.happenings import Announced, Happening, PublicationBegun, Published
from competitions.domain.registration import Registration
from competitions.domain.results.awards import Award
from competitions.domain.results.lifecycle import ResultStatus
from competitions.domain.results.result import Result, SkillResults
from competitions.domain.skill import Skill
from competitions.event_shapes import championship_shape, skill_shape
from shared import contracts
from shared.contracts import competitions as contract
from shared.contracts.duties import DutyGranted
from shared.events import Event, Outgoing, Tombstone, event, tombstone
from shared.ids import derive


def of_championship(
    championship: Championship, skills: Sequence[Skill], happened: Iterable[Happening]
) -> list[Event[Any]]:
    """Nothing is told of a publication before it is complete."""
    events: list[Event[Any]] = []
    for each in happened:
        match each:
            case Announced(at):
                events.append(_announced(championship, skills, at))
            case Published(at):
                events.append(_published(championship, at))
            case PublicationBegun():
                pass
    return events


def _announced(
    championship: Championship, skills: Sequence[Skill], at: datetime
) -> Event[contract.ChampionshipAnnounced]:
    data = contract.ChampionshipAnnounced(
        championship=championship_shape(championship), skills=tuple(skill_shape(skill) for skill in skills)
    )
    return event(data, id=derive(championship.id, data.type), at=at)


def _published(championship: Championship, at: datetime) -> Event[contract.ChampionshipPublished]:
    data = contract.ChampionshipPublished(
        championship=championship_shape(championship),
        published_at=at,
        status=contract.ResultStatus((championship.published_as or ResultStatus.OFFICIAL).value),
        revision=championship.revision,
    )
    return event(data, id=derive(championship.id, data.type, str(championship.revision)), at=at)


def of_entry(
    registration: Registration, place: int | None
) -> Event[contract.RegistrationEntered] | Event[contract.RegistrationQueued]:
    """Of a new entry, or one that became another. `place`: on the waiting list, for who has to wait."""
    facts, at = facts_of(registration), registration.history[-1].at
    if place is None:
        entered = contract.RegistrationEntered(**facts)
        return event(entered, id=_after_changes(registration, entered.type), at=at)
    queued = contract.RegistrationQueued(**facts, place=place)
    return event(queued, id=_after_changes(registration, queued.type), at=at)


def _after_changes(registration: Registration, kind: str) -> UUID:
    """Each is told once, and after a change once more."""
    changes = registration.changes
    return derive(registration.id, kind, *([str(changes)] if changes else []))


def of_promotion(registration: Registration, decline_until: datetime | None) -> Event[contract.RegistrationPromoted]:
    data = contract.RegistrationPromoted(**facts_of(registration), decline_until=decline_until)
    return event(data, id=_after_changes(registration, data.type), at=registration.history[-1].at)


def of_confirmation(registration: Registration) -> Event[contract.RegistrationConfirmed]:
    data = contract.RegistrationConfirmed(
        **facts_of(registration), code=spoken(registration.code) if registration.code else None
    )
    return event(data, id=_after_changes(registration, data.type), at=registration.history[-1].at)


def of_end(registration: Registration) -> Event[contract.RegistrationEnded]:
    """How, but not why: a typed reason stands on the entry's page alone."""
    data = contract.RegistrationEnded(**facts_of(registration), how=contract.RegistrationEnd(registration.state.value))
    return event(data, id=derive(registration.id, data.type), at=registration.history[-1].at)


def of_answer(registration: Registration, needs: Needs, at: datetime) -> Event[contract.RegistrationAnswered]:
    """That there is one, for who asked alone. `at`: by which answers are told apart."""
    whom = {"members": (needs.subject_id,), "mentor_id": None} if registration.team else {}
    data = contract.RegistrationAnswered(**facts_of(registration, **whom))
    return event(data, id=derive(needs.id, data.type, at.isoformat()), at=at)


def regrouped(at: datetime) -> Callable[[Registration], Event[contract.RegistrationRegrouped]]:
    """Of an entry as it is stored: the same may be told again after something else was."""

    def told(stored: Registration) -> Event[contract.RegistrationRegrouped]:
        data = contract.RegistrationRegrouped(**facts_of(stored), how=contract.HowHeld(stored.holding.way.value))
        return event(data, id=derive(stored.id, data.type, str(stored.version)), at=at)

    return told


def facts_of(registration: Registration, **otherwise: Any) -> dict[str, Any]:
    """`otherwise`: of a team's entry, whom alone something concerns."""
    team = registration.team
    return {
        "registration_id": registration.id,
        "subject_id": registration.subject_id,
        "championship_id": registration.championship_id,
        "skill_id": registration.skill_id,
        "members": team.captain_first if team else (),
        "mentor_id": team.agreed_mentor if team else None,
        **otherwise,
    }


def of_asking(consents: Consents, happened: Asked, due_at: datetime | None) -> Event[contract.ConsentAsked]:
    data = contract.ConsentAsked(**_of_giver(consents), time=happened.time, due_at=due_at)
    return event(data, id=derive(consents.id, data.type, str(happened.time)), at=happened.at)


def of_reminder(consents: Consents, happened: Reminded) -> Event[contract.ConsentReminded]:
    reminder = happened.reminder
    data = contract.ConsentReminded(**_of_giver(consents), due_at=reminder.due_at)
    which = f"{reminder.due_at.isoformat()} {reminder.days_before}"
    return event(data, id=derive(consents.id, data.type, which), at=happened.at)


def _of_giver(consents: Consents) -> dict[str, Any]:
    return {
        "consents_id": consents.id,
        "subject_id": consents.subject_id,
        "giver_id": consents.giver_id,
        "championship_id": consents.championship_id,
    }


def of_results(
    results: SkillResults, championship: Championship, skill: Skill
) -> list[Event[contract.ResultPublished]]:
    return [_result_published(result, results, championship, skill) for result in results.results]


def person_changed(at: datetime, time_zone: str) -> Callable[[Person], Event[contract.PersonChanged]]:
    """The event about a person as it is stored: with the version that consumers go by.

    `time_zone`: the installation's, whose calendar decides how old a person is, so that it decides the same everywhere.
    """
    return lambda stored: _person_changed(stored, at, time_zone)


def _person_changed(person: Person, at: datetime, time_zone: str) -> Event[contract.PersonChanged]:
    data = contract.PersonChanged(
        subject_id=person.id,
        version=person.version,
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        language=person.language,
        time_zone=person.time_zone or time_zone,
        age_zone=time_zone,
        email=person.email,
        account=person.account,
        invitation_id=person.invitation.id if person.invitation and person.account is None else None,
        guardians=person.guardians,
        publicity=tuple(
            contract.Publicity(
                championship_id=one.championship_id,
                items=tuple(contract.PublicItem(item.value) for item in one.items),
                until=one.until,
            )
            for one in person.publicity
        ),
        merged_into=person.merged_into,
    )
    return event(data, id=derive(person.id, data.type, str(person.version)), at=at)


def person_invited(person: Person, happened: Invited) -> Event[contract.PersonInvited]:
    data = contract.PersonInvited(
        invitation_id=happened.invitation.id, subject_id=person.id, organisation=person.organisation
    )
    return event(data, id=letter_events.of_invitation(happened.invitation.id), at=happened.invitation.at)


def of_duties(roster: Roster, happened: Iterable[roster_domain.Happening]) -> list[Outgoing]:
    told: list[Outgoing] = []
    for each in happened:
        grant = each.grant
        match each:
            case roster_domain.Offered():
                told.append(_duty_offered(grant, roster))
            case _ if (
                grant.member
            ):  # whose people it opens are kept here alone: to the others it would be a right without them
                pass
            case roster_domain.Begun():
                told.append(_duty_granted(grant, roster))
            case roster_domain.Ended():
                id = derive(grant.id, "ended")
                told.append(tombstone(DutyGranted, grant.id, id=id, at=grant.ended_at or grant.given_at))
    return told


def _duty_offered(grant: Grant, roster: Roster) -> Event[contract.DutyOffered]:
    data = contract.DutyOffered(
        invitation_id=grant.id,
        subject_id=grant.subject_id or grant.id,
        role=grant.kind.value,
        organisation=roster.organisation,
        championship_id=roster.championship_id,
    )
    return event(data, id=letter_events.of_offer(grant.id), at=grant.given_at)


def _duty_granted(grant: Grant, roster: Roster) -> Event[DutyGranted]:
    """Once for each grant: who gets the duty again has another, so what was told of one never changes but ends."""
    data = DutyGranted(
        duty_id=grant.id,
        account=grant.account or "",
        role=grant.kind.value,
        organisation=roster.organisation,
        championship_id=roster.championship_id,
        for_program=grant.program is not None,
    )
    return event(data, id=derive(grant.id, data.type), at=grant.accepted_at or grant.given_at)


def person_erased(person: Person, happened: Erased) -> Tombstone:
    return tombstone(contract.PersonChanged, person.id, id=derive(person.id, "erased"), at=happened.at)


def _result_published(
    result: Result, results: SkillResults, championship: Championship, skill: Skill
) -> Event[contract.ResultPublished]:
    at = results.published_at
    data = contract.ResultPublished(
        result_id=result.id,
        championship_id=championship.id,
        championship_edition=championship.edition,
        skill_id=skill.id,
        skill_edition=skill.edition,
        total=result.total,
        scale_score=result.scale_score,
        scale_policy=results.rules.scale_policy,
        medal_policy=results.rules.medal_policy,
        awards=_awards(result, results, championship.ruleset),
        published_at=at,
        status=contract.ResultStatus(results.status.value),
        revision=results.revision,
        skill_head=results.head,
        team_id=result.competitor.subject_id if result.team else None,
    )
    return event(data, id=derive(result.id, data.type, str(results.revision)), at=at)


def _awards(result: Result, results: SkillResults, ruleset: str) -> tuple[contracts.Earned, ...]:
    """One after another, as the ruleset names them."""
    return tuple(
        contracts.Earned(subject_id=holder, award=_award(one, ruleset))
        for one in results.awards
        for holder in result.holders(one)
    )


def _award(award: Award, ruleset: str) -> contracts.Award:
    """Whose it is stands in its id alone, which does not say it: to be on some lists of entrants tells of a disability."""
    return contracts.Award(
        id=derive("award", ruleset, award.code, str(award.version)),
        code=award.code,
        version=award.version,
        title=contracts.Text(ru=award.title.ru, en=award.title.en),
        criteria=contracts.Text(ru=award.criteria.ru, en=award.criteria.en),
        scored=award.scored,
        for_taking_part=award.for_taking_part,
        whom=award.whom.value,
    )
