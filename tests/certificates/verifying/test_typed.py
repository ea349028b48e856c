"""What people type into the verifier's form."""

import json
import re
from typing import Any

from tests.certificates.asking import credential, read, told
from tests.certificates.playing import API, Play

from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import read_short_id


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
    assert "Код повреждён или изменён</p>" in damaged.text.partition("<template")[0]
    assert "noscript" not in damaged.text


async def test_of_nonsense_nothing_is_said_to_be_checked(play: Play) -> None:
    await play.issuer()
    for text in ("https://example.org/", "Просто слова", "HC1:ABC"):
        page = (await play.http.post("/v", data={"text": text})).text.partition("<template")[0]
        assert "Это не наш сертификат</p>" in page, text
        assert "роверено" not in page.partition("<main")[2], text
        seen = await told(play, text=text)
        assert (seen["checked"], seen["unchecked"]) == ([], []), text


async def test_the_page_says_nothing_of_who_reads_it(play: Play) -> None:
    for page in (await play.http.get("/v"), await play.http.get("/v", headers=play.officer)):
        assert "/sign-in" not in page.text
        assert "/championships" not in page.text
        assert '<a href="/">На главную</a>' in page.text


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
        assert "Это не наш сертификат</p>" not in page.text.partition("<template")[0]
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


AROUND = ("{}.", "«{}»", "\ufeff{}", "{}\u200b", "Рег. № {}", '"{}",')


async def test_what_is_copied_with_its_surroundings_is_read_in_every_entrance(play: Play) -> None:
    await play.issuer(prefix="РО47")
    id_ = await play.certificate()
    known = await read(play, id_)
    code = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    signed = json.dumps(await credential(play, id_), ensure_ascii=False)
    number, latin = known["registration_number"], known["registration_number"].replace("РО", "PO")
    for form in AROUND:
        presented = {"number": (number, latin), "short_id": (known["short_id"],), "qr": (code,)}
        for field, texts in presented.items():
            for text in texts:
                seen = await told(play, **{field: form.format(text)})
                assert seen["verdict"] == "valid", (field, form)
                assert (await told(play, text=form.format(text)))["verdict"] == "valid", (field, form)
    for text in ("\ufeff" + signed, f"\u200b{signed}\n.", f"{known['urls']['page']}."):
        assert (await told(play, text=text))["verdict"] == "valid", text
        assert "Сертификат действителен" in (await play.http.post("/v", data={"text": text})).text
    body = b"\xef\xbb\xbf" + json.dumps({"credential": await credential(play, id_)}).encode()
    sent = await play.http.post(f"{API}/verifications", content=body, headers={"content-type": "application/json"})
    assert (sent.status_code, sent.json()["verdict"]) == (200, "valid")


async def test_two_issuers_whose_prefixes_look_alike_cannot_be(play: Play) -> None:
    await play.issuer(prefix="РО47")
    other = play.bearer("olga", "officer", organisation="other")
    body = {"organisation": "other", "name": {"ru": "Другой", "en": "Other"}, "prefix": "PO47"}
    refused = await play.http.post(f"{API}/issuers", json=body, headers=other)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "prefix-taken")
