"""What is told of an event: the notice that it makes, before anybody knows who reads it in which language."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from notifications.domain.deliveries import Link, Wording
from notifications.domain.notices import Notice
from notifications.domain.templates import TemplateId
from notifications.wiring import App
from shared.contracts import Text
from shared.contracts.certificates import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CertificateSuspended,
)
from shared.contracts.competitions import GiverFacts, JuryFacts, JuryRole, RegistrationFacts, ResultPublished
from shared.events import Event
from shared.web.formats import Formats
from shared.web.i18n import LANGUAGES

JURY_ROLES: Final = {
    JuryRole.CHIEF: Wording("главный эксперт", "chief expert"),
    JuryRole.DEPUTY: Wording("заместитель главного эксперта", "deputy of the chief expert"),
    JuryRole.EXPERT: Wording("эксперт", "expert"),
    JuryRole.INDEPENDENT: Wording("независимый эксперт", "independent expert"),
}
NOTHING_MORE: Final[Mapping[str, Wording]] = MappingProxyType({})


def of_entry(
    event: Event[Any], data: RegistrationFacts, template: TemplateId, more: Mapping[str, Wording] = NOTHING_MORE
) -> Notice:
    championship = data.championship
    details = {"championship": wording(championship.name), "skill": wording(data.skill.name), **more}
    path = f"/championships/{championship.id}/entries/{data.registration_id}"
    organisation, of = championship.organisation, championship.id
    return Notice(event.id, data.subject_id, template, details, path, event.time, organisation, championship_id=of)


def of_jury(event: Event[Any], data: JuryFacts, template: TemplateId, link: Link | None = None) -> Notice:
    """To the expert, and nobody beside."""
    championship = data.championship
    details = {
        "championship": wording(championship.name),
        "skill": wording(data.skill.name),
        "role": JURY_ROLES[data.role],
    }
    return Notice(
        event.id,
        data.subject_id,
        template,
        details,
        f"/skills/{data.skill.id}/duty",
        event.time,
        championship.organisation,
        reader_id=data.subject_id,
        link=link,
        championship_id=championship.id,
    )


def of_giver(event: Event[Any], app: App, data: GiverFacts, template: TemplateId, due_at: datetime | None) -> Notice:
    """To the one who is to answer, and nobody beside."""
    championship = data.championship
    details = {"championship": wording(championship.name)}
    if due_at:
        details["due"] = moment_in_words(app, due_at)
    return Notice(
        event.id,
        data.subject_id,
        template,
        details,
        f"/championships/{championship.id}",
        event.time,
        championship.organisation,
        reader_id=data.giver_id,
        link=Link("consent", data.consents_id),
        championship_id=championship.id,
    )


def of_result(event: Event[ResultPublished], subject_id: UUID) -> Notice:
    championship = event.data.championship
    details = {"championship": wording(championship.name), "skill": wording(event.data.skill.name)}
    path = f"/championships/{championship.id}/scoreboard"
    template = TemplateId.RESULT_PUBLISHED
    organisation, of = championship.organisation, championship.id
    return Notice(event.id, subject_id, template, details, path, event.time, organisation, championship_id=of)


def of_certificate(
    event: Event[CertificateIssued]
    | Event[CertificateRevoked]
    | Event[CertificateSuspended]
    | Event[CertificateReinstated],
    template: TemplateId,
    more: Mapping[str, Wording] = NOTHING_MORE,
) -> Notice:
    data = event.data
    details = {
        "title": wording(data.title),
        "championship": wording(data.championship),
        "skill": wording(data.skill),
        "number": Wording(data.registration_number, data.registration_number),
        **more,
    }
    path = f"/certificates/{data.certificate_id}"
    organisation, of = data.organisation, data.championship_id if isinstance(data, CertificateIssued) else None
    return Notice(event.id, data.subject_id, template, details, path, event.time, organisation, championship_id=of)


def standing(app: App, since: datetime, issuer: Text | None, reason: str | None = None) -> Mapping[str, Wording]:
    """Since when, whom to ask, and why, as far as the event says it."""
    said = {"day": Wording(*(Formats(language, app.settings.zone).day(since) for language in LANGUAGES))}
    if issuer:
        said["issuer"] = wording(issuer)
    if reason:
        said["reason"] = Wording(reason, reason)
    return said


def moment_in_words(app: App, moment: datetime) -> Wording:
    return Wording(*(Formats(language, app.settings.zone).moment(moment) for language in LANGUAGES))


def wording(text: Text) -> Wording:
    return Wording(text.ru, text.en)
