"""Invented people and events that look invented."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from tests.awards import GOLD, PARTICIPATION

from notifications.domain.deliveries import Wording
from notifications.domain.notices import Notice
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TemplateId
from shared.contracts import Earned, Payload, Text
from shared.contracts.certificates import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CertificateSuspended,
)
from shared.contracts.competitions import (
    Championship,
    ChampionshipDescribed,
    ConsentAsked,
    PersonChanged,
    RegistrationConfirmed,
    ResultPublished,
    Skill,
    SkillDescribed,
)
from shared.events import Event, event
from shared.ids import derive

DAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHAMPIONSHIP = Championship(
    id=UUID("11111111-1111-4111-8111-111111111111"),
    name=Text(ru="Пробный чемпионат", en="Trial championship"),
    organisation="region-47",
    ruleset="worldskills",
    starts_on=date(2026, 11, 20),
    ends_on=date(2026, 11, 22),
)
SKILL = Skill(
    id=UUID("22222222-2222-4222-8222-222222222222"), number="99", name=Text(ru="Пробное дело", en="Trial trade")
)
DESCRIBED = (
    ChampionshipDescribed(championship=CHAMPIONSHIP, edition=1),
    SkillDescribed(championship_id=CHAMPIONSHIP.id, skill=SKILL, edition=1),
)
DETAILS = {
    "championship": Wording("Пробный чемпионат", "Trial championship"),
    "skill": Wording("Дело", "Trade"),
    "role": Wording("эксперт", "expert"),
    "duty": Wording("организатор", "organiser"),
}
OF_CERTIFICATE = {name: Wording("1", "1") for name in ("title", "skill", "championship", "number")}


def person(**given: object) -> Recipient:
    known: dict[str, object] = {
        "id": uuid4(),
        "person_version": 1,
        "family_name": "Образцов",
        "given_name": "Пример",
        "patronymic": "Тестович",
        "birth_date": date(2000, 1, 1),
        "email": "primer@example.org",
        **given,
    }
    return Recipient(**known)  # type: ignore[arg-type]


def changed(**given: object) -> PersonChanged:
    known: dict[str, object] = {
        "subject_id": uuid4(),
        "version": 1,
        "family_name": "Образцов",
        "given_name": "Пример",
        "patronymic": "Тестович",
        "birth_date": date(2000, 1, 1),
        "email": "primer@example.org",
        **given,
    }
    return PersonChanged.model_validate(known)


def notice(about_id: UUID, at: datetime = DAY, template: TemplateId = TemplateId.RESULT_PUBLISHED) -> Notice:
    return Notice(uuid4(), about_id, template, DETAILS, "/championships/1", at, "region-47")


def registered(subject_id: UUID) -> RegistrationConfirmed:
    return RegistrationConfirmed(
        registration_id=uuid4(), subject_id=subject_id, championship_id=CHAMPIONSHIP.id, skill_id=SKILL.id
    )


def asked(subject_id: UUID, giver_id: UUID, time: int = 1) -> ConsentAsked:
    return ConsentAsked(
        consents_id=derive(subject_id, giver_id),
        subject_id=subject_id,
        giver_id=giver_id,
        championship_id=CHAMPIONSHIP.id,
        time=time,
    )


def result(*subject_ids: UUID) -> ResultPublished:
    awards = tuple(Earned(subject_id=one, award=award) for one in subject_ids for award in (PARTICIPATION, GOLD))
    return ResultPublished.model_validate(
        {
            "result_id": uuid4(),
            "championship_id": CHAMPIONSHIP.id,
            "championship_edition": 1,
            "skill_id": SKILL.id,
            "skill_edition": 1,
            "total": "87.50",
            "scale_score": 731,
            "scale_policy": "ws700",
            "medal_policy": "within-2-points",
            "awards": awards,
            "published_at": DAY,
            "status": "official",
            "revision": 1,
            "skill_head": "5e" * 32,
        }
    )


def issued(subject_id: UUID) -> CertificateIssued:
    return CertificateIssued(
        certificate_id=uuid4(),
        subject_id=subject_id,
        result_id=uuid4(),
        achievement="gold",
        registration_number="47-2026-000001",
        organisation="region-47",
        title=Text(ru="Золотая медаль", en="Gold medal"),
        championship_id=CHAMPIONSHIP.id,
        skill_id=SKILL.id,
        issued_at=DAY,
    )


def revoked(subject_id: UUID, *, is_reason_public: bool = False) -> CertificateRevoked:
    return CertificateRevoked.model_validate(
        {**_certificate(subject_id), "is_reason_public": is_reason_public, "revoked_at": DAY}
    )


def suspended(subject_id: UUID, *, is_reason_public: bool = False) -> CertificateSuspended:
    return CertificateSuspended.model_validate(
        {**_certificate(subject_id), "is_reason_public": is_reason_public, "suspended_at": DAY}
    )


def reinstated(subject_id: UUID) -> CertificateReinstated:
    return CertificateReinstated.model_validate({**_certificate(subject_id), "reinstated_at": DAY})


def _certificate(subject_id: UUID) -> dict[str, object]:
    return {
        "certificate_id": uuid4(),
        "subject_id": subject_id,
        "registration_number": "47-2026-000001",
        "organisation": "region-47",
        "issuer": Text(ru="Пробный центр", en="Trial centre"),
        "title": Text(ru="Золотая медаль", en="Gold medal"),
        "championship_id": CHAMPIONSHIP.id,
        "skill_id": SKILL.id,
    }


def happened(data: Payload, at: datetime = DAY) -> Event[Payload]:
    return event(data, id=derive(data.key, data.type, str(getattr(data, "version", 1))), at=at)
