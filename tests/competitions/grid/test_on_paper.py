"""The grid and the form as the browser prints them: A4, across where it is wide, everything on it and nothing parted."""

import re
from typing import Any, Final

import pypdfium2
from playwright.async_api import expect
from tests.competitions.grid.marking import Evening
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.papers.reading import pages_of
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

EXPERT: Final[dict[str, Any]] = {"account": "three", "roles": ["expert"]}
LARGE: Final = Scheme(
    sections=((1, "Site", 100),),
    criteria=(("A", "Site", 100),),
    forms={
        "A1": [
            ("J", "Порядок и вид работы", 1, None, 1),
            *[("M", "Название есть", 1, None, 1)] * 58,
            ("M", "Вес", 1, None, 41),
        ]
    },
    calculations=(),
)
A4: Final = (595, 842)


def sizes(content: bytes) -> set[tuple[int, int]]:
    return {
        (round(width), round(height))
        for width, height in map(pypdfium2.PdfPage.get_size, pypdfium2.PdfDocument(content))
    }


async def test_sixty_aspects_are_printed_across_and_the_form_aspect_by_aspect(play: Play, open_page: OpenPage) -> None:
    made = Evening(play, LARGE)
    await made.begin(3)
    for name in made.sheets:
        await play.mark(name, "A1.01", {"judgement": [3, 2, 3]}, "three")
    page = await open_page(made.grid(), **EXPERT)
    await expect(page.locator("#cells [aria-current]")).to_be_focused()
    grid = await page.pdf(prefer_css_page_size=True)
    assert sizes(grid) == {A4[::-1]}
    (words,) = pages_of(grid)
    assert all(f"{name} Вымысел 1 of 60, 0.89" in words for name in made.sheets)
    assert re.findall(r"\b\d\d\b(?=(?: \d\d)*)", words.partition("Competitor")[2])[:60] == [
        f"{one:02}" for one in range(1, 61)
    ]
    assert "All competitors" not in words
    await page.goto(page.url.partition("/skills")[0] + f"/sheets/{made.sheets['Зарницын']}")
    form = await page.pdf(prefer_css_page_size=True)
    assert sizes(form) == {A4}
    whole = " ".join(pages_of(form))
    assert "A1.60 Вес" in whole
    assert "Take the mark back" not in whole
    for words in ("Marking form A1: Зарницын Вымысел", "01 Craft", "2 – Эксперт", "Sum 100.00 0.89"):
        assert words in whole
    assert "Expert Signature Эксперт" in pages_of(form)[-1]
    assert "A1.60" in pages_of(form)[-1], "no signature alone on a page"
