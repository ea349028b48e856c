"""The events that competitions listens to, as they once were on the topics. A sample is never changed: old events stay.

A new version of an event gets a new sample beside the old one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from competitions.handlers import subscriptions
from shared.events import Event, from_record

SAMPLES = {path.stem: json.loads(path.read_text()) for path in sorted(Path(__file__).parent.glob("*.json"))}


def parsed(sample: dict[str, Any], **more: object) -> Event[Any]:
    headers = tuple((name, value.encode()) for name, value in sample["headers"].items())
    kind = subscriptions.by_type[sample["headers"]["ce_type"]].kind
    return from_record(kind, json.dumps({**sample["data"], **more}).encode(), headers)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_old_event_is_still_understood(name: str) -> None:
    sample = SAMPLES[name]
    read = parsed(sample)
    assert str(read.id) == sample["headers"]["ce_id"]
    assert str(read.data.key) == sample["key"]
    written = json.loads(read.data.model_dump_json())
    assert {field: written[field] for field in sample["data"]} == sample["data"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_field_that_a_producer_adds_disturbs_nobody(name: str) -> None:
    assert parsed(SAMPLES[name], added_later={"by": "the producer"}).data == parsed(SAMPLES[name]).data


def test_every_event_that_is_listened_to_has_a_sample() -> None:
    assert {sample["headers"]["ce_type"] for sample in SAMPLES.values()} == set(subscriptions.by_type)
