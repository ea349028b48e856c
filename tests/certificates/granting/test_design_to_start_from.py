"""The design that the guide and the page hand out: it is kept as it is, and leaves out nothing that a certificate says."""

from io import BytesIO
from zipfile import ZipFile

import pypdf
from tests.certificates.playing import Play
from tests.certificates.test_granted import certified
from tests.certificates.test_own_designs import AT, brought


async def test_the_design_to_start_from_is_kept_as_it_is(play: Play) -> None:
    await play.issuer(
        place={"ru": "г. Образцов", "en": "Obraztsov"}, signatory={"ru": "А. Б. Пробная", "en": "A. Probnaya"}
    )
    example = (await play.http.get(f"{AT}/example.zip", headers=play.officer)).content
    with ZipFile(BytesIO(example)) as archive:
        assert archive.namelist() == ["manifest.toml", "main.typ"]
        assert b'#import "parts.typ"' in archive.read("main.typ")
    assert b"#let one-page" in (await play.http.get(f"{AT}/parts.typ", headers=play.officer)).content
    answer = await brought(play, example, "ours")
    assert answer.status_code == 303, answer.text
    made = await play.achievement(design="ours")
    facts = {"result": "проект защищён", "basis": "приказ № 17", "modules": [{"title": "Сборка", "mark": "отлично"}]}
    id_ = await certified(play, made, language="both", facts=facts)
    paper = await play.http.get(f"/certificates/{id_}?format=pdf&lang=ru", headers=play.officer)
    said = " ".join(pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    words = ("Снежана", "Основы робототехники", "Basics of robotics", "Осенний поток", "проект защищён", "приказ № 17")
    for word in (*words, "Сборка: отлично", "г. Образцов", "А. Б. Пробная", "47-2026-000001", "Образцов"):
        assert word in said, said
