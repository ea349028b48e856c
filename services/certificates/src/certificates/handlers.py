"""What happens here when something happened elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from certificates.commands.issuing import Earned, Waiting, issue_all
from certificates.commands.people import erase_person, record_people
from certificates.commands.revising import Result, revised
from certificates.domain.achievement import UnknownAchievement
from certificates.domain.holders.holder import Holder, UnknownHolder, full_age
from certificates.domain.holders.publicity import PublicItem, Publicity
from certificates.domain.holders.team import Team
from certificates.domain.issuer import UnknownIssuer
from certificates.earned_of_events import of_award, of_result
from certificates.wiring import App
from shared.contracts.certificates import AchievementChanged, IssuerOpened
from shared.contracts.competitions import (
    AwardGranted,
    ContextKind,
    PersonChanged,
    ResultPublished,
    ResultStatus,
    TeamChanged,
)
from shared.events import Event
from shared.messaging.subscriptions import Missed, Subscriptions
from shared.messaging.told_duties import listen
from shared.messaging.told_titles import listen_to_titles, title_key

subscriptions: Subscriptions[App] = Subscriptions()
listen(subscriptions)
listen_to_titles(subscriptions)


@subscriptions.on_many(ResultPublished)
async def certify(events: Sequence[Event[ResultPublished]], app: App) -> Missed:
    """Every award of an official result earns a certificate, in the names of when it was published. Unofficial ones earn nothing:
    they may still be corrected. Of an official one that was corrected, what says something else is issued anew.

    Who is not known yet holds up nobody else of the team.
    """
    official = [event for event in events if event.data.status is ResultStatus.OFFICIAL]
    championships = await app.titles.championships({event.data.championship_id for event in official})
    skills = await app.titles.skills({event.data.skill_id for event in official})
    missed: dict[UUID, str] = {}
    results: list[Result] = []
    for event in official:
        data = event.data
        championship, skill = championships.get(data.championship_id), skills.get(data.skill_id)
        if championship is None or championship.edition < data.championship_edition:
            missed[event.id] = title_key(data.championship_id)
        elif skill is None or skill.edition < data.skill_edition:
            missed[event.id] = title_key(data.skill_id)
        else:
            earned = tuple(of_result(event, championship, skill, one) for one in data.awards)
            results.append(Result(event.id, data.result_id, data.revision, data.published_at, earned))
    return {**missed, **await _issued(app, await revised(app, results))}


@subscriptions.on_many(AwardGranted)
async def certify_awards(events: Sequence[Event[AwardGranted]], app: App) -> Missed:
    """Every award that was granted earns a certificate; a correction of it takes the place of the one before."""
    named = {event.data.context.id for event in events if event.data.context.kind is ContextKind.CHAMPIONSHIP}
    championships = await app.titles.championships({id for id in named if id})
    erased = await app.holders.erased_of({event.data.subject_id for event in events})
    missed: dict[UUID, str] = {}
    earned: list[tuple[UUID, Earned]] = []
    for event in events:
        context = event.data.context
        championship = championships.get(context.id) if context.id else None
        if context.kind is ContextKind.CHAMPIONSHIP and context.id and championship is None:
            if event.data.subject_id not in erased:
                missed[event.id] = title_key(context.id)
        else:
            earned.append((event.id, of_award(event, championship)))
    return {**missed, **await _issued(app, earned)}


async def _issued(app: App, earned: Sequence[tuple[UUID, Earned]]) -> Missed:
    """What each event that has to wait is waiting for. `earned`: with the id of the event that told of it."""
    refusals = await issue_all(app, [one for _, one in earned])
    missed: dict[UUID, str] = {}
    for (event_id, _), refusal in zip(earned, refusals, strict=True):
        if refusal is not None:
            missed.setdefault(event_id, _key_of(refusal))
    return missed


def _key_of(refusal: Waiting) -> str:
    """Under which what it is about arrives."""
    match refusal:
        case UnknownIssuer(organisation):
            return f"issuer:{organisation}"
        case UnknownAchievement(achievement_id):
            return f"achievement:{achievement_id}"
        case UnknownHolder(subject_id):
            return f"person:{subject_id}"


@subscriptions.on(AchievementChanged, provides=lambda event: f"achievement:{event.data.achievement_id}")
async def changed(event: Event[AchievementChanged], app: App) -> None:
    """Nothing to do but to wake the awards that waited for an achievement."""


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
    await app.parking.turn(subject_id, f"person:{subject_id}")


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
