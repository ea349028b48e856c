"""Certificates keep the rules of Open Badges 3.0's JSON Schema.

`peers/openbadge.schema.json` is written by us from those rules, for the members that our certificates have; it is no copy of 1EdTech's
`ob_v3p0_achievementcredential_schema.json`.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator
from tests.certificates.unit.verification.test_changed_credentials import AT, DID, GENUINE, PRIVATE, TEMPLATE, VALUES

from certificates.formats import openbadge
from certificates.formats.data_integrity import Signer

SCHEMA = json.loads((Path(__file__).parents[2] / "peers/openbadge.schema.json").read_text())
VALIDATOR = Draft201909Validator(SCHEMA)


def faults(credential: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(credential)]


def test_the_schema_is_one() -> None:
    Draft201909Validator.check_schema(SCHEMA)


def test_a_certificate_keeps_it() -> None:
    assert faults(GENUINE) == []
    assert faults(TEMPLATE.sign(VALUES, Signer(f"{DID}#key", PRIVATE), AT)) == []
    assert isinstance(GENUINE["credentialStatus"], dict)
    assert GENUINE["credentialStatus"]["statusPurpose"] == openbadge.PURPOSE


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("credentialStatus", lambda status: [status]),
        ("credentialStatus", lambda status: [status, status]),
        ("proof", lambda proof: proof[0]),
        ("@context", lambda contexts: contexts[0]),
        ("@context", lambda contexts: contexts[::-1]),
        ("type", lambda types: types[:1]),
        ("credentialSubject", lambda subject: {**subject, "achievement": None}),
        ("issuer", lambda issuer: {"name": issuer["name"]}),
    ],
)
def test_it_refuses_what_it_refused(member: str, change: Any) -> None:
    assert faults({**GENUINE, member: change(GENUINE[member])})
