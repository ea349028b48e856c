"""What a verifier is told, for everything that may be presented."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.certificates.asking import credential, read, told
from tests.certificates.playing import API, Play, public

from certificates.commands.people import erase_person
from certificates.formats import cose, data_integrity, multikey, openbadge, qr_text
from certificates.signing import sealing


async def test_a_typed_number_or_id_finds_the_certificate_and_hides_the_name(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    known = await read(play, id_)
    for presented in (
        {"number": known["registration_number"]},
        {"short_id": known["short_id"].lower()},
        {"text": f" № {known['registration_number']}"},
        {"text": known["short_id"]},
        {"text": known["urls"]["page"]},
    ):
        seen = await told(play, **presented)
        assert (seen["verdict"], seen["certificate_id"]) == ("valid", str(id_))
        assert seen["facts"]["name"] == "Ё. С. М."
        assert "signature" in seen["unchecked"]


async def test_pasted_data_is_verified_as_sent_data_is(play: Play) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate())
    assert (await told(play, text=json.dumps(signed)))["verdict"] == "valid"
    signed["name"] += "."
    assert (await told(play, text=json.dumps(signed)))["verdict"] == "altered"


@pytest.mark.parametrize(
    "addition",
    [
        {"note": "hidden"},
        {"description": "Особые заслуги"},
        {"evidence": [{"id": "https://x.example/", "type": ["Evidence"]}]},
    ],
)
async def test_nothing_can_be_added_to_a_certificate(play: Play, addition: dict[str, Any]) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate())
    assert (await told(play, credential={**signed, **addition}))["verdict"] == "altered"


def with_another_subject(signed: dict[str, Any]) -> list[dict[str, Any]]:
    """The signed subject under another name, and beside it one that JSON-LD drops unseen."""
    rest = {name: value for name, value in signed.items() if name != "credentialSubject"}
    signed_one = signed["credentialSubject"]
    address = "https://www.w3.org/2018/credentials#credentialSubject"
    alias = {"subject": address, "credentialSubject": None}
    return [
        {**rest, address: signed_one, "credentialSubject": {"id": "urn:x:a b", "name": "Петров Пётр"}},
        {
            **rest,
            "@context": [*rest["@context"], alias],
            "subject": signed_one,
            "credentialSubject": {"name": "Петров Пётр"},
        },
    ]


@pytest.mark.parametrize("erased", [False, True])
async def test_nobody_puts_their_own_name_into_a_genuine_certificate(play: Play, erased: bool) -> None:
    await play.issuer()
    id_ = await play.certificate()
    signed = await credential(play, id_)
    if erased:
        await erase_person(play.app, UUID((await read(play, id_))["subject_id"]))
    for forged in with_another_subject(signed):
        seen = await told(play, credential=forged)
        assert (seen["verdict"], seen["facts"]["name"]) == ("altered", None)


async def test_the_name_of_another_way_to_write_the_same_is_that_of_the_register(play: Play) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate())
    seen = await told(play, credential={**signed, "credentialSubject": [signed["credentialSubject"]]})
    assert (seen["verdict"], seen["facts"]["name"]) == ("valid", "Ёлкина Снежана Морозовна")


async def test_an_unknown_number_or_id_is_in_no_register(play: Play) -> None:
    await play.issuer()
    assert (await told(play, number="47-2026-000099"))["verdict"] == "unknown_certificate"
    assert (await told(play, number="99-2026-000001"))["verdict"] == "unknown_certificate"


@pytest.mark.parametrize("text", ["", "{}", "[1]", "не номер", "0" * 39, '{"proof": {}}', "{" * 5000])
async def test_nonsense_is_unreadable_and_nothing_worse(play: Play, text: str) -> None:
    assert (await told(play, text=text))["verdict"] == "unreadable"


@pytest.mark.parametrize("text", ["http://localhost:8080/v#12", "0" * 5000, "https://x.example/v#1a"])
async def test_a_code_that_does_not_verify_is_damaged(play: Play, text: str) -> None:
    assert (await told(play, text=text))["verdict"] == "damaged"


@pytest.mark.parametrize(
    "claims",
    [
        {qr_text.ISSUED: (date.max - date(1970, 1, 1)).days},
        {qr_text.ISSUED: (date.min - date(1970, 1, 1)).days},
        {qr_text.ISSUER: 2**64 - 1},
        {qr_text.ISSUER: 2**63},
        {qr_text.ISSUER: -1},
        {qr_text.ID: b"1"},
    ],
)
async def test_a_code_with_claims_that_nobody_makes_has_a_verdict(play: Play, claims: dict[int, Any]) -> None:
    issuer = await play.app.issuers.of((await play.issuer())["organisation"])
    private = await play.app.vault.private(issuer)
    said = {1: 1, 6: 20_000, 7: bytes(7), -1: b"N", -2: 1, -3: 1, -5: 1, -6: [202600, 1], -7: 1}
    signed = cose.sign({**said, **claims}, private, issuer.key.id)
    text = f"http://localhost:8080/v#{int.from_bytes(bytes([1]) + signed, 'big')}"
    assert (await told(play, qr=text))["verdict"] in {"damaged", "unknown_certificate"}


@pytest.mark.parametrize("body", [{}, {"qr": "1", "number": "2"}, {"other": "1"}, {"credential": "text"}])
async def test_exactly_one_thing_is_presented(play: Play, body: dict[str, Any]) -> None:
    answer = await play.http.post(f"{API}/verifications", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def foreign(*, honest: bool = True) -> dict[str, Any]:
    """A credential that an issuer of another system signed under a `did:key`."""
    private = sealing.generate()
    key = multikey.multikey(sealing.public_bytes(private))
    document = {
        "@context": openbadge.CONTEXTS,
        "id": "urn:uuid:00000000-0000-0000-0000-000000000009",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": f"did:key:{key}", "type": ["Profile"], "name": "Другая школа"},
        "name": "Значок",
        "credentialSubject": {"type": ["AchievementSubject"], "name": "Кто-то"},
    }
    from datetime import UTC, datetime

    signed = data_integrity.Signer(f"did:key:{key}#{key}", private).sign_in_full(
        document, datetime(2026, 1, 1, tzinfo=UTC)
    )
    return signed if honest else {**signed, "name": "Кубок"}


async def test_a_good_signature_of_an_unknown_issuer_is_not_called_valid(play: Play) -> None:
    seen = await told(play, credential=foreign())
    assert seen["verdict"] == "unknown_issuer"
    assert "signature" in seen["checked"]
    assert "issuer" in seen["unchecked"]


async def test_a_bad_signature_of_an_unknown_issuer_is_called_altered(play: Play) -> None:
    assert (await told(play, credential=foreign(honest=False)))["verdict"] == "altered"


async def test_our_name_on_anothers_signature_is_called_altered(play: Play) -> None:
    issuer = await play.issuer()
    signed = foreign()
    signed["issuer"]["id"] = issuer["did"]
    assert (await told(play, credential=signed))["verdict"] == "altered"


async def test_a_certificate_stays_verifiable_after_its_holders_erasure(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(publicity=public("name", "place", "score"))
    signed = await credential(play, id_)
    qr = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    subject = UUID((await read(play, id_))["subject_id"])
    await erase_person(play.app, subject)
    for presented in ({"credential": signed}, {"qr": qr}):
        seen = await told(play, **presented)
        assert (seen["verdict"], seen["facts"]["name"]) == ("valid", "Ёлкина Снежана Морозовна")
    assert (await told(play, number=(await read(play, id_))["registration_number"]))["facts"]["name"] is None
    for form in ("vc", "pdf", "svg", "png"):
        assert (await play.http.get(f"/certificates/{id_}?format={form}", headers=play.officer)).status_code == 410
    stored = await play.app.database["certificates"].find_one({"_id": id_})
    assert "Снежана" not in str(stored)
    assert "Снежана" not in str(await play.app.database["holders"].find_one({"_id": subject}))
