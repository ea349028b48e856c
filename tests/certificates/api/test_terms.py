"""The form and the dates of presented credentials, of others and of our own."""

import asyncio
import json
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from tests.certificates.asking import credential, told
from tests.certificates.playing import API, Play

from certificates.formats import did, multikey, openbadge
from certificates.formats.data_integrity import Signer, timestamp
from certificates.signing import sealing
from certificates.verification.heavy import AT_ONCE, WAITING


def foreign(at: datetime, **members: Any) -> dict[str, Any]:
    """Signed by a `did:key` of nobody; a member that is None is left out."""
    private = sealing.generate()
    key = multikey.multikey(sealing.public_bytes(private))
    document = {
        "@context": openbadge.CONTEXTS,
        "id": "urn:uuid:00000000-0000-0000-0000-000000000009",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": f"did:key:{key}", "type": ["Profile"], "name": "Другая школа"},
        "credentialSubject": {"type": ["AchievementSubject"], "name": "Кто-то"},
        **members,
    }
    whole = {name: value for name, value in document.items() if value is not None}
    return Signer(f"did:key:{key}#{key}", private).sign_in_full(whole, at)


def days(play: Play, number: int) -> datetime:
    return play.app.now() + timedelta(days=number)


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({"credentialSubject": None}, "/credentialSubject"),
        ({"type": ["OpenBadgeCredential"]}, "/type"),
        ({"validFrom": "soon"}, "/validFrom"),
        ({"validFrom": "2026-02-01T00:00:00Z", "validUntil": "2026-01-01T00:00:00Z"}, "/validUntil"),
        ({"@context": openbadge.CONTEXTS[::-1]}, "/@context"),
    ],
)
async def test_a_malformed_credential_is_told_by_its_fault(play: Play, members: dict[str, Any], where: str) -> None:
    presented = {name: value for name, value in {**foreign(play.app.now()), **members}.items() if value is not None}
    seen = await told(play, credential=presented)
    assert (seen["verdict"], seen["seen"], seen["fault_at"]) == ("unreadable", "malformed", where)


async def test_the_page_names_the_fault(play: Play) -> None:
    text = json.dumps(foreign(play.app.now(), validFrom="soon"))
    answer = await play.http.post("/v", data={"text": text}, headers={"accept-language": "ru"})
    assert "Ошибка в поле /validFrom." in answer.text


async def test_a_proof_of_yesterday_in_words_is_malformed(play: Play) -> None:
    signed = foreign(play.app.now())
    signed["proof"][0]["created"] = "yesterday"
    seen = await told(play, credential=signed)
    assert (seen["seen"], seen["fault_at"]) == ("malformed", "/proof/0/created")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (-2, 2, "unknown_issuer"),
        (-2, -1, "expired"),
        (1, 2, "not_yet_valid"),
        (None, None, "unknown_issuer"),
    ],
)
async def test_dates_of_a_foreign_one_count(play: Play, since: int | None, until: int | None, expected: str) -> None:
    term = {"validFrom": since, "validUntil": until}
    members = {name: None if day is None else timestamp(days(play, day)) for name, day in term.items()}
    seen = await told(play, credential=foreign(play.app.now(), **members))
    assert seen["verdict"] == expected
    assert "term" in seen["checked"]
    assert "term" not in seen["unchecked"]
    assert "issuer" in seen["unchecked"]


async def test_a_proof_from_the_future_is_not_yet_valid(play: Play) -> None:
    assert (await told(play, credential=foreign(days(play, 1))))["verdict"] == "not_yet_valid"


@pytest.mark.parametrize(
    ("member", "day", "expected"),
    [
        ("validFrom", 1, "not_yet_valid"),
        ("validUntil", -1, "expired"),
        ("validUntil", 1, "valid"),
    ],
)
async def test_dates_of_our_own_count(play: Play, member: str, day: int, expected: str) -> None:
    await play.issuer()
    issuer = await play.app.issuers.of("region-47")
    own = await credential(play, await play.certificate())
    unsigned = {name: value for name, value in own.items() if name != "proof"}
    changed = {**unsigned, "validFrom": timestamp(days(play, -2)), member: timestamp(days(play, day))}
    method = did.method_of(did.did_of(play.app.origin, "region-47"), issuer.key.id)
    signed = Signer(method, await play.app.vault.private(issuer)).sign_in_full(changed, play.app.now())
    seen = await told(play, credential=signed)
    assert seen["verdict"] == expected
    assert (seen["since"] is None) == (expected == "valid")


async def test_our_own_that_is_malformed_is_told_by_its_fault(play: Play) -> None:
    await play.issuer()
    issuer = await play.app.issuers.of("region-47")
    own = await credential(play, await play.certificate())
    changed = {name: value for name, value in own.items() if name not in {"proof", "credentialSubject"}}
    method = did.method_of(did.did_of(play.app.origin, "region-47"), issuer.key.id)
    signed = Signer(method, await play.app.vault.private(issuer)).sign_in_full(changed, play.app.now())
    seen = await told(play, credential=signed)
    assert (seen["seen"], seen["fault_at"]) == ("malformed", "/credentialSubject")


async def test_thousands_of_contexts_or_levels_are_answered_and_nothing_worse(play: Play) -> None:
    signed = foreign(play.app.now())
    many = {**signed, "@context": [openbadge.CONTEXTS[0]] * 5_000}
    assert (await told(play, credential=many))["fault_at"] == "/@context"
    text = json.dumps({**signed, "@context": openbadge.CONTEXTS[0]})
    assert (await told(play, text=text))["fault_at"] == "/@context"
    deep: Any = "N"
    for _ in range(500):
        deep = {"credentialSubject": deep}
    assert (await told(play, credential={**signed, "credentialSubject": deep}))["verdict"] == "unknown_issuer"


@pytest.mark.parametrize("nested", ['{"credentialSubject":', "["])
async def test_levels_without_end_are_refused(play: Play, nested: str) -> None:
    body = '{"credential": {"a": ' + nested * 10_000
    for content in (body, body + "1" + ("}" if nested[0] == "{" else "]") * 10_000 + "}}"):
        headers = {"content-type": "application/json"}
        answer = await play.http.post(f"{API}/verifications", content=content, headers=headers)
        assert answer.status_code in {400, 413, 422}, answer.text[:200]


async def test_too_many_heavy_checks_are_refused_and_not_queued_for_ever(play: Play) -> None:
    held = Event()
    blockers = [asyncio.create_task(play.app.heavy_checks.run(held.wait)) for _ in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0)
    signed = foreign(play.app.now())
    refused = await play.http.post(f"{API}/verifications", json={"credential": signed})
    page = await play.http.post("/v", data={"text": json.dumps(signed)}, headers={"accept": "text/html"})
    held.set()
    await asyncio.gather(*blockers)
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["type"].endswith("/problems/verification-busy")
    assert page.status_code == 503
    assert (await told(play, credential=signed))["verdict"] == "unknown_issuer"
