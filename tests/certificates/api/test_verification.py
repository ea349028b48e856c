"""What a verifier is told, for everything that may be presented."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.certificates.playing import API, Play

from certificates.commands import people
from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import read_short_id
from certificates.formats import cose, data_integrity, keys, multikey, openbadge, qr_text
from certificates.signing import values_as_issued


async def told(play: Play, **presented: Any) -> Any:
    answer = await play.http.post(f"{API}/verifications", json=presented)
    assert (answer.status_code, answer.headers.get("cache-control")) == (200, "no-store"), answer.text
    return answer.json()


async def read(play: Play, id_: UUID) -> Any:
    return (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()


async def credential(play: Play, id_: UUID) -> Any:
    return (await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)).json()


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


async def test_the_form_answers_without_a_script(play: Play) -> None:
    await play.issuer()
    known = await read(play, await play.certificate())
    page = await play.http.post("/v", data={"text": known["short_id"]}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Сертификат действителен" in page.text
    wrong = await play.http.post("/v", data={"text": "https://example.org/"})
    assert "Это не наш сертификат" in wrong.text
    assert "Это адрес другой страницы." in wrong.text
    damaged = await play.http.post("/v", data={"text": "http://localhost:8080/v#123"})
    assert "Код повреждён или изменён</h1>" in damaged.text.partition("<template")[0]
    assert "noscript" not in damaged.text


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
        await people.forget(play.app, UUID((await read(play, id_))["subject_id"]))
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


def mistyped(known: Any) -> list[str]:
    short, number = known["short_id"], known["registration_number"]
    last = "1" if short[-1] != "1" else "2"
    return [short[:-1] + last, short[:-1], short[1:], short.replace("-", "") + "7", number[:-4], number + "0" * 3]


async def test_a_mistyped_id_or_number_is_told_beside_the_field(play: Play) -> None:
    await play.issuer()
    known = await read(play, await play.certificate())
    for text in mistyped(known):
        page = await play.http.post("/v", data={"text": text})
        assert (page.status_code, "Здесь опечатка: сверьте с бумагой." in page.text) == (422, True), text
        assert 'id="text-error"' in page.text
        assert "Это не наш сертификат</h1>" not in page.text.partition("<template")[0]
        seen = await told(play, text=text)
        assert (seen["verdict"], seen["seen"]) == ("unreadable", "mistyped"), text
    empty = await play.http.post("/v", data={"text": " "})
    assert (empty.status_code, "Ничего не введено." in empty.text) == (422, True)


async def test_spaces_stand_for_hyphens(play: Play) -> None:
    await play.issuer()
    known = await read(play, await play.certificate())
    for text in (known["registration_number"], known["short_id"]):
        for typed in (text.replace("-", " "), f" № {text.replace('-', '  ')} ", text.replace("-", " – ")):
            if "№" in typed and text == known["short_id"]:
                continue
            assert (await told(play, text=typed))["verdict"] == "valid", typed


async def test_the_hint_shows_an_id_that_could_be_one(play: Play) -> None:
    page = (await play.http.get("/v")).text
    shown = re.findall(r'<span class="nowrap">([^<]+)</span>', page)
    assert [read_short_id(shown[0]), str(RegistrationNumber.parse(shown[1]))] == [shown[0].replace("-", ""), shown[1]]


@pytest.mark.parametrize("body", [{}, {"qr": "1", "number": "2"}, {"other": "1"}, {"credential": "text"}])
async def test_exactly_one_thing_is_presented(play: Play, body: dict[str, Any]) -> None:
    answer = await play.http.post(f"{API}/verifications", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def foreign(*, honest: bool = True) -> dict[str, Any]:
    """A credential that an issuer of another system signed under a `did:key`."""
    private = keys.generate()
    key = multikey.multikey(keys.public_bytes(private))
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


async def test_what_an_old_key_signed_stays_valid_after_a_rotation(play: Play) -> None:
    await play.issuer()
    before = await play.certificate()
    rotated = await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    assert rotated.status_code == 201
    after = await play.certificate()
    for id_ in (before, after):
        assert (await told(play, credential=await credential(play, id_)))["verdict"] == "valid"
        qr = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
        assert (await told(play, qr=qr))["verdict"] == "valid"
    methods = (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"]
    assert len(methods) == 2


@pytest.mark.parametrize("minutes", [-30, -5, 5])
async def test_the_signers_clock_may_differ_from_the_rotators(play: Play, minutes: int) -> None:
    await play.issuer()
    await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    here = play.app
    play.app = replace(here, now=lambda: here.now() + timedelta(minutes=minutes))
    signed = await credential(play, await play.certificate())
    play.app = here
    assert (await told(play, credential=signed))["verdict"] == "valid"


async def test_what_the_old_key_signs_while_another_process_rotates_is_valid(play: Play) -> None:
    await play.issuer()
    read_before = await play.app.issuers.of("region-47")
    await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    made = await read(play, id_ := await play.certificate())
    stored = await play.app.certificates.get(id_)
    late = play.app.now() + timedelta(minutes=2)
    text = await play.app.signing.credential(
        read_before, stored.achievement, stored.score, values_as_issued(stored), late
    )
    assert (await told(play, credential=json.loads(text)))["certificate_id"] == made["id"]


async def test_a_certificate_stays_verifiable_after_its_holders_erasure(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(name_is_public=True)
    signed = await credential(play, id_)
    qr = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    subject = UUID((await read(play, id_))["subject_id"])
    await people.forget(play.app, subject)
    for presented in ({"credential": signed}, {"qr": qr}):
        seen = await told(play, **presented)
        assert (seen["verdict"], seen["facts"]["name"]) == ("valid", "Ёлкина Снежана Морозовна")
    assert (await told(play, number=(await read(play, id_))["registration_number"]))["facts"]["name"] is None
    for form in ("vc", "pdf", "svg", "png"):
        assert (await play.http.get(f"/certificates/{id_}?format={form}", headers=play.officer)).status_code == 410
    stored = await play.app.database["certificates"].find_one({"_id": id_})
    assert "Снежана" not in str(stored)
    assert "Снежана" not in str(await play.app.database["people"].find_one({"_id": subject}))


async def test_a_name_is_compared_a_bounded_number_of_times(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = f"{API}/certificates/{id_}/name-check"
    right = await play.http.post(address, json={"name": "снежана елкина"})
    wrong = await play.http.post(address, json={"name": "Сугробова Снежана"})
    assert (right.json(), wrong.json()) == ({"match": True}, {"match": False})
    statuses = [(await play.http.post(address, json={"name": "Кто Угодно"})).status_code for _ in range(19)]
    assert statuses == [200] * 18 + [429]


async def test_a_name_is_compared_on_the_page_without_a_script(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = f"/certificates/{id_}/name-check"
    assert "Имя совпадает" in (await play.http.post(address, data={"name": "Ёлкина Снежана"})).text
    assert "Имя не совпадает" in (await play.http.post(address, data={"name": "Ёлкина Марья"})).text
    empty = await play.http.post(address, data={"name": " "})
    assert (empty.status_code, "Имя не введено." in empty.text) == (422, True)
