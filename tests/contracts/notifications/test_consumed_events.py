"""The events that notifications listens to, as they once were on the topics. A sample is never changed: old events stay.

A new version of an event gets a new sample beside the old one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from notifications.handlers import subscriptions
from shared.events import Event, from_record

SAMPLES = {path.stem: json.loads(path.read_text()) for path in sorted(Path(__file__).parent.glob("*.json"))}


def parsed(sample: dict[str, Any], **more: object) -> Event[Any]:
    headers = tuple((name, value.encode()) for name, value in sample["headers"].items())
    kind = subscriptions.by_type[sample["headers"]["ce_type"]].kind
    return from_record(kind, json.dumps({**sample["data"], **more}).encode(), headers)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_old_event_is_still_understood(name: str) -> None:
    sample = SAMPLES[name]
    event = parsed(sample)
    assert str(event.id) == sample["headers"]["ce_id"]
    assert str(event.data.key) == sample["key"]
    written = json.loads(event.data.model_dump_json())
    assert {field: written[field] for field in sample["data"]} == sample["data"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_field_that_a_producer_adds_disturbs_nobody(name: str) -> None:
    assert parsed(SAMPLES[name], added_later={"by": "the producer"}).data == parsed(SAMPLES[name]).data


def test_every_event_that_is_listened_to_has_a_sample() -> None:
    assert {sample["headers"]["ce_type"] for sample in SAMPLES.values()} == set(subscriptions.by_type)


def test_what_the_handlers_need_is_in_the_samples() -> None:
    person = parsed(SAMPLES["person-changed"]).data
    assert (person.given_name, person.email, person.account, person.language) == (
        "Пример", "primer@example.org", "primer", "ru",
    )  # fmt: skip
    assert len(person.guardians) == 1
    result = parsed(SAMPLES["result-published"]).data
    assert [earned.award.code for earned in result.awards] == ["gold", "participation"]
    certificate = parsed(SAMPLES["certificate-issued"]).data
    skill = parsed(SAMPLES["skill-described"]).data.skill
    assert (certificate.title.ru, certificate.skill_id, skill.name.en) == ("Золотая медаль", skill.id, "Trial trade")
    assert parsed(SAMPLES["certificate-revoked"]).data.certificate_id == certificate.certificate_id
    for name, since in (("suspended", 23), ("reinstated", 24), ("revoked-in-public", 25)):
        event = parsed(SAMPLES[f"certificate-{name}"])
        assert (event.data.issuer.en, event.data.subject_id) == ("Trial centre", certificate.subject_id)
        assert event.time.day == since
    assert parsed(SAMPLES["certificate-suspended"]).data.is_reason_public
    championship = parsed(SAMPLES["championship-described"]).data.championship
    assert championship.name.en == "Trial championship"
    assert parsed(SAMPLES["registration-confirmed"]).data.championship_id == championship.id
    assert parsed(SAMPLES["audience-named"]).data.news_id == parsed(SAMPLES["championship-cancelled"]).id
