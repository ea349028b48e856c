"""Papers of real size: nothing is lost, nothing is parted, no signature stands without what it signs."""

import json
import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from tests.competitions.papers.made import AT, LONG, championship, forms, id_of, protocol, words
from tests.competitions.papers.reading import must_be_for_everybody, pages_of

from competitions.domain.mark import Mark
from competitions.papers.apart import BOUNDS, PaperTooLarge, draw
from competitions.papers.drawing import drawn
from competitions.papers.forms import of_forms
from competitions.papers.protocol import of_protocol
from competitions.queries.papers.forms import Kind
from competitions.queries.papers.whose import Whose
from competitions.rulesets import read_all
from shared.printing.fonts import FOLDER
from shared.process.alone import Bounds

RULES = read_all(None)["worldskills"]


def form_pages(kind: Kind, aspects: int, names: list[str], **more: Any) -> list[str]:
    paper = of_forms(forms(kind, aspects, names, **more), "Формы", words(), AT)
    return pages_of(drawn("form.typ", FOLDER, json.dumps(paper).encode(), AT))


def protocol_pages(competitors: int, jury: int, **more: Any) -> list[str]:
    paper = of_protocol(protocol(competitors, jury, **more), RULES, words(), AT)
    return pages_of(drawn("protocol.typ", FOLDER, json.dumps(paper).encode(), AT))


@pytest.mark.parametrize("kind", Kind)
def test_a_form_of_sixty_aspects_has_all_of_them_and_says_on_each_page_whose_it_is(kind: Kind) -> None:
    pages = form_pages(kind, 60, [LONG])
    assert re.findall(r"A1\.\d\d", " ".join(pages)) == [f"A1.{place:02}" for place in range(1, 61)]
    assert all(LONG in one.rpartition("Оценочная форма A1: ")[2] for one in pages)
    assert all("Аспект Что оценивается" in one for one in pages)


@pytest.mark.parametrize(("aspects", "kind"), [(1, Kind.BLANK), (7, Kind.FILLED), (12, Kind.BLANK), (17, Kind.FILLED)])
def test_who_signs_a_form_signs_below_aspects(aspects: int, kind: Kind) -> None:
    pages = form_pages(kind, aspects, ["Альфин Вымысел"])
    (signed,) = (one for one in pages if "Подпись" in one)
    assert signed is pages[-1]
    assert f"A1.{aspects:02}" in signed
    assert signed.count("Аспект Что оценивается") == 1, "those below it have their headings, once"
    assert "Сумма" in signed


def test_who_measured_and_who_confirmed_it_sign() -> None:
    made = forms(Kind.FILLED, 1, ["Альфин Вымысел"])
    [form] = made.forms
    assert form.sheet
    first = form.sheet.history[0]
    assert isinstance(first, Mark)
    second = replace(first, id=id_of("second"), author=id_of("expert 2"), confirms=first.id)
    confirmed = replace(made, forms=[replace(form, sheet=replace(form.sheet, history=(first, second)))])
    [drawn_form] = of_forms(confirmed, "Формы", words(), AT)["forms"]
    assert drawn_form["signing"] == ["Эксперт-0 Вымысел", "Эксперт-2 Вымысел"]


@pytest.mark.parametrize(
    ("competitors", "jury", "absent", "team"),
    [(0, 0, 0, 0), (1, 3, 1, 0), (13, 9, 0, 2), (22, 20, 2, 0), (40, 30, 0, 0)],
)
def test_who_signs_a_protocol_signs_below_results_or_their_fingerprint(
    competitors: int, jury: int, absent: int, team: int
) -> None:
    pages = protocol_pages(competitors, jury, absent=absent, team=team, name="Вымысел")
    whole = " ".join(pages)
    numbers = [int(one) for one in re.findall(r"Конкурсант-(\d+)", whole)]
    assert numbers == list(range(competitors))
    assert {int(one) for one in re.findall(r"Эксперт-(\d+)", whole)} == set(range(jury))
    assert "Подпись" in pages[-1]
    first, *others = [one for one in pages if "Подпись" in one]
    for one in others:
        assert "Отпечаток этих оценок: abab" in one
    if absent:
        assert f"Неявка-{absent - 1}" in first
    elif competitors:
        assert f"Конкурсант-{competitors - 1} " in first


def test_sums_of_all_sub_criteria_stand_between_results_and_signatures() -> None:
    pages = protocol_pages(11, 6, letters="ABCDE", parts=3, name="Вымысел")
    whole = " ".join(pages)
    _, _, sums = whole.partition("Суммы по подкритериям")
    for codes in (("A1", "A2", "D3"), ("E1", "E2", "E3")):
        assert re.search(".*".join(("Конкурсант", *codes)), sums)
    assert whole.count("1,25") == 11 * 15
    assert "E3" in pages[-1].partition("Подпись")[0], "no signature without what it signs"
    assert "Суммы по подкритериям" not in " ".join(protocol_pages(2, 3, letters="AB", parts=1))


def test_a_form_names_who_measured_and_who_is_in_the_team() -> None:
    made = forms(Kind.FILLED, 2, ["Команда"])
    team = [replace(one, whose=Whose("Команда", "R-01", ("Альфин Вымысел", "Бетин Вымысел"))) for one in made.forms]
    (paper,) = of_forms(replace(made, forms=team), "Формы", words(), AT)["forms"]
    assert paper["rows"][0]["entered"] == ["да – Эксперт-0 Вымысел"]
    assert ("Состав команды", "Альфин Вымысел, Бетин Вымысел") in paper["facts"]


def test_a_protocol_of_forty_with_the_longest_names() -> None:
    paper = of_protocol(protocol(40, 45), RULES, words("en"), AT)
    content = drawn("protocol.typ", FOLDER, json.dumps(paper).encode(), AT)
    must_be_for_everybody(content, "en", "Protocol of the skill R07 Welding")
    whole = "".join(pages_of(content)).replace(" ", "")
    assert whole.count(LONG.replace(" ", "")) == 40 + 45
    assert all(width > height for width, height in map(pypdfium2.PdfPage.get_size, pypdfium2.PdfDocument(content)))


async def test_a_large_paper_is_drawn_by_a_process_of_its_own_within_bounds() -> None:
    paper = of_forms(forms(Kind.FILLED, 1, [LONG, "Бетин"], codes=("A1", "I4")), "Формы", words(), AT)
    alone = await draw("form.typ", FOLDER, paper, AT, small=0)
    assert alone == await draw("form.typ", FOLDER, paper, AT)
    assert [one.partition(":")[0] for one in pages_of(alone)] == [
        f"Оценочная форма {code}" for code in ("A1", "A1", "I4", "I4")
    ]
    with pytest.raises(PaperTooLarge):
        await draw("form.typ", FOLDER, paper, AT, small=0, bounds=Bounds(megabytes=BOUNDS.megabytes, seconds=0.01))


HOSTILE = '#panic("x") $ $ *_`<a> @b // /* [ ] \\ ${x} = - + / #import "/etc/passwd": * 🏅'


def test_what_somebody_typed_is_text() -> None:
    made = forms(Kind.FILLED, 1, [HOSTILE])
    paper = of_forms(made, HOSTILE, words(), AT) | {"author": championship(HOSTILE).name.ru}
    (only,) = pages_of(drawn("form.typ", FOLDER, json.dumps(paper).encode(), AT))
    assert HOSTILE.replace("🏅", "□") in only
    assert "□ стоит вместо знака" in only
