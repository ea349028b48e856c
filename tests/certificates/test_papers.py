"""Papers about many certificates: a list to sign, and cards with codes that a camera reads."""

from io import BytesIO

import pypdf
import pytest
from tests.certificates.playing import Play

AT = "/issuers/region-47/papers"
NAMES = ("Ёлкина Снежана", "Nguyễn Thị", "王 小明", "Константинопольская-Преображенская Александра-Виктория")


async def handed_out(play: Play) -> None:
    await play.issuer()
    for name in NAMES:
        family, given = name.split(" ", 1)
        await play.certificate(family_name=family, given_name=given, patronymic=None)


async def printed(play: Play, what: str, first: int = 1, last: int = 24) -> pypdf.PdfReader:
    address = f"{AT}/print?what={what}&year=2026&first={first}&last={last}&lang=ru"
    answer = await play.http.get(address, headers=play.officer)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return pypdf.PdfReader(BytesIO(answer.content))


def words_of(paper: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


async def test_the_list_has_a_row_for_each_and_room_for_a_signature(play: Play) -> None:
    await handed_out(play)
    said = words_of(await printed(play, "list"))
    for number, name in enumerate(NAMES, 1):
        assert name.split()[-1] in said
        assert f"47-2026-{number:06d}" in said
    assert "Ведомость выдачи сертификатов" in said
    assert "Открытый чемпионат «Профи»" in said
    assert "47-2026-000001" not in words_of(await printed(play, "list", first=2, last=3))


async def test_the_cards_have_name_award_and_code(play: Play) -> None:
    await handed_out(play)
    paper = await printed(play, "cards")
    said = words_of(paper)
    assert len(paper.pages) == 1
    assert said.count("Золотая медаль") == len(NAMES)
    assert "Снежана" in said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what=list&year=2026&first=900&last=901", "Ни у одного действующего сертификата"),
        ("what=list&year=2026&first=1&last=900", "Печатайте не больше 240"),
        ("what=list&year=2026&first=x&last=2", "first"),
        ("what=poster&year=2026&first=1&last=2", "what"),
        ("", "year"),
    ],
)
async def test_what_cannot_be_printed_is_told_in_the_form(play: Play, asked: str, told: str) -> None:
    await play.issuer()
    answer = await play.http.get(f"{AT}/print?{asked}&lang=ru", headers={**play.officer, "accept": "text/html"})
    assert answer.status_code in {404, 422}
    assert told in answer.text
