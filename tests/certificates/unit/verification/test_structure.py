"""The rules of VCDM 2.0 and Data Integrity, each broken once in a credential that keeps all the others."""

import copy
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.certificates.unit.verification.test_changed_credentials import GENUINE
from tests.certificates.unit.verification.test_foreign import json

from certificates.formats import status_list
from certificates.formats.data_integrity import Signer
from certificates.signing import sealing
from certificates.verification.structure import Malformed, checked, moment

BASE = "https://www.w3.org/ns/credentials/v2"
GOOD: dict[str, Any] = {
    "@context": [BASE, "https://x.example/context", {"term": "https://x.example/term"}],
    "id": "urn:uuid:00000000-0000-0000-0000-000000000009",
    "type": ["VerifiableCredential", "Other"],
    "issuer": {"id": "did:key:z6Mk"},
    "validFrom": "2026-01-01T00:00:00Z",
    "validUntil": "2027-01-01T00:00:00+03:00",
    "credentialSubject": [{"id": "did:x:1", "name": "N"}, {"name": "M"}],
    "credentialStatus": {"type": "BitstringStatusListEntry"},
    "proof": {
        "created": "2026-01-01T00:00:01.5Z",
        "expires": "2026-06-01T00:00:00Z",
        "verificationMethod": "did:key:z6Mk#z6Mk",
    },
}
SOON: list[Any] = [
    None,
    "soon",
    "",
    1,
    "2026-01-01",
    "2026-01-01T00:00:00",
    "2026-02-30T00:00:00Z",
    "2026-01-01 00:00:00Z",
    ["x"],
]
NO_URL: list[Any] = [None, "", "relative", 7, "urn:a b", "//x.example", ["urn:x:1"], {}, "x:" + "y" * 3000]
BROKEN: list[tuple[str, Any, str]] = [
    ("@context", BASE, "/@context"),
    ("@context", [], "/@context"),
    ("@context", None, "/@context"),
    ("@context", ["https://x.example/context", BASE], "/@context"),
    ("@context", [BASE, BASE], "/@context"),
    ("@context", [BASE] * 20_000, "/@context"),
    ("@context", [BASE, 1], "/@context/1"),
    ("@context", [BASE, "relative"], "/@context/1"),
    ("type", "Other", "/type"),
    ("type", ["Other"], "/type"),
    ("type", [], "/type"),
    ("type", None, "/type"),
    ("type", ["VerifiableCredential", 1], "/type"),
    ("credentialSubject", None, "/credentialSubject"),
    ("credentialSubject", "N", "/credentialSubject"),
    ("credentialSubject", [], "/credentialSubject"),
    ("credentialSubject", {}, "/credentialSubject"),
    ("credentialSubject", [{"name": "N"}, "M"], "/credentialSubject/1"),
    ("credentialSubject", {"id": "a b", "name": "N"}, "/credentialSubject/id"),
    ("validUntil", "2025-12-31T23:59:59Z", "/validUntil"),
    ("credentialStatus", {"id": "urn:x:1"}, "/credentialStatus/type"),
    ("credentialStatus", {"type": "T", "id": "1"}, "/credentialStatus/id"),
    ("credentialSchema", {"type": "T"}, "/credentialSchema/id"),
    ("evidence", ["text"], "/evidence/0"),
    ("proof", [], "/proof"),
    ("proof", {"created": "yesterday"}, "/proof/created"),
    ("proof", [{"created": "2026-01-01T00:00:00Z", "expires": "2025-01-01T00:00:00Z"}], "/proof/0/expires"),
    ("proof", {"verificationMethod": "key"}, "/proof/verificationMethod"),
    *(("validFrom", each, "/validFrom") for each in SOON),
    *(("validUntil", each, "/validUntil") for each in SOON),
    *(("id", each, "/id") for each in NO_URL),
    *(("issuer", {"id": each}, "/issuer/id") for each in NO_URL),
]


def test_a_good_one_has_the_term_that_it_names() -> None:
    term = checked(GOOD)
    assert term.start == datetime(2026, 1, 1, 0, 0, 1, 500_000, UTC)
    assert term.end == datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(("member", "value", "where"), BROKEN)
def test_a_broken_rule_is_named_by_its_place(member: str, value: Any, where: str) -> None:
    with pytest.raises(Malformed) as caught:
        checked({**GOOD, member: value})
    assert caught.value.where == where


@pytest.mark.parametrize("member", ["@context", "type", "issuer", "credentialSubject", "proof"])
def test_what_must_be_there_is_missed(member: str) -> None:
    with pytest.raises(Malformed) as caught:
        checked({name: value for name, value in GOOD.items() if name != member})
    assert caught.value.where == f"/{member}"


@pytest.mark.parametrize("member", ["id", "validFrom", "validUntil", "credentialStatus"])
def test_what_may_be_left_out_is_not_missed(member: str) -> None:
    checked({name: value for name, value in GOOD.items() if name != member})


def test_our_own_certificates_and_lists_keep_the_rules() -> None:
    assert checked(GENUINE).end is None
    at = datetime(2026, 11, 21, tzinfo=UTC)
    listed = status_list.credential("https://x.example/status/r/revocation/202600", "did:web:x.example", [1], at)
    signed = Signer("did:web:x.example#k", sealing.generate()).sign_in_full(listed, at)
    term = checked(signed)
    assert (term.start, term.end) == (at, at + status_list.VALID)


@given(st.sampled_from(sorted(GOOD)), json)
def test_nothing_is_worse_than_malformed(member: str, value: Any) -> None:
    changed = copy.deepcopy(GOOD)
    changed[member] = value
    with suppress(Malformed):
        checked(changed)


@pytest.mark.parametrize(
    "text", ["2026-01-01T00:00:00Z", "2026-01-01T03:00:00+03:00", "2026-01-01T00:00:00.000000000Z"]
)
def test_a_moment_has_a_zone(text: str) -> None:
    assert moment(text) == datetime(2026, 1, 1, tzinfo=UTC)
