"""Revoked and suspended certificates say so at once, everywhere."""

import gzip
import json
from base64 import urlsafe_b64decode
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.certificates.playing import API, Play, person, public

PUBLIC: dict[str, Any] = {"reason": "Результат отменён комиссией.", "public": True}
PRIVATE: dict[str, Any] = {"reason": "Внутренняя проверка.", "public": False}


async def change(play: Play, id_: UUID, what: str, body: dict[str, Any] | None = None) -> Any:
    method = "DELETE" if body is None else "POST"
    return await play.http.request(method, f"{API}/certificates/{id_}/{what}", headers=play.officer, json=body)


async def page(play: Play, id_: UUID) -> str:
    return (await play.http.get(f"/certificates/{id_}", headers={"accept": "text/html"})).text


async def verdict(play: Play, id_: UUID) -> Any:
    qr = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    return (await play.http.post(f"{API}/verifications", json={"qr": qr})).json()


async def test_a_revoked_certificate_says_when_and_why(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answer = await change(play, id_, "revocation", PUBLIC)
    assert (answer.status_code, answer.json()["status"]) == (200, "revoked")
    text = await page(play, id_)
    assert "Сертификат отозван" in text
    assert PUBLIC["reason"] in text
    seen = await verdict(play, id_)
    assert (seen["verdict"], seen["reason"]) == ("revoked", PUBLIC["reason"])
    assert seen["since"] == answer.json()["status_since"]


async def test_a_reason_that_is_not_public_stays_with_the_issuer(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    await change(play, id_, "revocation", PRIVATE)
    assert PRIVATE["reason"] not in await page(play, id_)
    assert (await verdict(play, id_))["reason"] is None
    assert PRIVATE["reason"] not in (await play.http.get("/v/catalogue/1")).text
    own = (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()
    assert own["reason"] == PRIVATE["reason"]


async def test_a_suspension_comes_and_goes(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    await change(play, id_, "suspension", PUBLIC)
    assert "приостановлено" in await page(play, id_)
    assert (await verdict(play, id_))["verdict"] == "suspended"
    assert (await change(play, id_, "suspension")).json()["status"] == "valid"
    assert (await verdict(play, id_))["verdict"] == "valid"


async def test_each_change_is_told_once_with_the_issuer_and_without_a_reason(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for what, body in (("suspension", PUBLIC), ("suspension", None), ("suspension", PRIVATE), ("revocation", PRIVATE)):
        await change(play, id_, what, body)
    stored = await play.app.database["certificates"].find_one({"_id": id_})
    assert stored is not None
    told = [(dict(each["headers"])["ce_type"].decode(), json.loads(each["value"])) for each in stored["pending"]]
    assert [(kind.split(".")[2], data.get("is_reason_public")) for kind, data in told[1:]] == [
        ("suspended", True),
        ("reinstated", None),
        ("suspended", False),
        ("revoked", False),
    ]
    assert {data["issuer"]["en"] for _, data in told[1:]} == {"Skills Centre"}
    assert len({each["id"] for each in stored["pending"]}) == 5
    for typed in ("Снежана", PUBLIC["reason"], PRIVATE["reason"]):
        assert typed not in str(told)


@pytest.mark.parametrize(
    ("before", "what", "body", "slug"),
    [
        ("revocation", "revocation", PUBLIC, "already-revoked"),
        ("revocation", "suspension", PUBLIC, "already-revoked"),
        ("suspension", "suspension", PUBLIC, "already-suspended"),
        (None, "suspension", None, "not-suspended"),
        (None, "revocation", {"reason": " "}, "reason-missing"),
    ],
)
async def test_what_cannot_be_changed_says_why(
    play: Play, before: str | None, what: str, body: dict[str, Any] | None, slug: str
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    if before:
        await change(play, id_, before, PUBLIC)
    answer = await change(play, id_, what, body)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"/problems/{slug}")
    assert answer.json()["errors"][0]["fix"]


async def test_the_status_list_has_the_bits_of_those_out_of_force_alone(play: Play) -> None:
    await play.issuer()
    revoked, suspended, back, replaced, valid = [await play.certificate() for _ in range(5)]
    assert await _set(play, valid, revoked, suspended, back, replaced) == set()
    await change(play, revoked, "revocation", PRIVATE)
    await change(play, suspended, "suspension", PRIVATE)
    await change(play, back, "suspension", PRIVATE)
    await change(play, back, "suspension")
    await change(play, replaced, "replacement", {"reason": "Опечатка в имени."})
    assert await _set(play, valid, revoked, suspended, back, replaced) == {revoked, suspended, replaced}


async def _set(play: Play, *ids: UUID) -> set[UUID]:
    set_ = set()
    for id_ in ids:
        signed = (await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)).json()
        bits = await _bits(play, signed["credentialStatus"]["statusListCredential"])
        index = int(signed["credentialStatus"]["statusListIndex"])
        if bits[index // 8] & 0x80 >> index % 8:
            set_.add(id_)
    return set_


async def _bits(play: Play, address: str) -> bytes:
    encoded = (await play.http.get(address)).json()["credentialSubject"]["encodedList"]
    return gzip.decompress(urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


async def test_a_status_list_is_cached_by_its_tag_and_changes_with_a_revocation(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = (await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)).json()
    address = address["credentialStatus"]["statusListCredential"]
    first = await play.http.get(address)
    again = await play.http.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await change(play, id_, "revocation", PRIVATE)
    assert (await play.http.get(address, headers={"if-none-match": first.headers["etag"]})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "region-47/revocation/199900",
        "region-47/suspension/202600",
        "region-47/nonsense/202600",
        "region-99/revocation/202600",
    ],
)
async def test_there_are_no_other_status_lists(play: Play, path: str) -> None:
    await play.issuer()
    assert (await play.http.get(f"/status/{path}")).status_code == 404


async def test_an_officer_revokes_on_a_page_without_a_script(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    form = f"/certificates/{id_}/standing"
    assert (await play.http.get(form, headers=play.officer)).status_code == 200
    revocation = {"what": "revoke", "reason": "Ошибка", "sure": "true"}
    empty = await play.http.post(form, data={**revocation, "reason": " "}, headers=play.officer)
    assert empty.status_code == 422
    assert "Причина не указана." in empty.text
    done = await play.http.post(form, data=revocation, headers=play.officer)
    assert (done.status_code, done.headers["location"]) == (303, f"/certificates/{id_}")
    assert "Сертификат отозван" in await page(play, id_)
    assert "<form" not in _main((await play.http.get(form, headers=play.officer)).text)


async def test_a_revocation_is_asked_for_once_more_and_the_button_names_it(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    form = f"/certificates/{id_}/standing"
    asked = await play.http.get(form, headers=play.officer)
    assert "Приостановить сертификат" in asked.text
    assert "Отозвать сертификат навсегда" in asked.text
    unsure = await play.http.post(form, data={"what": "revoke", "reason": "Ошибка"}, headers=play.officer)
    assert unsure.status_code == 422
    assert "Отзыв нельзя отменить." in unsure.text
    assert ">Ошибка</textarea>" in unsure.text
    assert (await verdict(play, id_))["verdict"] == "valid"


async def test_the_end_of_a_suspension_is_no_danger_and_its_reason_stays_in_the_register(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    form = f"/certificates/{id_}/standing"
    await change(play, id_, "suspension", PRIVATE)
    asked = (await play.http.get(form, headers=play.officer)).text
    assert '<button class="primary" type="submit"><span>Завершить приостановку</span>' in asked
    ended = {"what": "reinstate", "reason": "Проверка закончена."}
    assert (await play.http.post(form, data=ended, headers=play.officer)).status_code == 303
    (row,) = (await play.http.get(f"{API}/register?year=2026", headers=play.officer)).json()["items"]
    assert (row["status"], row["reason"]) == ("valid", "Проверка закончена.")
    assert [(each["status"], each["reason"]) for each in row["history"]] == [
        ("valid", None),
        ("suspended", PRIVATE["reason"]),
    ]
    table = (await play.http.get(f"{API}/register.csv?year=2026", headers=play.officer)).text
    assert f"приостановлен {play.app.day(play.app.now())} ({PRIVATE['reason']})" in table
    assert (await verdict(play, id_))["reason"] is None


def _main(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


async def test_the_holder_the_guardian_and_the_officer_read_a_private_reason(play: Play) -> None:
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    id_ = await play.certificate(
        account="snow", guardians=(mother.subject_id,), publicity=public("name", "place", "score")
    )
    await change(play, id_, "suspension", PRIVATE)
    for headers in (play.bearer("snow", "competitor"), play.bearer("mother", "guardian"), play.officer):
        text = (await play.http.get(f"/certificates/{id_}", headers={**headers, "accept": "text/html"})).text
        assert PRIVATE["reason"] in text
        assert "Издатель не сделал причину открытой." not in text
        assert (await play.http.get(f"{API}/certificates/{id_}", headers=headers)).json()["reason"] == PRIVATE["reason"]
    for headers in ({}, play.bearer("stranger", "competitor")):
        text = (await play.http.get(f"/certificates/{id_}", headers={**headers, "accept": "text/html"})).text
        assert "Издатель не сделал причину открытой." in text
        assert PRIVATE["reason"] not in text
        assert (await play.http.get(f"{API}/certificates/{id_}", headers=headers)).json()["reason"] is None


async def test_a_corrected_certificate_takes_the_place_of_the_old_one(play: Play) -> None:
    await play.issuer()
    subject = uuid4()
    old = await play.certificate(subject_id=subject, given_name="Снижана")
    await play.know(person(subject, version=2))
    answers = [await change(play, old, "replacement", {"reason": "Опечатка в имени."}) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 409], "another request, not the same again"
    newer = answers[0].json()
    assert answers[1].json()["type"].endswith("/problems/already-replaced")
    assert newer["registration_number"] == "47-2026-000002"
    assert (await verdict(play, UUID(newer["id"])))["facts"]["name"] == "Ёлкина Снежана Морозовна"
    assert (await verdict(play, old))["verdict"] == "superseded"
    text = await page(play, old)
    assert "Сертификат заменён более новым" in text
    assert f"/certificates/{newer['id']}" in text
    again = await change(play, old, "revocation", PUBLIC)
    assert again.json()["type"].endswith("/problems/already-replaced")
