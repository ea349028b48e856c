"""What the service tells the others: its state in the words of the contracts, under ids that say what happened."""

from collections.abc import Callable, Sequence
from datetime import datetime

from competitions.domain.championship import Championship
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.domain.results import Result, SkillResults
from competitions.domain.skill import Skill
from shared import contracts
from shared.contracts import Award, AwardKind
from shared.contracts import competitions as told
from shared.events import Event, Tombstone, event, tombstone
from shared.ids import derive
from shared.text import Text


def announced(championship: Championship, skills: Sequence[Skill], at: datetime) -> Event[told.ChampionshipAnnounced]:
    data = told.ChampionshipAnnounced(
        championship=_championship(championship), skills=tuple(_skill(skill) for skill in skills)
    )
    return event(data, id=derive(championship.id, data.type), at=at)


def published(championship: Championship, at: datetime) -> Event[told.ChampionshipPublished]:
    data = told.ChampionshipPublished(championship=_championship(championship), published_at=at)
    return event(data, id=derive(championship.id, data.type), at=at)


def confirmed(
    registration: Registration, championship: Championship, skill: Skill, at: datetime
) -> Event[told.RegistrationConfirmed]:
    data = told.RegistrationConfirmed(
        registration_id=registration.id,
        subject_id=registration.subject_id,
        member=registration.member,
        championship=_championship(championship),
        skill=_skill(skill),
    )
    return event(data, id=derive(registration.id, data.type), at=at)


def changed(at: datetime) -> Callable[[Person], Event[told.PersonChanged]]:
    """The event about a person as it is stored: with the version that consumers go by."""
    return lambda stored: _changed(stored, at)


def _changed(person: Person, at: datetime) -> Event[told.PersonChanged]:
    data = told.PersonChanged(
        subject_id=person.id,
        version=person.version,
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        language=person.language,
        email=person.email,
        account=person.account,
        guardians=person.guardians,
        name_is_public=person.name_is_public,
    )
    return event(data, id=derive(person.id, data.type, str(person.version)), at=at)


def erased(person: Person, at: datetime) -> Tombstone:
    return tombstone(told.PersonChanged, person.id, id=derive(person.id, "erased"), at=at)


def result_published(
    result: Result, results: SkillResults, championship: Championship, skill: Skill
) -> Event[told.ResultPublished]:
    at = results.published_at
    data = told.ResultPublished(
        result_id=result.id,
        championship=_championship(championship),
        skill=_skill(skill),
        member=result.competitor.member,
        total=result.total,
        scale_score=result.scale_score,
        scale_policy=results.scale_policy,
        medal_policy=results.medal_policy,
        awards=_awards(result),
        published_at=at,
    )
    return event(data, id=derive(result.id, data.type), at=at)


def _awards(result: Result) -> tuple[Award, ...]:
    """Everybody took part; a medal or medallion comes beside that."""
    subject_id = result.competitor.subject_id
    participation = Award(subject_id=subject_id, kind=AwardKind.PARTICIPATION)
    if result.medal is None:
        return (participation,)
    return (participation, Award(subject_id=subject_id, kind=AwardKind(result.medal.value)))


def _championship(championship: Championship) -> told.Championship:
    return told.Championship(
        id=championship.id,
        name=_text(championship.name),
        organisation=championship.organisation,
        ruleset=championship.ruleset,
        starts_on=championship.starts_on,
        ends_on=championship.ends_on,
    )


def _skill(skill: Skill) -> told.Skill:
    return told.Skill(id=skill.id, number=skill.number, name=_text(skill.name))


def _text(text: Text) -> contracts.Text:
    return contracts.Text(ru=text.ru, en=text.en)
