"""The published events: their schemas are committed, and a change that would break a consumer shows."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.shared.things import issued, person

from shared.contracts import Payload
from shared.events import to_record
from shared.messaging.asyncapi import files
from shared.messaging.topics import EVENTS, catalogue

COMMITTED = Path(__file__).parents[2] / "docs" / "events"
SAMPLES = sorted((Path(__file__).parents[1] / "contracts").rglob("*.json"))
PERSON = re.compile(r"subject|person|account|giver|guardian|registration|result_id|duty|email|family|given_name|birth")
TITLES = {
    "championship", "skill", "ruleset", "category", "name", "number", "member", "place_name", "venue", "time_zone", "starts_on",
    "ends_on", "starts_at", "calendar", "changes", "title", "issuer",
}  # fmt: skip
"""What names a championship, a skill or an award, or tells when and where it is held, and by whom it is certified."""
OF_THE_PERSON = {"competitions.person.changed.v1": {"time_zone"}, "competitions.person.team-changed.v1": {"name"}}
OF_CERTIFICATES = {
    f"certificates.certificate.{what}.v1": {"title", "issuer"}
    for what in ("issued", "revoked", "suspended", "reinstated")
}
OF_THE_AWARD = {
    "competitions.result.published.v1": {"title"},
    "competitions.award.granted.v1": {"title", "starts_on", "ends_on"},
    **OF_CERTIFICATES,
}
"""An award's title says nothing of the championship: a ruleset whose list of entrants is protected is refused where one names the
programme (`rulesets.awards`). The issuer is named beside its code, which every event about somebody carries. Of a course or an event an
award says what it is called, since nobody else tells; of a championship the id alone."""


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
    personal = {"family_name", "given_name", "patronymic", "birth_date", "email", "account", "name"}
    if kind.impersonal:
        personal.remove("name")  # of an organisation
    assert kind.personal == bool(personal & kind.model_fields.keys())


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.type)
def test_an_event_tells_of_people_or_of_what_things_are_called_and_never_of_both(kind: type[Payload]) -> None:
    """To be on the list of entrants of some championships tells of a disability, so what is about somebody carries ids alone."""
    said = set(_fields(kind.model_json_schema(mode="serialization"), kind.model_json_schema()["properties"]))
    if kind.impersonal:
        assert {name for name in said if PERSON.search(name)} == set()
    else:
        assert said & TITLES == OF_THE_PERSON.get(kind.type, set()) | OF_THE_AWARD.get(kind.type, set())


def test_all_events_of_a_topic_are_kept_alike() -> None:
    kept: dict[str, set[bool]] = {}
    for kind in EVENTS:
        kept.setdefault(kind.topic, set()).add(kind.impersonal)
    assert {topic for topic, both in kept.items() if len(both) > 1} == set()
    assert [catalogue()[topic]["retention.ms"] for topic, (is_kept,) in kept.items() if is_kept] == ["-1"] * 4


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_about_somebody_names_no_championship_and_no_skill(path: Path) -> None:
    text = path.read_text("utf-8")
    kind = {one.type: one for one in EVENTS}[json.loads(text)["headers"]["ce_type"]]
    named = [
        word
        for word in ("worldskills", "Пробный чемпионат", "Trial championship", "Пробное дело", "Пробная организация")
        if word in text
    ]
    assert bool(named) is kind.impersonal


def _fields(schema: dict[str, Any], properties: dict[str, Any]) -> Iterator[str]:
    """Names of fields, as deep as they go."""
    for name, one in properties.items():
        yield name
        for reference in re.findall(r"#/\$defs/(\w+)", json.dumps(one)):
            yield from _fields(schema, schema["$defs"][reference].get("properties", {}))


def test_what_is_sent_fits_its_schema() -> None:
    from uuid import uuid4

    for event in (issued(uuid4()), person(uuid4())):
        record = to_record(event)
        schema: dict[str, Any] = json.loads((COMMITTED / f"{event.data.type}.json").read_text("utf-8"))
        jsonschema.validate(json.loads(record.value), schema)
