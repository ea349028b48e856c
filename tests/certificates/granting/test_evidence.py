"""What a certificate says of marks and of what was shown: in its signed data, on paper and on its page."""

import json
from io import BytesIO
from typing import Any

import pypdf
import pytest
from tests.certificates.api.test_peers import asked, credential
from tests.certificates.playing import API, Play
from tests.certificates.test_granted import certified
from tests.certificates.unit.formats.test_official_schema import faults

from certificates.domain.marks import Points, points_in

FACTS: dict[str, Any] = {
    "basis": "протокол № 5",
    "evidence": "проект «Пробный мост», https://example.org/p",
    "modules": [
        {"title": "Сборка", "hours": 12, "mark": "12,5 из 15"},
        {"title": "Наладка", "mark": "отлично"},
        {"title": "Теория", "hours": 4},
    ],
}


def words_of(pdf: bytes) -> str:
    return " ".join(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


@pytest.mark.parametrize("language", ["ru", "both"])
async def test_marks_and_evidence_are_signed_and_others_verify_them(play: Play, language: str) -> None:
    await play.issuer()
    id_ = await certified(play, await play.achievement(kind="competence"), language=language, facts=FACTS)
    signed = await credential(play, id_)
    assert faults(signed) == []
    assert (await asked(play, signed))["verified"]
    assert [one["narrative"] for one in signed["evidence"]] == [FACTS["basis"], FACTS["evidence"]]
    subject = signed["credentialSubject"]
    described = {one["id"]: one for one in subject["achievement"]["resultDescription"]}
    said = {described[one["resultDescription"]]["name"].split(" /")[0]: one["value"] for one in subject["result"]}
    assert said == {"Объём, академических часов": "36", "Сборка (12 ч)": "12.5", "Наладка": "отлично"}
    [section] = [one for one in described.values() if one["resultType"] == "RawScore"]
    assert (section["valueMin"], section["valueMax"]) == ("0", "15")
    assert "Теория (4 ч)" in {one["name"].split(" /")[0] for one in described.values()}
    told = (await play.http.post(f"{API}/verifications", json={"credential": signed})).json()
    assert told["verdict"] == "valid"
    changed = json.loads(json.dumps(signed).replace('"12.5"', '"14.5"'))
    assert (await play.http.post(f"{API}/verifications", json={"credential": changed})).json()["verdict"] == "altered"


async def test_marks_stand_in_a_table_on_paper_and_page(play: Play) -> None:
    await play.issuer()
    id_ = await certified(play, await play.achievement(kind="competence"), facts=FACTS)
    paper = await play.http.get(f"/certificates/{id_}?format=pdf&lang=ru", headers=play.officer)
    said = words_of(paper.content)
    assert "Модуль или раздел Часы Оценка Сборка 12 12,5 из 15 Наладка отлично Теория 4" in said
    assert "Подтверждение проект «Пробный мост»" in said
    assert "Сборка (12 ч)" not in said, "said twice"
    html = await play.http.get(f"/certificates/{id_}?lang=ru", headers={**play.officer, "accept": "text/html"})
    assert all(
        text in html.text
        for text in ('<th scope="row">Сборка</th><td>12</td><td>12,5 из 15</td>', "проект «Пробный мост»")
    )
    assert "Сборка (12 ч)" not in html.text, "said twice"
    everybody = await play.http.get(f"/certificates/{id_}?lang=ru", headers={"accept": "text/html"})
    assert "12,5 из 15" not in everybody.text


async def test_forty_modules_stay_on_one_page_and_none_is_left_out(play: Play) -> None:
    await play.issuer()
    modules = [{"title": f"Раздел {n}: " + "длинный " * 8, "hours": n + 1, "mark": "зачтено"} for n in range(40)]
    id_ = await certified(play, await play.achievement(kind="competence"), facts={"modules": modules})
    paper = await play.http.get(f"/certificates/{id_}?format=pdf&lang=ru", headers=play.officer)
    assert len(pypdf.PdfReader(BytesIO(paper.content)).pages) == 1
    said = words_of(paper.content)
    assert all(f"Раздел {n}:" in said for n in range(40))


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("12,5 из 15", Points("12.5", "15")),
        ("7/10", Points("7", "10")),
        ("7 of 10", Points("7", "10")),
        ("5", None),
        ("отлично", None),
        ("12 из многих", None),
    ],
)
def test_a_mark_is_a_number_where_it_says_out_of_what(mark: str, points: Points | None) -> None:
    assert points_in(mark) == points
