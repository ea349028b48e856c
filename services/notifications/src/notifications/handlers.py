"""What we hear, and what it makes us do. Ids are derived, so a repeated event changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from notifications import asking_handlers, date_handlers, group_handlers
from notifications.commands.people import erase_person, record_people
from notifications.domain.deliveries import Link, Wording
from notifications.domain.notices import Notice
from notifications.domain.recipients import Language, Recipient
from notifications.domain.teams import Team
from notifications.domain.templates import TemplateId
from notifications.notices_of_events import (
    NOTHING_MORE,
    instead_of,
    moment_in_words,
    of_certificate,
    of_each,
    of_entry,
    of_giver,
    of_result,
    standing,
)
from notifications.telling import Titles, person_key, subscriptions, tell, tell_of_each, told_of
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
from shared.messaging.subscriptions import Missed
from shared.messaging.told_duties import listen
from shared.messaging.told_titles import listen_to_titles
from shared.mongo.told_titles import ToldChampionship

__all__ = ["asking_handlers", "date_handlers", "group_handlers", "subscriptions"]
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


@subscriptions.on_many(PersonChanged, provides=lambda event: person_key(event.data.subject_id))
async def record(events: Sequence[Event[PersonChanged]], app: App) -> Missed:
    await record_people(app, [_recipient(event.data) for event in events])
    return {}


@subscriptions.on_many(TeamChanged, provides=lambda event: person_key(event.data.subject_id))
async def record_teams(events: Sequence[Event[TeamChanged]], app: App) -> Missed:
    told = [event.data for event in events]
    teams = [(one, Team(one.name, one.members, one.mentor_id)) for one in told]
    await record_people(app, [Recipient(one.subject_id, person_version=one.version, team=team) for one, team in teams])
    return {}


@subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: person_key(subject_id))  # noqa: PLW0108 - defined below
async def forget(subject_id: UUID, app: App) -> None:
    await erase_person(app, subject_id)


@subscriptions.on(OrganisationDescribed)
async def call_it_so(event: Event[OrganisationDescribed], app: App) -> None:
    await app.organisations.record(event.data)


@subscriptions.on_many(RegistrationEntered)
async def tell_of_entries(events: Sequence[Event[RegistrationEntered]], app: App) -> Missed:
    return await tell_of_each(app, events, partial(_of_entry, TemplateId.REGISTRATION_ENTERED))


@subscriptions.on_many(RegistrationQueued)
async def tell_of_waiting_list(events: Sequence[Event[RegistrationQueued]], app: App) -> Missed:
    def made(event: Event[RegistrationQueued], titles: Titles) -> Iterable[Notice]:
        place = str(event.data.place)
        return _of_entry(TemplateId.REGISTRATION_QUEUED, event, titles, {"place": Wording(place, place)})

    return await tell_of_each(app, events, made)


@subscriptions.on_many(RegistrationPromoted)
async def tell_of_places(events: Sequence[Event[RegistrationPromoted]], app: App) -> Missed:
    def made(event: Event[RegistrationPromoted], titles: Titles) -> Iterable[Notice]:
        held, until = _held(titles, event), event.data.decline_until
        more = {"until": moment_in_words(held, until)} if until else NOTHING_MORE
        return _of_entry(TemplateId.REGISTRATION_PROMOTED, event, titles, more)

    return await tell_of_each(app, events, made)


@subscriptions.on_many(RegistrationConfirmed)
async def tell_of_registrations(events: Sequence[Event[RegistrationConfirmed]], app: App) -> Missed:
    def made(event: Event[RegistrationConfirmed], titles: Titles) -> Iterable[Notice]:
        code = event.data.code
        more = {"code": Wording(code, code)} if code else NOTHING_MORE
        return _of_entry(TemplateId.REGISTRATION_CONFIRMED, event, titles, more)

    return await tell_of_each(app, events, made)


@subscriptions.on_many(RegistrationAnswered)
async def tell_of_answers(events: Sequence[Event[RegistrationAnswered]], app: App) -> Missed:
    return await tell_of_each(app, events, partial(_of_entry, TemplateId.REGISTRATION_ANSWERED))


@subscriptions.on_many(RegistrationShortened)
async def tell_of_gaps(events: Sequence[Event[RegistrationShortened]], app: App) -> Missed:
    return await tell_of_each(app, events, partial(_of_entry, TemplateId.REGISTRATION_SHORTENED))


@subscriptions.on_many(RegistrationEnded)
async def tell_of_ends(events: Sequence[Event[RegistrationEnded]], app: App) -> Missed:
    def made(event: Event[RegistrationEnded], titles: Titles) -> Iterable[Notice]:
        return _of_entry(OF_END[event.data.how], event, titles)

    # Of a championship that is cancelled everybody hears once.
    heard = [one for one in events if one.data.how is not RegistrationEnd.CANCELLED]
    return await tell_of_each(app, heard, made)


def _of_entry(
    template: TemplateId, event: Event[Any], titles: Titles, more: Mapping[str, Wording] = NOTHING_MORE
) -> Iterable[Notice]:
    return of_each(of_entry(event, event.data, _held(titles, event), template, more), event.data)


@subscriptions.on_many(ConsentAsked)
async def tell_who_is_asked(events: Sequence[Event[ConsentAsked]], app: App) -> Missed:
    return await tell_of_each(app, events, partial(_to_giver, TemplateId.CONSENT_ASKED))


@subscriptions.on_many(ConsentReminded)
async def tell_who_has_not_answered(events: Sequence[Event[ConsentReminded]], app: App) -> Missed:
    return await tell_of_each(app, events, partial(_to_giver, TemplateId.CONSENT_MISSING))


def _to_giver(template: TemplateId, event: Event[Any], titles: Titles) -> Iterable[Notice]:
    data = event.data
    return [of_giver(event, data, titles.held(data.championship_id), template, data.due_at)]


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


@subscriptions.on_many(ResultPublished)
async def tell_of_results(events: Sequence[Event[ResultPublished]], app: App) -> Missed:
    """Once, however many awards were earned; of a team each of its people, whoever of them earned something."""

    def made(event: Event[ResultPublished], titles: Titles) -> Iterable[Notice]:
        held, data = _held(titles, event), event.data
        subjects = [*(award.subject_id for award in data.awards), *([data.team_id] if data.team_id else [])]
        return [of_result(event, held, one) for one in dict.fromkeys(subjects)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(CertificateIssued)
async def tell_of_certificates(events: Sequence[Event[CertificateIssued]], app: App) -> Missed:
    def made(event: Event[CertificateIssued], titles: Titles) -> Iterable[Notice]:
        notice = _of_certificate(event, titles, TemplateId.CERTIFICATE_ISSUED, instead_of(event.data))
        return [replace(notice, with_team=event.data.team_id is not None)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(CertificateRevoked)
async def tell_of_revocations(events: Sequence[Event[CertificateRevoked]], app: App) -> Missed:
    def made(event: Event[CertificateRevoked], titles: Titles) -> Iterable[Notice]:
        data = event.data
        why = standing(app, data.revoked_at, data.issuer, is_reason_public=data.is_reason_public)
        return [_of_certificate(event, titles, TemplateId.CERTIFICATE_REVOKED, why)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(CertificateSuspended)
async def tell_of_suspensions(events: Sequence[Event[CertificateSuspended]], app: App) -> Missed:
    def made(event: Event[CertificateSuspended], titles: Titles) -> Iterable[Notice]:
        data = event.data
        why = standing(app, data.suspended_at, data.issuer, is_reason_public=data.is_reason_public)
        return [_of_certificate(event, titles, TemplateId.CERTIFICATE_SUSPENDED, why)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(CertificateReinstated)
async def tell_of_reinstatements(events: Sequence[Event[CertificateReinstated]], app: App) -> Missed:
    def made(event: Event[CertificateReinstated], titles: Titles) -> Iterable[Notice]:
        since = standing(app, event.data.reinstated_at, event.data.issuer)
        return [_of_certificate(event, titles, TemplateId.CERTIFICATE_REINSTATED, since)]

    return await tell_of_each(app, events, made)


def _of_certificate(
    event: Event[Any], titles: Titles, template: TemplateId, more: Mapping[str, Wording] = NOTHING_MORE
) -> Notice:
    """Raises Missing where nobody has told yet what the skill is called in which it was earned."""
    if event.data.championship_id and event.data.skill_id:
        _held(titles, event)
    return of_certificate(event, template, more)


def _held(titles: Titles, event: Event[Any]) -> ToldChampionship:
    """Of an event that names both by their ids. Raises Missing."""
    return titles.held(event.data.championship_id, event.data.skill_id)


def _recipient(person: PersonChanged) -> Recipient:
    return Recipient(
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
        invitation_id=person.invitation_id,
        guardians=person.guardians,
        merged_into=person.merged_into,
    )
