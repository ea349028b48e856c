"""The designs: one page with nothing beyond its room, no letter missing, the award largest after the name, no gaps."""

from io import BytesIO
from itertools import groupby
from typing import Any, Final

import pypdf
import pytest
from tests.certificates.extents import runs
from tests.certificates.papers import AT, QR, printer
from tests.certificates.sheets import CASES, DESIGNS, DIPLOMA, FULL, ROOMS, SIGNED, sheet

from certificates.documents.settable import Look, Picture, settable
from certificates.documents.shelf import PLAIN, chosen, offered, shelf
from shared.printing.printed import BOX


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


HARD: Final = ("all that may be known", "as in life", "one word", "the longest that can be entered")
"""For every design; the others for one of them, since to read a page with ornaments takes a third of a second."""


@pytest.mark.parametrize(
    ("design", "case"), [(one, case) for one in DESIGNS for case in (CASES if one == "across" else HARD)]
)
def test_any_words_make_one_page_inside_its_room(design: str, case: str) -> None:
    words, look = CASES[case]
    pdf, room = sheet(design, words, look), ROOMS[design]
    beyond = [
        run
        for run in runs(pdf)
        if not (room.left - 0.3 <= run.left and run.right <= room.right + 0.3)
        or not room.bottom <= run.line <= room.top
    ]
    assert beyond == []
    assert (BOX in text_of(pdf)) == (case == "boxes")


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("case", ["all that may be known", "Vietnamese", "Chinese", "Georgian", "Greek"])
def test_the_holder_is_found_in_the_text(design: str, case: str) -> None:
    words, look = CASES[case]
    said = " ".join(text_of(sheet(design, words, look)).split())
    assert str({**DIPLOMA, **words}["name"]) in said


@pytest.mark.parametrize("design", [*DESIGNS, PLAIN, "wallet"])
def test_a_duplicate_says_so_below_its_heading(design: str) -> None:
    words = {**DESIGNS.get(design, DIPLOMA), **SIGNED, "duplicate": "Дубликат"}
    said = text_of(sheet(design, words, FULL))
    assert said.casefold().index(str(words["document"]).casefold()[:6]) < said.index("Дубликат") < said.index("Ёлкина")


@pytest.mark.parametrize("design", ["across", "upright", "thanks"])
def test_the_award_is_the_largest_after_the_name(design: str) -> None:
    sizes = {run.line: round(run.size * 72 / 25.4) for run in runs(sheet(design, SIGNED, FULL))}
    heading, name, award = [
        size for size, _ in groupby(sizes[line] for line in sorted(sizes, reverse=True)) if size > 12
    ]
    assert heading >= 30
    assert name >= 34 > award >= 19


def test_what_is_not_known_leaves_no_gap() -> None:
    words, look = CASES["nothing but what is always known"]
    bare = text_of(sheet("thanks", words, look))
    for key, said in SIGNED.items():
        assert said not in bare
        assert said in text_of(sheet("thanks", SIGNED, FULL)) or key.endswith("_alt")
    pages: Any = pypdf.PdfReader(BytesIO(sheet("thanks", words, look)))
    assert "·" not in bare.split(str(DIPLOMA["number"]))[0][-20:]
    assert len(pages.pages) == 1


def test_a_display_face_sets_what_it_has_whole() -> None:
    told: Any = settable({**DIPLOMA, "name": "Γιώργος", "earned": "Золотая медаль «Əлия»"})
    assert "name" not in told["covered"]["Cormorant"]
    assert "document" in told["covered"]["Forum"]
    assert "name" in told["covered"]["Source Serif 4"]


def test_dates_stay_on_one_line() -> None:
    told = settable(DIPLOMA)
    assert told["event"] == "Открытый чемпионат «Профи», 18–22\u00a0ноября\u00a02026"
    assert settable({**DIPLOMA, "event": ""})["event"] == "18–22\u00a0ноября\u00a02026"
    assert settable({**DIPLOMA, "dates": ""})["event"] == "Открытый чемпионат «Профи»"


def test_each_kind_has_its_design_where_none_is_named() -> None:
    assert {
        kind: chosen("plain", kind) for kind in ("award", "team", "thanks", "mentor", "course", "something else")
    } == {
        "award": "across",
        "team": "upright",
        "thanks": "thanks",
        "mentor": "thanks",
        "course": "course",
        "something else": PLAIN,
    }
    assert chosen("upright", "course") == "upright"
    assert chosen(PLAIN, "award") == PLAIN
    assert chosen("wallet", "award") == chosen("unknown", "award") == "across"


def test_the_sheet_is_as_large_as_its_manifest_says() -> None:
    for design in (*offered(), shelf()["wallet"], shelf()["social"]):
        words, look = {**DIPLOMA, "particulars": []}, Look(medal="gold")
        box = pypdf.PdfReader(BytesIO(printer().pdf(words, QR, "{}", AT, look, design.id))).pages[0].mediabox
        assert (box.width / 72 * 25.4, box.height / 72 * 25.4) == pytest.approx((design.width, design.height), abs=0.01)


def test_a_picture_of_the_sheet_is_at_most_1800_pixels_long() -> None:
    picture = printer().png({**DIPLOMA, **SIGNED}, QR, "{}", FULL, "across")
    width, height = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    assert (width, height) == (1800, 1273)


def test_a_picture_that_cannot_be_drawn_takes_no_certificate_away() -> None:
    broken = Look("#7a1f2b", "gold", Picture("svg", b"<svg/>"), Picture("png", b"\x89PNG no picture"))
    assert "Ёлкина" in text_of(sheet("across", SIGNED, broken))
