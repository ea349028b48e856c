"""A design that an issuer brings along: tried apart, kept with its samples, used; what is bad is refused by name and changes nothing."""

import json
import subprocess
import sys
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import httpx2
import pypdf
import pytest
from tests.certificates.playing import Play

from certificates.documents import own, sandbox, uploaded
from certificates.documents.settable import UNKNOWN
from certificates.domain.designs.own import BadDesign, Fault, PrintingBusy
from shared.printing import confined
from shared.printing.fonts import FOLDER
from shared.process.seats import Seats

AT: Final = "/issuers/region-47/designs"
MANIFEST: Final = (
    b'title = { ru = "\xd0\xa1\xd0\xb2\xd0\xbe\xd1\x91", en = "Own" }\npage = { width = 200, height = 100 }\n'
)
GOOD: Final = b"""#import "parts.typ": *
#set document(title: words.title)
#set page(width: 200mm, height: 100mm, margin: 10mm)
#set text(font: words.faces, lang: words.language)
Own: #words.name, #words.number
#place(bottom + right, image("qr.svg", width: 34mm, alt: words.qr_alt))
"""


def zipped(template: bytes = GOOD, **others: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"manifest.toml": MANIFEST, "main.typ": template, **others}.items():
            archive.writestr(name, content)
    return made.getvalue()


async def brought(play: Play, archive: bytes, code: str = "own") -> httpx2.Response:
    files = {"file": ("design.zip", archive, "application/zip")}
    headers = {**play.officer, "accept": "text/html"}
    return await play.http.post(f"{AT}?lang=ru", data={"code": code}, files=files, headers=headers)


async def test_a_design_is_tried_kept_shown_and_used(play: Play) -> None:
    await play.issuer()
    answer = await brought(play, zipped())
    assert answer.status_code == 303, answer.text
    sample = await play.http.get(f"{AT}/own/chinese.png", headers=play.officer)
    assert (int.from_bytes(sample.content[16:20]), int.from_bytes(sample.content[20:24])) == (700, 350)
    words: Any = {
        "code": "course",
        "kind": "course",
        "title": {"ru": "Курс"},
        "criteria": {"ru": "Пройден."},
        "design": "own",
    }
    address = "/api/certificates/v1/issuers/region-47/achievements"
    assert (await play.http.post(address, json=words, headers=play.officer)).status_code == 201
    paper = await play.http.get("/issuers/region-47/achievements/course/preview.pdf?lang=ru", headers=play.officer)
    page = pypdf.PdfReader(BytesIO(paper.content)).pages[0]
    assert "Own: " in page.extract_text()
    assert list(pypdf.PdfReader(BytesIO(paper.content)).attachments) == ["credential.json"]
    other = await play.http.post(address, json={**words, "code": "x", "design": "nowhere"}, headers=play.officer)
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (404, "design-unknown")


@pytest.mark.parametrize("end", [b"/* not closed", b"#show: it => []"])
async def test_no_design_leaves_the_signed_data_out(end: bytes) -> None:
    words = {"title": "A", "language": "en", "name": "B", "number": "C", "qr_alt": "D", "attachment": "E"}
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    job = own.pdf_of(GOOD + end, (), words, square, '{"signed": 1}', UNKNOWN, 1)
    paper = await sandbox.Sandbox(FOLDER.absolute()).paper(job)
    attached = pypdf.PdfReader(BytesIO(paper)).attachments
    assert attached == {"credential.json": [b'{"signed": 1}']}


LATER: Final = GOOD + b'\n#if not words.number.ends-with("000000") { panic("only samples") }'


async def test_a_design_that_fails_later_takes_no_certificate_away(play: Play) -> None:
    address = await named(play, LATER)
    paper = await play.http.get(f"{address}?format=pdf&lang=ru", headers=play.officer)
    said = pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    assert "ДИПЛОМ" in said
    assert "Own: " not in said


async def named(play: Play, template: bytes = GOOD) -> str:
    """The address of a certificate in the design `own`."""
    await play.issuer()
    await play.certificate()
    assert (await brought(play, zipped(template))).status_code == 303
    address = "/api/certificates/v1/issuers/region-47/achievements/gold"
    seen = (await play.http.get(address, headers=play.officer)).headers["etag"]
    words = {"title": {"ru": "Золото"}, "criteria": {"ru": "Первый."}, "design": "own"}
    await play.http.put(address, json=words, headers={**play.officer, "if-match": seen})
    return f"/certificates/{await play.certificate()}"


async def test_a_paper_is_made_once_and_who_finds_too_many_waiting_comes_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy moment gives nobody another paper under the same tag."""
    address = await named(play)
    runs = 0
    real = sandbox._run

    async def counted(*asked: Any) -> tuple[int, bytes, bytes]:
        nonlocal runs
        runs += 1
        return await real(*asked)

    monkeypatch.setattr(sandbox, "_run", counted)
    papers = [await play.http.get(f"{address}?format=pdf&lang=ru", headers=play.officer) for _ in range(2)]
    assert ({one.status_code for one in papers}, papers[0].content == papers[1].content, runs) == ({200}, True, 1)
    monkeypatch.setattr(play.app.rendering.sandbox, "_seats", Seats(at_once=0, waiting=0, patience=1))
    for form in ("?format=pdf&lang=en", "/page.png?lang=en"):
        busy = await play.http.get(f"{address}{form}", headers=play.officer)
        assert (busy.status_code, busy.headers["retry-after"], "etag" in busy.headers) == (503, "30", False)


async def test_that_a_paper_cannot_be_set_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(confined.BROKEN, b"", b""), (0, json.dumps([["AA=="]]).encode(), b"")]

    async def told(*_: object) -> tuple[int, bytes, bytes]:
        return answers.pop(0)

    monkeypatch.setattr(sandbox, "_run", told)
    house, job = sandbox.Sandbox(FOLDER), sandbox.Job({"main": b"x"}, {"format": "pdf"})
    for _ in range(2):
        with pytest.raises(BadDesign):
            await house.paper(job)
    assert await house.paper(sandbox.Job({"main": b"x"}, {"format": "png"})) == b"\0"


async def test_a_slow_machine_is_no_slow_design(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0)
    with pytest.raises(PrintingBusy):
        await sandbox.Sandbox(FOLDER.absolute()).paper(sandbox.Job({"main": b"x"}, {"format": "pdf"}))


async def test_a_design_is_deleted_when_nothing_names_it_any_more(play: Play) -> None:
    certificate = await named(play)
    page = await play.http.get(f"{AT}?lang=ru", headers=play.officer)
    assert "/issuers/region-47/achievements/gold/edit" in page.text
    told = {**play.officer, "accept": "text/html"}
    refused = await play.http.post(f"{AT}/own/deletion?lang=ru", data={"sure": "true"}, headers=told)
    assert (refused.status_code, "В нём печатаются документы: gold." in refused.text) == (409, True)
    address = "/api/certificates/v1/issuers/region-47/achievements/gold"
    seen = (await play.http.get(address, headers=play.officer)).headers["etag"]
    words = {"title": {"ru": "Золото"}, "criteria": {"ru": "Первый."}}
    await play.http.put(address, json=words, headers={**play.officer, "if-match": seen})
    unsure = await play.http.post(f"{AT}/own/deletion?lang=ru", headers=told)
    assert (unsure.status_code, 'href="#sure-own"' in unsure.text, 'id="sure-own"' in unsure.text) == (422, True, True)
    before = await play.http.get(f"{certificate}?format=pdf&lang=ru", headers=play.officer)
    deleted = await play.http.post(f"{AT}/own/deletion", data={"sure": "true"}, headers=told)
    assert (deleted.status_code, await play.app.designs.of("region-47")) == (303, [])
    after = await play.http.get(f"{certificate}?format=pdf&lang=ru", headers=play.officer)
    assert before.headers["etag"] != after.headers["etag"]
    assert "Own: " not in pypdf.PdfReader(BytesIO(after.content)).pages[0].extract_text()


LOOP: Final = b"#for x in range(100000) { for y in range(100000) { let z = x * y } }"
BAD: Final = {
    "a file of the system": (b'#read("/etc/passwd")', "читает чужой файл"),
    "a file outside": (b'#read("../../../etc/passwd")', "читает чужой файл"),
    "a package": (b'#import "@preview/cetz:0.3.0": *', "подключает пакет из сети"),
    "a package under a made-up name": (b'#import ("@pre" + "view/cetz:0.3.0"): *', "подключает пакет из сети"),
    "a loop": (LOOP, "слишком долго"),
    "a loop that typst sees": (b"#let i = 0\n#while true { i += 1 }", "condition is always true"),
    "memory without end": (b'#let a = "x" * 1000\n#for i in range(60) { a = a + a }', "слишком много памяти"),
    "several pages": (GOOD + b"#pagebreak() more", "одна страница"),
    "no title": (b"Hello", "В шаблоне ошибка"),
    "no text": (b"\xff\xfeHello", "В шаблоне ошибка"),
    "a page without measure": (GOOD.replace(b"200mm", b"9e12mm").replace(b"100mm", b"9e12mm"), "В шаблоне ошибка"),
    "boxes in boxes without end": (
        GOOD + b"#let x = [a]\n#for i in range(100000) { x = block(x) }\n#x",
        "слишком много памяти",
    ),
}


@pytest.mark.parametrize(("template", "told"), BAD.values(), ids=BAD)
async def test_a_bad_design_is_refused_by_name(
    play: Play, monkeypatch: pytest.MonkeyPatch, template: bytes, told: str
) -> None:
    monkeypatch.setattr(sandbox, "PROCESSOR", 1)
    monkeypatch.setattr(sandbox, "MEMORY", 150 * 2**20)
    await play.issuer()
    answer = await brought(play, zipped(template))
    assert answer.status_code == 422
    assert told in answer.text
    assert await play.app.designs.of("region-47") == []


@pytest.mark.parametrize("template", [b'#read("here.txt")', b'#import "@preview/here:0.1.0": *'])
def test_not_even_what_lies_at_hand_is_read(tmp_path: Path, template: bytes) -> None:
    package = tmp_path / ".local/share/typst/packages/preview/here/0.1.0"
    package.mkdir(parents=True)
    (package / "typst.toml").write_text('[package]\nname = "here"\nversion = "0.1.0"\nentrypoint = "lib.typ"\n')
    (package / "lib.typ").write_text("#let x = 1")
    (tmp_path / "here.txt").write_text("here")
    jobs = [{"files": {"main": b64encode(template).decode()}, "how": {"format": "pdf"}}]
    command = [sys.executable, "-m", confined.__name__, str(FOLDER), "5", str(2**29)]
    ended = subprocess.run(
        command,
        check=False,
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path)},
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (confined.FAILED, "")
    assert "Too many open files" in ended.stderr or "failed" in ended.stderr


def _damaged() -> bytes:
    """What its file unpacks to is not what was packed."""
    archive = bytearray(zipped())
    begin = archive.index(b"main.typ") + len(b"main.typ")
    archive[begin : begin + 8] = b"\xff" * 8
    return bytes(archive)


UTF9: Final = b'<?xml version="1.0" encoding="utf-9"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script></svg>'
ARCHIVES: Final = {
    "none chosen": (b"", Fault.NOTHING, ""),
    "no zip": (b"hello", Fault.NO_ARCHIVE, ""),
    "cut off": (zipped()[:-30], Fault.NO_ARCHIVE, ""),
    "too large": (b"PK" + b"x" * uploaded.MOST, Fault.TOO_LARGE, ""),
    "a bomb": (zipped(**{"bomb.svg": b"0" * 50_000_000}), Fault.UNPACKS_TOO_LARGE, "bomb.svg"),
    "too many": (zipped(**{f"p{n}.svg": b"" for n in range(uploaded.FILES)}), Fault.TOO_MANY_FILES, ""),
    "a folder": (zipped(**{"../main.typ": b"x"}), Fault.FILE_NAME, "../main.typ"),
    "another template": (zipped(**{"other.typ": b"x"}), Fault.FILE_NAME, "other.typ"),
    "a code in place of ours": (zipped(**{"qr.svg": SVG}), Fault.FILE_NAME, "qr.svg"),
    "a script": (zipped(**{"frame.svg": SVG}), Fault.PICTURE, "frame.svg: script"),
    "damaged inside": (_damaged(), Fault.NO_ARCHIVE, ""),
    "a picture in a made-up encoding": (zipped(**{"frame.svg": UTF9}), Fault.PICTURE, "frame.svg: damaged"),
    "a manifest without a bottom": (zipped(**{"manifest.toml": b"a = " + b"[" * 5000}), Fault.MANIFEST, ""),
    "a bad manifest": (zipped(**{"manifest.toml": b"title = 1"}), Fault.MANIFEST, "title"),
    "no manifest": (zipped(**{"manifest.toml": b"{"}), Fault.MANIFEST, ""),
}


@pytest.mark.parametrize(("archive", "fault", "name"), ARCHIVES.values(), ids=ARCHIVES)
def test_a_bad_archive_is_refused_by_name(archive: bytes, fault: Fault, name: str) -> None:
    with pytest.raises(BadDesign) as refused:
        uploaded.unpacked(archive)
    assert (refused.value.fault, refused.value.name) == (fault, name)
