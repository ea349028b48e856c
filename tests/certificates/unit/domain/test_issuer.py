from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from certificates.domain.issuer import TOLERANCE, BadOrganisation, Issuer, Key, checked_organisation
from certificates.formats import did
from shared.text import Text

AT = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
FIRST = Key("aaaaaaaa", b"1" * 32, b"", AT)
SECOND = Key("bbbbbbbb", b"2" * 32, b"", AT + YEAR)
ISSUER = Issuer(UUID(int=1), "region-47", 1, "47", Text("Центр", "Centre"), AT, (FIRST,))


def test_the_time_of_signing_decides_which_key_was_valid() -> None:
    rotated = ISSUER.rotate(SECOND)
    old, new = rotated.keys
    assert rotated.key == SECOND
    second = timedelta(seconds=1)
    moments = (AT, AT + YEAR - TOLERANCE - second, AT + YEAR, AT + YEAR + TOLERANCE + second)
    assert [old.signed_at(moment) for moment in moments] == [True, True, True, False]
    assert [new.signed_at(moment) for moment in moments] == [False, False, True, True]


def test_clocks_that_differ_by_minutes_do_not_make_a_signature_wrong() -> None:
    old, new = ISSUER.rotate(SECOND).keys
    for moment in (AT + YEAR - TOLERANCE, AT + YEAR + TOLERANCE):
        assert old.signed_at(moment)
        assert new.signed_at(moment)


def test_a_rotated_key_stays_in_the_issuers_document() -> None:
    document = did.document("did:web:x", ISSUER.rotate(SECOND), "https://x")
    assert [method["id"] for method in document["verificationMethod"]] == ["did:web:x#aaaaaaaa", "did:web:x#bbbbbbbb"]
    assert document["assertionMethod"] == ["did:web:x#aaaaaaaa", "did:web:x#bbbbbbbb"]


@pytest.mark.parametrize("text", ["", "Region", "a/b", "a:b", "-a", "a-", "a" * 65, "регион"])
def test_an_organisation_stands_in_addresses_as_it_is(text: str) -> None:
    with pytest.raises(BadOrganisation):
        checked_organisation(text)


def test_a_port_is_escaped_in_did_web() -> None:
    assert did.did_of("http://localhost:8080", "region-47") == "did:web:localhost%3A8080:issuers:region-47"
