"""The samples of each consumer are still understood, and none is missing."""

import json
from typing import Any

import pytest
from tests.contracts.consumed import CONSUMERS, parsed, samples_of

SAMPLES = {
    f"{consumer}/{name}": (consumer, sample) for consumer in CONSUMERS for name, sample in samples_of(consumer).items()
}


@pytest.mark.parametrize(("consumer", "sample"), SAMPLES.values(), ids=SAMPLES)
def test_an_old_event_is_still_understood(consumer: str, sample: dict[str, Any]) -> None:
    event = parsed(consumer, sample)
    assert str(event.id) == sample["headers"]["ce_id"]
    assert str(event.data.key) == sample["key"]
    written = json.loads(event.data.model_dump_json())
    assert {field: written[field] for field in sample["data"]} == sample["data"]


@pytest.mark.parametrize(("consumer", "sample"), SAMPLES.values(), ids=SAMPLES)
def test_a_field_that_a_producer_adds_disturbs_nobody(consumer: str, sample: dict[str, Any]) -> None:
    added = parsed(consumer, sample, added_later={"by": "the producer"})
    assert added.data == parsed(consumer, sample).data


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_every_event_that_is_listened_to_has_a_sample(consumer: str) -> None:
    told = {sample["headers"]["ce_type"] for sample in samples_of(consumer).values()}
    assert told == set(CONSUMERS[consumer].by_type)
