from datetime import timedelta
from uuid import uuid4

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from tests.shared.things import AT, announced, issued, person

from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.errors import EventTooLarge
from shared.events import (
    LARGEST,
    Event,
    TombstoneRecord,
    Unreadable,
    event,
    from_document,
    from_record,
    to_document,
    to_record,
    tombstone,
)


def test_an_event_comes_back_from_its_record_as_it_was() -> None:
    sent = issued(uuid4())
    record = to_record(sent)
    assert from_record(CertificateIssued, record.value, record.headers) == sent


def test_the_waiting_form_is_the_record_itself() -> None:
    sent = issued(uuid4())
    assert from_document(to_document(sent)) == to_record(sent)


def test_the_cloudevents_sdk_reads_our_record() -> None:
    sent = issued(uuid4())
    record = to_record(sent)
    read = from_binary_event(KafkaMessage(dict(record.headers), record.key, record.value))
    assert read.get_id() == str(sent.id)
    assert read.get_type() == "certificates.certificate.issued.v1"
    assert read.get_source() == "/certificates"
    assert read.get_subject() == str(sent.data.certificate_id)
    assert read.get_time() == AT
    assert read.get_specversion() == "1.0"
    assert CertificateIssued.model_validate(read.get_data()) == sent.data


def test_a_tombstone_has_no_value_and_keeps_its_key() -> None:
    subject = uuid4()
    sent = tombstone(PersonChanged, subject, id=uuid4(), at=AT)
    assert to_record(sent) == TombstoneRecord("competitions.person", str(subject).encode(), ())
    assert from_document(to_document(sent)) == to_record(sent)


@pytest.mark.parametrize("gone", ["topic", "key", "value", "headers"])
def test_what_lacks_its_value_is_no_tombstone(gone: str) -> None:
    waiting = to_document(issued(uuid4()))
    del waiting[gone]
    with pytest.raises(Unreadable):
        from_document(waiting)


def test_what_kafka_would_refuse_is_refused_when_it_is_written() -> None:
    with pytest.raises(EventTooLarge) as refused:
        to_document(event(announced(skills=8_000), id=uuid4(), at=AT))
    assert refused.value.size > refused.value.most == LARGEST
    assert to_document(event(announced(skills=300), id=uuid4(), at=AT))["value"]


def test_what_cannot_be_read_is_told_without_its_values() -> None:
    record = to_record(person(uuid4()))
    broken = record.value.replace(b'"version":1', b'"version":"test@example.test"')
    assert broken != record.value
    with pytest.raises(Unreadable) as refused:
        from_record(PersonChanged, broken, record.headers)
    assert "version" in str(refused.value)
    assert "test@example.test" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("name", ["ce_id", "ce_time"])
def test_an_attribute_that_misses_makes_it_unreadable(name: str) -> None:
    record = to_record(issued(uuid4()))
    with pytest.raises(Unreadable):
        from_record(CertificateIssued, record.value, [pair for pair in record.headers if pair[0] != name])


def test_a_time_keeps_its_moment_across_zones() -> None:
    sent = issued(uuid4())
    later = Event(sent.id, (sent.time + timedelta(milliseconds=7)), sent.data)
    record = to_record(later)
    assert dict(record.headers)["ce_time"].endswith(b"Z")
    assert from_record(CertificateIssued, record.value, record.headers).time == later.time
