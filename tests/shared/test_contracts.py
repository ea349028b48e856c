"""The published events: their schemas are committed, and a change that would break a consumer shows."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.shared.things import issued, person

from shared.contracts import Payload
from shared.events import to_record
from shared.messaging.asyncapi import files
from shared.messaging.topics import EVENTS

COMMITTED = Path(__file__).parents[2] / "docs" / "events"


def test_the_committed_schemas_are_those_of_the_code() -> None:
    """Written by `python -m shared.messaging.asyncapi docs/events`. A field removed, retyped or newly required needs a `.v2`."""
    assert {path.name: path.read_text("utf-8") for path in COMMITTED.iterdir()} == files()


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.type)
def test_a_type_is_its_topic_a_past_tense_and_a_version(kind: type[Payload]) -> None:
    topic, verb, version = kind.type.rsplit(".", 2)
    assert topic == kind.topic
    assert verb.endswith("ed")
    assert version.startswith("v")


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.type)
def test_only_the_person_topic_has_personal_fields(kind: type[Payload]) -> None:
    personal = {"family_name", "given_name", "patronymic", "birth_date", "email", "account"}
    assert kind.personal == bool(personal & kind.model_fields.keys())


def test_what_is_sent_fits_its_schema() -> None:
    from uuid import uuid4

    for event in (issued(uuid4()), person(uuid4())):
        record = to_record(event)
        schema: dict[str, Any] = json.loads((COMMITTED / f"{event.data.type}.json").read_text("utf-8"))
        jsonschema.validate(json.loads(record.value), schema)
