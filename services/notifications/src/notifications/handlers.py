"""What we hear, and what it makes us do. Ids are derived, so a repeated event changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from notifications import date_handlers
from notifications.commands.people import erase_person, record_person
from notifications.domain.deliveries import Link, Wording
from notifications.domain.notices import Notice
from notifications.domain.recipients import Language, Recipient
from notifications.domain.teams import Team
from notifications.domain.templates import TemplateId
from notifications.notices_of_events import (
    NOTHING_MORE,
    moment_in_words,
    of_certificate,
    of_each,
    of_entry,
    of_giver,
    of_jury,
    of_result,
    standing,
)
from notifications.telling import person_key, subscriptions, tell, told_of
from notifications.wiring import App
from shared.contracts.certificates import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CertificateSuspended,
)
from shared.contracts.competitions import (
    ConsentAsked,
    ConsentReminded,
    DutyOffered,
    JuryDismissed,
    JuryInvited,
    OrganisationDescribed,
    PersonChanged,
    PersonInvited,
    RegistrationAnswered,
    RegistrationConfirmed,
    RegistrationEnd,
    RegistrationEnded,
    RegistrationEntered,
    RegistrationPromoted,
    RegistrationQueued,
    RegistrationShortened,
    ResultPublished,
    TeamChanged,
)
from shared.events import Event
from shared.messaging.told_duties import listen
from shared.messaging.told_titles import listen_to_titles
from shared.mongo.told_titles import ToldChampionship

__all__ = ["date_handlers", "subscriptions"]
OF_END: Final = {
    RegistrationEnd.REJECTED: TemplateId.REGISTRATION_REJECTED,
    RegistrationEnd.WITHDRAWN: TemplateId.REGISTRATION_WITHDRAWN,
    RegistrationEnd.REPLACED: TemplateId.REGISTRATION_REPLACED,
    RegistrationEnd.LEFT: TemplateId.REGISTRATION_LEFT,
    RegistrationEnd.LAPSED: TemplateId.REGISTRATION_LAPSED,
}
DUTIES: Final = {
    "organiser": Wording("организатор", "organiser"),
    "officer": Wording("сотрудник по сертификатам", "officer for certificates"),
    "coordinator": Wording("координатор", "coordinator"),
    "school": Wording("координатор школы", "coordinator of a school"),
    "reader": Wording("чтение сканов согласий", "reader of consents"),
    "needs_reader": Wording("чтение необходимых условий участия", "reader of needs"),
}
listen(subscriptions)
listen_to_titles(subscriptions)


@subscriptions.on(PersonChanged, provides=lambda event: person_key(event.data.subject_id))
async def record(event: Event[PersonChanged], app: App) -> None:
    person = event.data
    await record_person(
        app,
        Recipient(
            id=person.subject_id,
            person_version=person.version,
            family_name=person.family_name,
            given_name=person.given_name,
            patronymic=person.patronymic,
            birth_date=person.birth_date,
            language=Language(person.language),
            time_zone=person.time_zone,
            age_zone=person.age_zone,
            email=person.email,
            account=person.account,
            guardians=person.guardians,
            merged_into=person.merged_into,
        ),
    )


@subscriptions.on(TeamChanged, provides=lambda event: person_key(event.data.subject_id))
async def record_team(event: Event[TeamChanged], app: App) -> None:
    told = event.data
    team = Team(told.name, told.members, told.mentor_id)
    await record_person(app, Recipient(told.subject_id, person_version=told.version, team=team))


@subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: person_key(subject_id))  # noqa: PLW0108 - defined below
async def forget(subject_id: UUID, app: App) -> None:
    await erase_person(app, subject_id)


@subscriptions.on(OrganisationDescribed)
async def call_it_so(event: Event[OrganisationDescribed], app: App) -> None:
    await app.organisations.record(event.data)


@subscriptions.on(RegistrationEntered)
async def tell_of_entry(event: Event[RegistrationEntered], app: App) -> None:
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_ENTERED)


@subscriptions.on(RegistrationQueued)
async def tell_of_waiting_list(event: Event[RegistrationQueued], app: App) -> None:
    place = str(event.data.place)
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_QUEUED, {"place": Wording(place, place)})


@subscriptions.on(RegistrationPromoted)
async def tell_of_place(event: Event[RegistrationPromoted], app: App) -> None:
    held, until = await _held(app, event), event.data.decline_until
    more = {"until": moment_in_words(held, until)} if until else NOTHING_MORE
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_PROMOTED, more)


@subscriptions.on(RegistrationConfirmed)
async def tell_of_registration(event: Event[RegistrationConfirmed], app: App) -> None:
    code = event.data.code
    more = {"code": Wording(code, code)} if code else NOTHING_MORE
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_CONFIRMED, more)


@subscriptions.on(RegistrationAnswered)
async def tell_of_answer(event: Event[RegistrationAnswered], app: App) -> None:
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_ANSWERED)


@subscriptions.on(RegistrationShortened)
async def tell_of_gap(event: Event[RegistrationShortened], app: App) -> None:
    await _tell_of_entry(app, event, TemplateId.REGISTRATION_SHORTENED)


@subscriptions.on(RegistrationEnded)
async def tell_of_end(event: Event[RegistrationEnded], app: App) -> None:
    if event.data.how is RegistrationEnd.CANCELLED:
        return  # everybody hears of the championship, once
    await _tell_of_entry(app, event, OF_END[event.data.how])


async def _tell_of_entry(
    app: App, event: Event[Any], template: TemplateId, more: Mapping[str, Wording] = NOTHING_MORE
) -> None:
    notice = of_entry(event, event.data, await _held(app, event), template, more)
    await tell(app, *of_each(notice, event.data))


@subscriptions.on(ConsentAsked)
async def tell_who_is_asked(event: Event[ConsentAsked], app: App) -> None:
    await tell(
        app,
        of_giver(
            event,
            event.data,
            await told_of(app, event.data.championship_id),
            TemplateId.CONSENT_ASKED,
            event.data.due_at,
        ),
    )


@subscriptions.on(ConsentReminded)
async def tell_who_has_not_answered(event: Event[ConsentReminded], app: App) -> None:
    await tell(
        app,
        of_giver(
            event,
            event.data,
            await told_of(app, event.data.championship_id),
            TemplateId.CONSENT_MISSING,
            event.data.due_at,
        ),
    )


@subscriptions.on(PersonInvited)
async def tell_who_is_invited(event: Event[PersonInvited], app: App) -> None:
    named = {"organisation": await app.organisations.called(event.data.organisation)}
    await tell(app, _invitation(event, TemplateId.PERSON_INVITED, named))


@subscriptions.on(DutyOffered)
async def tell_who_is_offered_a_duty(event: Event[DutyOffered], app: App) -> None:
    data = event.data
    details = {"duty": DUTIES.get(data.role, Wording(data.role, data.role))}
    if data.championship_id:
        await told_of(app, data.championship_id)
    else:
        details["place"] = await app.organisations.called(data.organisation)
    notice = _invitation(event, TemplateId.DUTY_OFFERED, details)
    await tell(app, replace(notice, championship_id=data.championship_id))


def _invitation(
    event: Event[PersonInvited] | Event[DutyOffered], template: TemplateId, details: Mapping[str, Wording]
) -> Notice:
    """To the person alone, whoever their guardians are."""
    who, link = event.data.subject_id, Link("invitation", event.data.invitation_id)
    organisation = event.data.organisation
    return Notice(event.id, who, template, details, "/", event.time, organisation, reader_id=who, link=link)


@subscriptions.on(JuryInvited)
async def tell_who_is_to_judge(event: Event[JuryInvited], app: App) -> None:
    link = Link("judging", event.data.invitation_id)
    await tell(app, of_jury(event, event.data, await _held(app, event), TemplateId.JURY_INVITED, link))


@subscriptions.on(JuryDismissed)
async def tell_who_judges_no_more(event: Event[JuryDismissed], app: App) -> None:
    """Why stands on the page of the duty: a letter goes through many hands."""
    await tell(app, of_jury(event, event.data, await _held(app, event), TemplateId.JURY_DISMISSED))


@subscriptions.on(ResultPublished)
async def tell_of_result(event: Event[ResultPublished], app: App) -> None:
    """Once, however many awards were earned; of a team each of its people, whoever of them earned something."""
    held, data = await _held(app, event), event.data
    subjects = [*(award.subject_id for award in data.awards), *([data.team_id] if data.team_id else [])]
    await tell(app, *(of_result(event, held, one) for one in dict.fromkeys(subjects)))


@subscriptions.on(CertificateIssued)
async def tell_of_certificate(event: Event[CertificateIssued], app: App) -> None:
    await _held(app, event)
    notice = of_certificate(event, TemplateId.CERTIFICATE_ISSUED)
    await tell(app, replace(notice, with_team=event.data.team_id is not None))


@subscriptions.on(CertificateRevoked)
async def tell_of_revocation(event: Event[CertificateRevoked], app: App) -> None:
    data = event.data
    why = standing(app, data.revoked_at, data.issuer, is_reason_public=data.is_reason_public)
    await _held(app, event)
    await tell(app, of_certificate(event, TemplateId.CERTIFICATE_REVOKED, why))


@subscriptions.on(CertificateSuspended)
async def tell_of_suspension(event: Event[CertificateSuspended], app: App) -> None:
    data = event.data
    why = standing(app, data.suspended_at, data.issuer, is_reason_public=data.is_reason_public)
    await _held(app, event)
    await tell(app, of_certificate(event, TemplateId.CERTIFICATE_SUSPENDED, why))


@subscriptions.on(CertificateReinstated)
async def tell_of_reinstatement(event: Event[CertificateReinstated], app: App) -> None:
    since = standing(app, event.data.reinstated_at, event.data.issuer)
    await _held(app, event)
    await tell(app, of_certificate(event, TemplateId.CERTIFICATE_REINSTATED, since))


async def _held(app: App, event: Event[Any]) -> ToldChampionship:
    """Of an event that names both by their ids."""
    return await told_of(app, event.data.championship_id, event.data.skill_id)
