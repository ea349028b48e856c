"""A championship at other times, or not at all: each person hears once, with a file for the calendar."""

from email.message import EmailMessage
from uuid import UUID, uuid4

import pytest
from tests.notifications.outcome import mails, told
from tests.notifications.people import CHAMPIONSHIP, DAY, changed, happened, registered
from tests.waiting import until

from localstack.mail.smtp import MailSink
from notifications.domain.deliveries import State
from notifications.domain.preferences import Channel
from notifications.wiring import App
from shared.contracts import Payload, Text
from shared.contracts.competitions import (
    AudienceNamed,
    Calendar,
    CancellationCause,
    ChampionshipCancelled,
    ChampionshipRescheduled,
    RegistrationEnd,
    RegistrationEnded,
    ScheduleChange,
    ScheduleChangeKind,
)
from shared.events import Event, to_record
from shared.messaging.kafka import Producer

FILE = "BEGIN:VCALENDAR\r\nSUMMARY:Модуль\r\nEND:VCALENDAR\r\n"


def cancelled(*subjects: UUID, calendar: Calendar | None = None) -> list[Event[Payload]]:
    """Whom it concerns comes first: the order of two topics is nobody's."""
    data = ChampionshipCancelled(
        championship=CHAMPIONSHIP, cause=CancellationCause.VENUE, calendar=calendar, cancelled_at=DAY
    )
    return [_audience(happened(data), *subjects), happened(data)]


def _audience(news: Event[Payload], *subjects: UUID) -> Event[Payload]:
    return happened(AudienceNamed(news_id=news.id, championship_id=CHAMPIONSHIP.id, subjects=subjects))


def attached(letter: EmailMessage) -> list[EmailMessage]:
    return [part for part in letter.walk() if part.get_content_type() == "text/calendar"]


@pytest.mark.usefixtures("consuming")
async def test_who_is_not_known_yet_holds_up_nobody_and_hears_when_they_are(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    known, late = changed(), changed(email="late@example.org")
    events = cancelled(late.subject_id, known.subject_id, calendar=Calendar(ru=FILE, en=FILE))
    await producer.send([to_record(happened(known))])
    await producer.send([to_record(one) for one in events])
    assert {one.recipient_id for one in await told(app, 2)} == {known.subject_id}
    await producer.send([to_record(happened(late))])
    found = await told(app, 4)
    assert {one.recipient_id for one in found} == {known.subject_id, late.subject_id}
    assert {one.state for one in found} == {State.SENT}
    assert {one.path for one in found} == {f"/championships/{CHAMPIONSHIP.id}"}
    for letter in await until(lambda: mails(mail_sink, 2)):
        (part,) = attached(letter)
        assert part.get_param("method") == "PUBLISH"
        assert part.get_filename() == "schedule.ics"
        assert part.get_payload(decode=True) == FILE.encode()
        assert "Файл в этом письме" in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.usefixtures("consuming")
async def test_a_letter_without_a_file_has_none_and_the_single_entry_is_told_of_by_no_other(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    who = changed()
    facts = {**registered(who.subject_id).model_dump(), "registration_id": uuid4()}
    ended = RegistrationEnded(**facts, how=RegistrationEnd.CANCELLED)
    await producer.send([to_record(one) for one in (happened(who), happened(ended), *cancelled(who.subject_id))])
    found = await told(app, 2)
    assert {(one.template, one.channel) for one in found} == {
        ("championship_cancelled", channel) for channel in Channel
    }
    (letter,) = await until(lambda: mails(mail_sink, 1))
    assert attached(letter) == []
    assert "Файл" not in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.usefixtures("consuming")
@pytest.mark.parametrize("is_start_changed", [True, False])
async def test_changed_times_are_told_by_the_clocks_of_where_it_takes_place(
    app: App, producer: Producer, mail_sink: MailSink, is_start_changed: bool
) -> None:
    who = changed(language="en")
    moved = ScheduleChange(
        kind=ScheduleChangeKind.MOVED,
        name=Text(ru="Модуль А", en="Module A"),
        starts_at=DAY,
        ends_at=DAY,
        place="Room 1",
        began_at=DAY.replace(hour=4),
    )
    gone = moved.model_copy(update={"kind": ScheduleChangeKind.REMOVED, "name": Text(ru="Обед", en="Lunch")})
    data = ChampionshipRescheduled(
        championship=CHAMPIONSHIP.model_copy(update={"time_zone": "Asia/Yekaterinburg"}),
        changes=(moved, gone),
        is_start_changed=is_start_changed,
        calendar=Calendar(ru=FILE, en=FILE),
    )
    await producer.send(
        [to_record(one) for one in (happened(who), _audience(happened(data), who.subject_id), happened(data))]
    )
    found = await told(app, 2)
    assert {one.template for one in found} == {"start_changed" if is_start_changed else "schedule_changed"}
    assert {one.category.is_mandatory for one in found} == {is_start_changed}
    (letter,) = await until(lambda: mails(mail_sink, 1))
    body = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Module A: 22 November 2026, 14:30 (UTC+5), Room 1. Before: 22 November 2026, 09:30 (UTC+5)." in body
    assert "Does not take place: Lunch, 22 November 2026, 14:30 (UTC+5)." in body
    assert len(attached(letter)) == 1
