"""The paper: every name makes one page, with nothing beyond its margins and no letter missing."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unicodedata import category

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.certificates.extents import Run, runs
from tests.certificates.faces import TABLE, table
from tests.certificates.papers import LONG, NAMES, paper

from certificates.documents.pdf import Printer
from shared.printing.faces import ALL, FACES
from shared.printing.fonts import FOLDER, PACKAGES, copy
from shared.printing.letters import unprintable
from shared.printing.printed import BOX, LONGEST, printed
from shared.printing.typesetting import NoFont

# A4 and its margins in millimetres; a descender may reach a little below the last line.
LEFT, RIGHT, TOP, BOTTOM = 26.0, 210 - 26.0, 297 - 30.0, 24.0


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def beyond(pdf: bytes, slack: float = 0.3) -> list[Run]:
    """The runs of letters of the one page that leave the room inside the margins."""
    return [
        run
        for run in runs(pdf)
        if not (LEFT - slack <= run.left and run.right <= RIGHT + slack and BOTTOM - slack <= run.line <= TOP + slack)
    ]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_any_of_these_scripts_is_printed_whole(name: str) -> None:
    assert unprintable(name) == ()
    pdf = paper(name=name, skill=f"Компетенция: {name}", issuer=name, context=name)
    assert beyond(pdf) == []
    assert BOX not in text_of(pdf)


OLD: Final = {
    "emoji": ("Олег 🏅", "Олег □"),
    "emoji of several signs": ("Олег 👨\u200d👩\u200d👧", "Олег □□□"),
    "keycap": ("1\ufe0f\u20e3", "□"),
    "Korean": ("김 철수", "□ □□"),
    "Thai": ("สม", "□□"),
    "control sign": ("Иван\u0001ов", "Иванов"),
    "nothing": ("\u0000", ""),
    "byte order mark": ("Иван\ufeffов", "Иванов"),
    "several lines": ("Иван\nИванов\u2028", "Иван Иванов "),
    "private use": ("Иван\ue000", "Иван□"),
    "unassigned": ("Иван\u0378", "Иван□"),
    "a mark of another script": ("王\u064b", "□"),
    "a heap of marks": ("А" + "\u0301" * 150, "□"),
    "a phrase in one sign": ("﷽" * 12, "□" * 12),
    "right to left": ("\u202eвонавИ", "вонавИ"),
}


@pytest.mark.parametrize(("name", "shown"), OLD.values(), ids=OLD)
def test_a_name_from_before_the_rule_is_printed_with_boxes(name: str, shown: str) -> None:
    assert printed(name).text == shown
    pdf = paper(name=name, skill=name, issuer=name, context=name, address=name, about=name)
    assert beyond(pdf) == []
    assert ("вместо знака" in text_of(pdf)) == (BOX in shown)


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_long_words_stay_on_the_page(words: dict[str, str]) -> None:
    pdf = paper(**words)
    assert beyond(pdf, slack=10.0 if "‰" in words["name"] else 0.3) == []
    assert "26 ноября 2026" in text_of(pdf)


def test_names_of_ordinary_length_keep_their_size() -> None:
    assert max(run.size for run in runs(paper())) == pytest.approx(30 / 72 * 25.4)
    sizes = {round(run.size * 72 / 25.4, 1) for run in runs(paper())}
    assert sizes == {30.0, 25.0, 15.0, 13.0, 12.0, 11.0, 10.0}


def test_a_double_name_is_not_broken_where_a_smaller_size_keeps_it_whole() -> None:
    name = "Константинопольская-Верхневознесенская"
    assert name in text_of(paper(name=f"{name} Анастасия"))


def test_a_text_is_cut_where_none_can_be_entered_any_more() -> None:
    assert printed("Щ" * LONGEST).text == "Щ" * LONGEST
    assert printed("Щ" * (LONGEST + 1)).text == "Щ" * (LONGEST - 1) + "…"


@given(st.lists(st.text(max_size=90), min_size=4, max_size=4))
@settings(deadline=None, max_examples=30)
def test_any_texts_make_one_page(texts: list[str]) -> None:
    name, skill, issuer, context = texts
    pdf = paper(name=name, skill=skill, issuer=issuer, context=context)
    assert [run for run in runs(pdf) if run.left < 0 or run.right > 210 or not 0 < run.line < 297] == []


_POINTS = [point for face in FACES for first, last in face.ranges for point in range(first, last + 1)]
_MARKS = st.text(st.sampled_from([chr(point) for point in _POINTS if category(chr(point)).startswith("M")]), max_size=3)


@given(st.lists(st.tuples(st.sampled_from(_POINTS), _MARKS), min_size=1, max_size=150))
@settings(deadline=None, max_examples=30)
def test_what_is_not_refused_can_be_set(chosen: list[tuple[int, str]]) -> None:
    name = ""
    for point, marks in chosen:
        longer = f"{name}{chr(point)}{marks}"
        name = name if unprintable(longer) else longer
    assert "вместо знака" not in text_of(paper(name=name))


def test_every_sign_of_the_table_can_be_set() -> None:
    signs = [chr(point) for point in sorted(set(_POINTS))]
    assert len(signs) > 34_000
    families = ", ".join(json.dumps(face.family) for face in FACES)
    source = (
        f'#set document(title: "x")\n#set text(font: ({families}))\n#for sign in json("signs.json") [#sign #parbreak()]'
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    inputs: Any = {"main": source.encode(), "signs.json": json.dumps(signs).encode()}
    assert typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True).compile(
        input=inputs, format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=0
    )


def test_the_table_is_what_the_font_files_have() -> None:
    assert TABLE.read_text("ascii") == table(), "run `python -m tests.certificates.faces`"
    assert [face.family for face in ALL] == [package.family for package in PACKAGES]


def test_fonts_are_copied_with_their_licences(tmp_path: Path) -> None:
    names = {file.name for file in FOLDER.iterdir()}
    assert {f"{package.family.replace(' ', '')}-OFL.txt" for package in PACKAGES} <= names
    assert {file.suffix for file in FOLDER.iterdir()} == {".ttf", ".txt"}
    kept = tmp_path / "fonts"
    kept.mkdir()
    with pytest.raises(FileNotFoundError):
        copy(tmp_path / "node_modules", kept)
    assert kept.is_dir()


def test_a_folder_without_a_face_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "golos.ttf").write_bytes((FOLDER / "GolosText_400Regular.ttf").read_bytes())
    with pytest.raises(NoFont, match="Noto Sans, Noto Sans Georgian"):
        Printer(tmp_path)
