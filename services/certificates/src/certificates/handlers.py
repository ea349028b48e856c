"""What happens here when something happened elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from certificates.commands.issuing import Earned, issue_all
from certificates.commands.people import erase_person, record_people
from certificates.domain.achievement import NO_SCALE, Award, Score
from certificates.domain.holder import Holder, UnknownHolder, full_age
from certificates.domain.issuer import UnknownIssuer
from certificates.domain.publicity import PublicItem, Publicity
from certificates.domain.team import Team
from certificates.wiring import App
from shared import contracts
from shared.contracts.certificates import IssuerOpened
from shared.contracts.competitions import PersonChanged, ResultPublished, ResultStatus, TeamChanged
from shared.events import Event
from shared.messaging.subscriptions import Missed, Subscriptions
from shared.messaging.told_duties import listen
from shared.messaging.told_titles import listen_to_titles, title_key
from shared.mongo.told_titles import ToldChampionship, ToldSkill
from shared.text import Text

subscriptions: Subscriptions[App] = Subscriptions()
listen(subscriptions)
listen_to_titles(subscriptions)


@subscriptions.on_many(ResultPublished)
async def certify(events: Sequence[Event[ResultPublished]], app: App) -> Missed:
    """Every award of an official result earns a certificate, in the names of when it was published. Unofficial ones earn nothing:
    they may still be corrected.

    Who is not known yet holds up nobody else of the team.
    """
    official = [event for event in events if event.data.status is ResultStatus.OFFICIAL]
    championships = await app.titles.championships({event.data.championship_id for event in official})
    skills = await app.titles.skills({event.data.skill_id for event in official})
    missed: dict[UUID, str] = {}
    earned: list[tuple[UUID, Earned]] = []
    for event in official:
        data = event.data
        championship, skill = championships.get(data.championship_id), skills.get(data.skill_id)
        if championship is None or championship.edition < data.championship_edition:
            missed[event.id] = title_key(data.championship_id)
        elif skill is None or skill.edition < data.skill_edition:
            missed[event.id] = title_key(data.skill_id)
        else:
            earned += [(event.id, _earned(event, championship, skill, one)) for one in data.awards]
    refusals = await issue_all(app, [one for _, one in earned])
    for (event_id, _), refusal in zip(earned, refusals, strict=True):
        if refusal is not None:
            missed.setdefault(event_id, _key_of(refusal))
    return missed


def _key_of(refusal: UnknownIssuer | UnknownHolder) -> str:
    """Under which what it is about arrives."""
    if isinstance(refusal, UnknownIssuer):
        return f"issuer:{refusal.organisation}"
    return f"person:{refusal.subject_id}"


@subscriptions.on(IssuerOpened, provides=lambda event: f"issuer:{event.data.organisation}")
async def opened(event: Event[IssuerOpened], app: App) -> None:
    """Nothing to do but to wake the results that waited for an issuer."""


@subscriptions.on_many(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
async def record(events: Sequence[Event[PersonChanged]], app: App) -> Missed:
    await record_people(app, [_holder(event.data) for event in events])
    return {}


@subscriptions.on_many(TeamChanged, provides=lambda event: f"person:{event.data.subject_id}")
async def record_teams(events: Sequence[Event[TeamChanged]], app: App) -> Missed:
    told = [event.data for event in events]
    teams = [(one, Team(one.name, one.members, one.mentor_id)) for one in told]
    await record_people(app, [Holder(one.subject_id, person_version=one.version, team=team) for one, team in teams])
    return {}


@subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: f"person:{subject_id}")
async def forget(subject_id: UUID, app: App) -> None:
    await erase_person(app, subject_id)


def _holder(person: PersonChanged) -> Holder:
    return Holder(
        id=person.subject_id,
        person_version=person.version,
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        account=person.account,
        guardians=person.guardians,
        of_age_on=full_age(person.birth_date) if person.birth_date else None,
        publicity=tuple(
            Publicity(one.championship_id, tuple(PublicItem(item.value) for item in one.items), one.until)
            for one in person.publicity
        ),
        merged_into=person.merged_into,
    )


def _earned(
    event: Event[ResultPublished], championship: ToldChampionship, skill: ToldSkill, earned: contracts.Earned
) -> Earned:
    result = event.data
    return Earned(
        result_id=result.result_id,
        subject_id=earned.subject_id,
        award=_award(earned.award),
        organisation=championship.organisation,
        championship_id=championship.id,
        championship=championship.name,
        skill_id=skill.id,
        skill_number=skill.number,
        skill=skill.name,
        score=_score(result),
        special_category=championship.special_category,
        team_id=result.team_id,
        traceparent=event.traceparent,
    )


def _score(result: ResultPublished) -> Score:
    scale = NO_SCALE if result.scale_score is None else result.scale_policy
    return Score(f"{result.total:.2f}", result.scale_score, scale)


def _award(told: contracts.Award) -> Award:
    return Award(
        id=told.id,
        code=told.code,
        edition=told.version,
        title=Text(told.title.ru, told.title.en),
        criteria=Text(told.criteria.ru, told.criteria.en),
        scored=told.scored,
        for_taking_part=told.for_taking_part,
        whom=told.whom,
    )
