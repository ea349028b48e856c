"""Events come in by a real Kafka, and become messages and letters."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from uuid import uuid4

import pytest
from tests.notifications.outcome import mails, told
from tests.notifications.people import (
    DAY,
    changed,
    happened,
    issued,
    registered,
    reinstated,
    result,
    revoked,
    suspended,
)
from tests.waiting import until

from localstack.mail.smtp import MailSink
from notifications.domain.deliveries import Reason, State
from notifications.domain.preferences import Channel
from notifications.wiring import App
from shared.contracts import Payload
from shared.contracts.competitions import (
    HowHeld,
    PersonChanged,
    RegistrationAnswered,
    RegistrationEnd,
    RegistrationEnded,
    RegistrationEntered,
    RegistrationPromoted,
    RegistrationQueued,
    RegistrationRegrouped,
    RegistrationShortened,
)
from shared.events import to_record, tombstone
from shared.messaging.kafka import Producer


@pytest.mark.usefixtures("consuming")
async def test_each_event_reaches_the_person_in_the_inbox_and_by_letter(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    who = changed()
    events = [registered(who.subject_id), result(who.subject_id), issued(who.subject_id), revoked(who.subject_id)]
    await producer.send([to_record(happened(data)) for data in (who, *events)])
    found = await told(app, 8)
    assert len(found) == 8
    assert {one.state for one in found} == {State.SENT}
    assert {one.event_id for one in found} == {happened(data).id for data in events}
    assert {one.organisation for one in found} == {"region-47"}
    letters = await until(lambda: mails(mail_sink, 4))
    assert len(letters) == 4
    assert all("primer@example.org" in letter["To"] for letter in letters)


@pytest.mark.usefixtures("consuming")
async def test_each_step_of_an_entry_is_told_with_the_place_and_without_a_reason(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    who = changed(language="en")
    facts = {**registered(who.subject_id).model_dump()}
    steps: list[Payload] = [
        RegistrationEntered(**facts),
        RegistrationQueued(**facts, place=17),
        RegistrationAnswered(**facts),
        RegistrationShortened(**facts),
        RegistrationRegrouped(**facts, how=HowHeld.NOT_HELD),
        RegistrationPromoted(**facts, decline_until=datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        *(
            RegistrationEnded(**{**facts, "registration_id": uuid4()}, how=how)
            for how in RegistrationEnd
            if how is not RegistrationEnd.CANCELLED  # of which everybody hears once, by the championship's own event
        ),
    ]
    await producer.send([to_record(happened(data)) for data in (who, *steps)])
    found = await told(app, 2 * len(steps))
    assert {one.template for one in found} == {
        "registration_entered",
        "registration_queued",
        "registration_promoted",
        "registration_answered",
        "registration_rejected",
        "registration_withdrawn",
        "registration_replaced",
        "registration_lapsed",
        "registration_left",
        "registration_shortened",
        "registration_regrouped",
    }
    entries = f"/championships/{facts['championship_id']}/entries"
    assert {one.path for one in found} == {f"{entries}/{step.key}" for step in steps}
    letters = await until(lambda: mails(mail_sink, 1))  # as many as there were polls: what waits goes in one
    said = "".join(_text(letter) for letter in letters)
    assert "place 17" in said
    assert ("so it is not held" in said, "demonstration" in said) == (True, False)
    assert "The place can be declined until 24 November 2026, 12:30 (UTC+3)." in said


@pytest.mark.usefixtures("consuming")
async def test_who_holds_a_certificate_hears_where_it_stands_why_it_is_out_of_force_whom_to_ask_and_when_it_is_valid_again(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    guardian = changed(given_name="Опекун", email="opekun@example.org")
    child = changed(birth_date=date(2011, 1, 1), guardians=(guardian.subject_id,))
    events: list[Payload] = [
        suspended(child.subject_id, is_reason_public=True),
        reinstated(child.subject_id),
        revoked(child.subject_id),
    ]
    await producer.send([to_record(happened(data)) for data in (guardian, child, *events)])
    found = await told(app, 12)
    assert {(one.recipient_id, one.state) for one in found} == {
        (child.subject_id, State.SENT),
        (guardian.subject_id, State.SENT),
    }
    letters = await until(lambda: mails(mail_sink, 6))
    said = {letter["Subject"]: _text(letter) for letter in letters if "primer@" in letter["To"]}
    assert set(said) == {
        "Действие сертификата приостановлено: Золотая медаль",
        "Сертификат снова действует: Золотая медаль",
        "Сертификат отозван: Золотая медаль",
    }
    for text in said.values():
        assert "Дата: 22 ноября 2026." in text
        assert "обращайтесь в организацию, которая его выдала: Пробный центр." in text
    assert "Причина указана на странице сертификата." in said["Действие сертификата приостановлено: Золотая медаль"]
    assert "Чтобы прочитать причину, войдите" in said["Сертификат отозван: Золотая медаль"]


def _text(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@pytest.mark.usefixtures("consuming")
async def test_repeated_events_make_one_delivery_for_each_recipient_and_channel(app: App, producer: Producer) -> None:
    who = changed()
    event = to_record(happened(result(who.subject_id)))
    await producer.send([to_record(happened(who)), *[event] * 5])
    await producer.send([to_record(happened(last := issued(who.subject_id)))])
    await until(lambda: app.deliveries.find_many({"event_id": happened(last).id}))
    assert len(await told(app, 4)) == 4


@pytest.mark.usefixtures("consuming")
async def test_a_result_before_its_person_and_guardian_waits_for_both(app: App, producer: Producer) -> None:
    guardian = changed(given_name="Опекун")
    child = changed(birth_date=date(2011, 5, 5), guardians=(guardian.subject_id,))
    await producer.send([to_record(happened(result(child.subject_id)))])
    await until(lambda: app.database["parked"].count_documents({}))
    await producer.send([to_record(happened(child))])
    await until(lambda: app.database["parked"].count_documents({"missing": f"person:{guardian.subject_id}"}))
    assert await app.deliveries.find_many({}) == []
    await producer.send([to_record(happened(guardian))])
    found = await told(app, 4)
    assert {one.recipient_id for one in found} == {child.subject_id, guardian.subject_id}
    assert {one.channel for one in found} == set(Channel)
    assert await app.database["parked"].count_documents({}) == 0


@pytest.mark.usefixtures("consuming")
async def test_a_child_under_14_is_not_told_but_the_guardian_is_and_reads_the_name(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    guardian = changed(given_name="Опекун", email="opekun@example.org")
    child = changed(family_name="Детский", birth_date=date(2012, 11, 23), guardians=(guardian.subject_id,))
    await producer.send([to_record(happened(data)) for data in (guardian, child, issued(child.subject_id))])
    found = await told(app, 2)
    assert {one.recipient_id for one in found} == {guardian.subject_id}
    (letter,) = await until(lambda: mails(mail_sink, 1))
    assert "opekun@example.org" in letter["To"]
    text = letter.get_body(("plain",))
    assert text is not None
    assert "Детский Пример Тестович" in text.get_content()


@pytest.mark.usefixtures("consuming")
async def test_each_member_of_a_team_hears_and_a_guardian_of_two_hears_of_both(app: App, producer: Producer) -> None:
    guardian = changed()
    wards = [changed(birth_date=date(2014, 1, 1), guardians=(guardian.subject_id,)) for _ in range(2)]
    team = result(*(ward.subject_id for ward in wards))
    await producer.send([to_record(happened(data)) for data in (guardian, *wards, team)])
    found = await told(app, 4)
    assert {(one.about_id, one.channel) for one in found} == {(w.subject_id, c) for w in wards for c in Channel}


@pytest.mark.usefixtures("consuming")
async def test_the_newest_version_of_a_person_wins(app: App, producer: Producer) -> None:
    who = uuid4()
    versions = [changed(subject_id=who, version=version, given_name=f"Имя{version}") for version in (3, 1, 4, 2)]
    await producer.send([to_record(happened(data)) for data in versions])

    async def newest() -> bool:
        found = await app.recipients.find(who)
        return found is not None and found.person_version == 4

    await until(newest)
    await producer.send([to_record(happened(changed(subject_id=(after := uuid4()))))])
    await until(lambda: app.recipients.find(after))
    assert (await app.recipients.get(who)).given_name == "Имя4"


@pytest.mark.usefixtures("consuming")
async def test_letters_about_an_alias_go_once_to_the_record_that_stays(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    staying = changed(email="new@example.org", account="snow")
    going = changed(email="old@example.org")
    told_before = to_record(happened(result(going.subject_id)))
    await producer.send([to_record(happened(data)) for data in (staying, going)])
    await producer.send([told_before])
    assert {one.recipient_id for one in await told(app, 2)} == {going.subject_id}
    merged = changed(subject_id=going.subject_id, version=2, email="old@example.org", merged_into=staying.subject_id)
    await producer.send([to_record(happened(merged))])

    async def is_merged() -> bool:
        return (await app.recipients.get(going.subject_id)).merged_into == staying.subject_id

    await until(is_merged)
    issued_later = issued(going.subject_id)
    await producer.send([told_before, told_before, to_record(happened(issued_later))])
    found = await told(app, 4)
    later = [one for one in found if one.event_id == happened(issued_later).id]
    assert {(one.recipient_id, one.about_id) for one in later} == {(staying.subject_id, staying.subject_id)}
    letters = await until(lambda: mails(mail_sink, 2))
    assert any("new@example.org" in str(letter["To"]) for letter in letters)
    assert {one.id for one in await app.recipients.with_account("snow")} == {staying.subject_id, going.subject_id}


@pytest.mark.usefixtures("consuming")
async def test_a_tombstone_erases_the_person_and_what_deliveries_say(app: App, producer: Producer) -> None:
    who = changed(account="kto-to")
    await producer.send([to_record(happened(data)) for data in (who, result(who.subject_id))])
    await told(app, 2)
    await producer.send(
        [to_record(tombstone(PersonChanged, who.subject_id, id=uuid4(), at=DAY)), to_record(happened(who))]
    )

    async def erased() -> bool:
        return (await app.recipients.get(who.subject_id)).erased

    await until(erased)

    async def both() -> bool:
        return len(await app.deliveries.find_many({"erased": True})) == 2

    await until(both)
    kept = [await app.database[name].find().to_list() for name in ("recipients", "deliveries", "preferences")]
    assert [len(documents) for documents in kept] == [1, 2, 0]
    assert not any(word in str(kept) for word in ("Образцов", "example.org", "kto-to", "2000-01-01", "чемпионат"))


@pytest.mark.usefixtures("consuming")
async def test_a_child_without_a_guardian_is_not_told_and_the_organiser_can_see_it(
    app: App, producer: Producer
) -> None:
    child = changed(birth_date=date(2015, 1, 1))
    await producer.send([to_record(happened(data)) for data in (child, result(child.subject_id))])
    found = await told(app, 2)
    assert {(one.recipient_id, one.state, one.reason) for one in found} == {
        (child.subject_id, State.SUPPRESSED, Reason.NO_GUARDIAN)
    }
