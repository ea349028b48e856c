"""What is told of an event: the notice that it makes, before anybody knows who reads it in which language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from notifications.domain.deliveries import Link, Wording
from notifications.domain.notices import Notice
from notifications.domain.teams import each_once
from notifications.domain.templates import TemplateId
from notifications.wiring import App
from shared.contracts import Text
from shared.contracts.certificates import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CertificateSuspended,
)
from shared.contracts.competitions import (
    GiverFacts,
    JuryFacts,
    JuryRole,
    JuryUnsigned,
    MentorNamed,
    RegistrationFacts,
    ResultPublished,
    ResultStatus,
)
from shared.events import Event
from shared.ids import derive
from shared.mongo.told_titles import ToldChampionship
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
    event: Event[Any],
    data: RegistrationFacts,
    held: ToldChampionship,
    template: TemplateId,
    more: Mapping[str, Wording] = NOTHING_MORE,
) -> Notice:
    path = f"/championships/{held.id}/entries/{data.registration_id}"
    notice = Notice(event.id, data.subject_id, template, more, path, event.time, held.organisation)
    return replace(notice, championship_id=held.id, skill_id=data.skill_id)


def of_each(notice: Notice, data: RegistrationFacts) -> tuple[Notice, ...]:
    """Of a team's entry, for those of the team whom the event names: who has left hears of it as well."""
    named = each_once(data.members, data.mentor_id)
    return tuple(replace(notice, about_id=one, team_id=data.subject_id) for one in named) or (notice,)


def of_mentor(event: Event[Any], data: MentorNamed, held: ToldChampionship) -> Notice:
    """To who is named, and nobody beside: they say whether they are the team's mentor."""
    entry, who = of_entry(event, data, held, TemplateId.MENTOR_NAMED), data.mentor_id or data.subject_id
    link = Link("mentoring", data.asking_id)
    return replace(entry, about_id=who, reader_id=who, team_id=data.subject_id, link=link)


def of_jury(
    event: Event[Any], data: JuryFacts, held: ToldChampionship, template: TemplateId, link: Link | None = None
) -> Notice:
    """To the expert, and nobody beside."""
    details, who = {"role": JURY_ROLES[data.role]}, data.subject_id
    path = f"/skills/{data.skill_id}/duty"
    notice = Notice(event.id, who, template, details, path, event.time, held.organisation, reader_id=who, link=link)
    return replace(notice, championship_id=held.id, skill_id=data.skill_id)


def of_unsigned(event: Event[Any], data: JuryUnsigned, held: ToldChampionship) -> Notice:
    """As `of_jury`, to where signatures stand: no competitor is named, a letter goes through many hands."""
    part = data.sub_criterion
    why = {"part": Wording(part, part)} if part else {"starters": Wording("да", "yes")}
    notice = of_jury(event, data, held, TemplateId.JURY_UNSIGNED)
    return replace(notice, details={**notice.details, **why}, path=f"/skills/{data.skill_id}/sign-off")


def of_giver(
    event: Event[Any], data: GiverFacts, held: ToldChampionship, template: TemplateId, due_at: datetime | None
) -> Notice:
    """To the one who is to answer, and nobody beside."""
    details = {"due": moment_in_words(held, due_at)} if due_at else NOTHING_MORE
    return Notice(
        event.id,
        data.subject_id,
        template,
        details,
        f"/championships/{held.id}",
        event.time,
        held.organisation,
        reader_id=data.giver_id,
        link=Link("consent", data.consents_id),
        championship_id=held.id,
    )


def of_result(event: Event[ResultPublished], held: ToldChampionship, subject_id: UUID) -> Notice:
    """A team's result is told to each of its people once a revision, whether events name them, the team, or both."""
    path = f"/championships/{held.id}/scoreboard"
    is_official = event.data.status is ResultStatus.OFFICIAL
    template = TemplateId.RESULT_PUBLISHED if is_official else TemplateId.RESULT_UNOFFICIAL
    notice = Notice(event.id, subject_id, template, NOTHING_MORE, path, event.time, held.organisation)
    team_id = event.data.team_id
    once = derive("result", team_id, event.data.skill_id, str(event.data.revision)) if team_id else None
    return replace(notice, championship_id=held.id, skill_id=event.data.skill_id, team_id=team_id, once=once)


OUTSIDE: Final = {
    TemplateId.CERTIFICATE_ISSUED: TemplateId.ACHIEVEMENT_ISSUED,
    TemplateId.CERTIFICATE_REVOKED: TemplateId.ACHIEVEMENT_REVOKED,
    TemplateId.CERTIFICATE_SUSPENDED: TemplateId.ACHIEVEMENT_SUSPENDED,
    TemplateId.CERTIFICATE_REINSTATED: TemplateId.ACHIEVEMENT_REINSTATED,
}
"""What is written where it was not earned in a skill."""


def of_certificate(
    event: Event[CertificateIssued]
    | Event[CertificateRevoked]
    | Event[CertificateSuspended]
    | Event[CertificateReinstated],
    template: TemplateId,
    more: Mapping[str, Wording] = NOTHING_MORE,
) -> Notice:
    """Of a skill it says what that and its championship are called; of anything else, who issued it."""
    data = event.data
    details = {
        "title": wording(data.title),
        "number": Wording(data.registration_number, data.registration_number),
        **more,
    }
    is_of_skill = data.championship_id is not None and data.skill_id is not None
    if not is_of_skill:
        template = OUTSIDE[template]
        details = {"issuer": wording(data.issuer or data.title), **details}
    path = f"/certificates/{data.certificate_id}"
    notice = Notice(event.id, data.subject_id, template, details, path, event.time, data.organisation)
    return replace(
        notice,
        championship_id=data.championship_id,
        skill_id=data.skill_id,
        special_category=data.special_category,
    )


def instead_of(issued: CertificateIssued) -> Mapping[str, Wording]:
    """The number of the certificate whose place it takes."""
    older = issued.replaces
    if older is None:
        return NOTHING_MORE
    number = Wording(older.registration_number, older.registration_number)
    return {"lost" if older.is_lost else "older": number}


def standing(
    app: App, since: datetime, issuer: Text | None, *, is_reason_public: bool = False
) -> Mapping[str, Wording]:
    """Since when, whom to ask, and whether everybody may read why on the certificate's page."""
    said = {"day": Wording(*(Formats(language, app.settings.zone).day(since) for language in LANGUAGES))}
    if issuer:
        said["issuer"] = wording(issuer)
    if is_reason_public:
        said["public"] = Wording("да", "yes")
    return said


def wording(text: Text) -> Wording:
    return Wording(text.ru, text.en)


def moment_in_words(held: ToldChampionship, at: datetime) -> Wording:
    """By the clocks of where it takes place."""
    return Wording(*(Formats(language, ZoneInfo(held.time_zone)).moment(at) for language in LANGUAGES))
