"""Many certificates at once, and files: by the API and on the verifier's page."""

import io
import json
import re
import zipfile
from base64 import b64decode
from typing import Any

import openpyxl
import pytest
from fastapi import FastAPI
from tests.certificates.asking import credential, read
from tests.certificates.playing import API, Play
from tests.certificates.verifying.applicants import code, form
from tests.settings import ORIGIN, settings_of

from certificates.settings import Settings
from shared.web.app import limits_of

HALL = {"x-forwarded-for": "203.0.113.7"}
PLACE = f"{API}/verifications"


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


async def filed(play: Play, content: bytes, kind: str = "application/octet-stream") -> Any:
    return await play.http.post(PLACE, content=content, headers={"content-type": kind})


async def test_a_list_is_answered_in_its_order_with_what_each_would_be_told_alone(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    known = await read(play, id_)
    items: list[dict[str, Any]] = [
        {"number": known["registration_number"]},
        {"qr": await code(play, id_)},
        {"credential": await credential(play, id_)},
        {"number": "47-2026-999999"},
        {"text": "https://example.org/"},
        {"qr": known["registration_number"]},
        {"number": known["short_id"]},
    ]
    answer = await play.http.post(PLACE, json={"items": items})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    listed = answer.json()
    assert [each["verdict"] for each in listed["items"]] == [*["valid"] * 3, "unknown_certificate", *["unreadable"] * 3]
    assert listed["counts"] == {"valid": 3, "unknown_certificate": 1, "unreadable": 3}
    assert [each["repeated"] for each in listed["items"]] == [False, True, True, *[False] * 4]
    for item, each in zip(items, listed["items"], strict=True):
        alone = (await play.http.post(PLACE, json=item)).json()
        assert {**each, "as_of": None} == {
            **alone,
            "as_of": None,
            "presented": each["presented"],
            "repeated": each["repeated"],
        }


async def test_half_a_letter_in_signed_data_is_answered(play: Play) -> None:
    body = b'{"items": [{"credential": {"name": "\\ud800"}}]}'
    answer = await play.http.post(PLACE, content=body, headers={"content-type": "application/json"})
    assert answer.json()["counts"] == {"unreadable": 1}


@pytest.mark.parametrize("items", [[], [{}], [{"number": "1", "qr": "2"}], [{"items": []}], [{"number": "1"}] * 1001])
async def test_a_list_that_is_none_is_refused(play: Play, items: Any) -> None:
    answer = await play.http.post(PLACE, json={"items": items})
    assert (answer.status_code, answer.json()["errors"][0]["where"][:6]) == (422, "/items")


async def test_each_form_of_a_certificate_is_checked_as_a_file(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    forms = {kind: await form(play, id_, kind) for kind in ("pdf", "png", "svg", "vc")}
    sent = await play.http.post(PLACE, files=[("files", (f"a.{kind}", content)) for kind, content in forms.items()])
    assert sent.json()["counts"] == {"valid": 4}
    assert {each["facts"]["name"] for each in sent.json()["items"]} == {"Ёлкина Снежана Морозовна"}
    in_zip = await filed(play, zipped(**{f"a__{kind}": content for kind, content in forms.items()}), "application/zip")
    assert in_zip.json()["counts"] == {"valid": 4}
    assert in_zip.json()["items"][0]["presented"]["file"] == "a.pdf"
    # One changed character of the signed data in the PDF's attachment.
    signed = forms["vc"].decode()
    altered = signed.replace("Снежана", "Снежена")
    assert (await filed(play, altered.encode(), "application/octet-stream")).json()["counts"] == {"altered": 1}


async def test_a_file_without_anything_to_check_is_refused_by_name(play: Play) -> None:
    await play.issuer()
    bomb = zipped(a__txt=b"0" * 20_000_000)
    for content, fault in ((bomb, "unpacks_too_large"), (b"hello", "no_numbers"), (b"\0\1", "unknown_kind")):
        answer = await filed(play, content)
        problem = answer.json()
        assert (answer.status_code, problem["type"].rpartition("/")[2], problem["fault"]) == (
            422,
            "file-refused",
            fault,
        )
        assert problem["errors"][0]["fix"]
    empty = await filed(play, b"")
    assert (empty.status_code, empty.json()["type"].rpartition("/")[2]) == (422, "nothing-presented")
    large = await filed(play, b"0" * (10 * 1024 * 1024 + 1))
    assert large.status_code == 413


async def test_thirty_applicants_pasted_from_a_table_are_answered_in_a_table(play: Play) -> None:
    await play.issuer()
    known = await read(play, await play.certificate())
    rows = [f"Выдумкин Иван {n}\t{known['registration_number'] if n % 3 else '47-2026-000777'}" for n in range(30)]
    sent = {"list": "ФИО\tНомер\n" + "\n".join(rows)}
    page = await play.http.post("/v/list", data=sent, files={"files": ("", b"")})
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "Действительны 20 из 30" in page.text
    assert "Выдумкин Иван 29" in page.text
    assert "Снежана" not in page.text, "a number alone tells initials"
    assert page.text.index("Выдумкин Иван 1<") < page.text.index("Выдумкин Иван 3<")
    worst = await play.http.post("/v/list", data={**sent, "order": "worst"})
    assert worst.text.index("Выдумкин Иван 1<") > worst.text.index("Выдумкин Иван 27<")
    link = re.search(r'href="data:[^,]+,([^"]+)" download="ответы-', page.text)
    assert link is not None
    sheet = openpyxl.load_workbook(io.BytesIO(b64decode(link[1]))).active
    assert sheet is not None
    assert sheet.max_row == 32
    assert [sheet.cell(3, column).value for column in (1, 2, 6, 7)] == [
        *(1, "47-2026-000777", "Выдумкин Иван 0", "Такого сертификата нет")
    ]


async def test_one_file_is_answered_as_a_scan_is(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    page = await play.http.post("/v/list", files={"files": ("a.pdf", await form(play, id_, "pdf"))})
    assert "Сертификат действителен" in page.text.partition("<template")[0]
    assert "Ёлкина Снежана Морозовна" in page.text


async def test_a_refusal_keeps_what_was_pasted(play: Play) -> None:
    sent = {"list": "47-2026-000001", "order": "worst"}
    read = {**sent, "codes": "1.png\thttps://skills.example.org/v#11\n2.png\thttps://skills.example.org/v#22"}
    page = await play.http.post("/v/list", data=read, files={"files": ("a.zip", zipped(a__txt=b"0" * 20_000_000))})
    assert page.status_code == 422
    assert f">{read['codes']}</textarea>" in page.text
    assert "Уже прочитаны и будут проверены вместе с остальными: 1.png, 2.png." in page.text
    assert "Выберите эти файлы снова: a.zip." in page.text
    assert re.search(r'value="worst" checked', page.text)
    assert "a.zip: В распакованном виде там намного больше, чем бывает в сертификатах." in page.text
    assert ">47-2026-000001</textarea>" in page.text
    beside = await play.http.post("/v/list", data=sent, files={"files": ("a.bin", b"\0\1")})
    assert "Действительны 0 из 2" in beside.text
    assert "Файлы этого вида здесь не читаются." in beside.text
    nothing = await play.http.post("/v/list", data={"list": " "})
    assert (nothing.status_code, "Нет ни файла, ни номера." in nothing.text) == (422, True)


@pytest.fixture
async def limited(api: FastAPI) -> FastAPI:
    """With the limits that people have."""
    api.state.rate_limits = limits_of(settings_of(Settings))
    return api


@pytest.mark.usefixtures("limited")
async def test_a_list_of_numbers_is_never_the_faster_way(play: Play) -> None:
    """Thirty are answered at once, and the thirty-first waits for all of them."""
    await play.issuer()
    thirty = {"items": [{"number": f"47-2026-{n:06d}"} for n in range(30)]}
    first = await play.http.post(PLACE, json=thirty, headers=HALL)
    assert first.json()["counts"] == {"unknown_certificate": 30}
    for body in (thirty, {"number": "47-2026-000031"}):
        refused = await play.http.post(PLACE, json=body, headers=HALL)
        assert refused.status_code == 429
        assert 25 < int(refused.headers["retry-after"]) <= 40
    page = await play.http.post("/v/list", data={"list": "47-2026-000031\n47-2026-000032"}, headers=HALL)
    assert (page.status_code, 25 < int(page.headers["retry-after"]) <= 40) == (429, True)
    assert "47-2026-000031\n47-2026-000032</textarea>" in page.text, "nothing that was pasted is lost"


@pytest.mark.usefixtures("limited")
async def test_a_list_of_signed_data_counts_no_guess(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    body = {"items": [{"qr": await code(play, id_)}] * 40 + [{"credential": json.loads(await form(play, id_, "vc"))}]}
    assert (await play.http.post(PLACE, json=body, headers=HALL)).json()["counts"] == {"valid": 41}
    assert (await play.http.post(PLACE, json={"number": "47-2026-000031"}, headers=HALL)).status_code == 200


@pytest.mark.usefixtures("limited")
async def test_whoever_sends_many_files_waits(play: Play) -> None:
    statuses = [
        (await play.http.post(PLACE, json={"items": [{"qr": "1"}] * 600}, headers=HALL)).status_code for _ in "123"
    ]
    assert statuses == [200, 200, 429]


async def test_whom_to_ask_stands_beside_each_answer_where_the_issuer_says_it(play: Play) -> None:
    await play.issuer()
    about = {"email": "questions@centre.example", "phone": "+7 812 000-00-00", "site": "https://centre.example/"}
    said = await play.http.put(
        f"{API}/issuers/region-47/about", json=about, headers={**play.officer, "if-match": '"1"'}
    )
    assert said.status_code == 200, said.text
    id_ = await play.certificate()
    number = (await read(play, id_))["registration_number"]
    items = [{"number": number}, {"qr": await code(play, id_)}, {"credential": await credential(play, id_)}]
    answers = (await play.http.post(PLACE, json={"items": items})).json()["items"]
    asked = {"page": f"{ORIGIN}/issuers/region-47", **about, "phone": said.json()["about"]["phone"]}
    assert [each["ask"] for each in answers] == [asked] * 3
    page = await play.http.post("/v/list", data={"list": f"{number}\n47-2026-999999"})
    assert "questions@centre.example" in page.text
    assert "questions@centre.example" in (await play.http.post("/v", data={"text": number})).text
