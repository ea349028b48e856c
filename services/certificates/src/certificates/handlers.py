"""What happens here when something happened elsewhere."""

from uuid import UUID

from certificates.commands import issuing, people
from certificates.commands.issuing import Earned
from certificates.domain.achievement import Kind, Score
from certificates.domain.errors import UnknownHolder, UnknownIssuer
from certificates.domain.holder import Holder, full_age
from certificates.domain.text import Text
from certificates.wiring import App
from shared.contracts import Award
from shared.contracts import Text as Words
from shared.contracts.certificates import IssuerOpened
from shared.contracts.competitions import PersonChanged, ResultPublished
from shared.events import Event
from shared.messaging.parking import Missing
from shared.messaging.subscriptions import Subscriptions

subscriptions: Subscriptions[App] = Subscriptions()


@subscriptions.on(ResultPublished)
async def certify(event: Event[ResultPublished], app: App) -> None:
    """Every award of a published result earns a certificate."""
    for award in event.data.awards:
        try:
            await issuing.issue(app, _earned(event.data, award))
        except UnknownIssuer as error:
            raise Missing(f"issuer:{error.organisation}") from error
        except UnknownHolder as error:
            raise Missing(f"person:{error.subject_id}") from error


@subscriptions.on(IssuerOpened, provides=lambda event: f"issuer:{event.data.organisation}")
async def opened(event: Event[IssuerOpened], app: App) -> None:
    """Nothing to do but to wake the results that waited for an issuer."""


@subscriptions.on(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
async def remember(event: Event[PersonChanged], app: App) -> None:
    person = event.data
    holder = Holder(
        id=person.subject_id,
        version=person.version,
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        account=person.account,
        guardians=person.guardians,
        of_age_on=full_age(person.birth_date) if person.birth_date else None,
        name_is_public=person.name_is_public,
    )
    await people.remember(app, holder)


@subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: f"person:{subject_id}")
async def forget(key: UUID, app: App) -> None:
    await people.forget(app, key)


def _earned(result: ResultPublished, award: Award) -> Earned:
    return Earned(
        result_id=result.result_id,
        subject_id=award.subject_id,
        kind=Kind(award.kind.value),
        organisation=result.championship.organisation,
        championship_id=result.championship.id,
        championship=_text(result.championship.name),
        skill_id=result.skill.id,
        skill_number=result.skill.number,
        skill=_text(result.skill.name),
        score=Score(f"{result.total:.2f}", result.scale_score, result.scale_policy),
    )


def _text(words: Words) -> Text:
    return Text(words.ru, words.en)
