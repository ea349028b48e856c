"""A whole certificate (signed credential, signed QR, PDF with both) beside bare typst, which sets the same page from the same files.

One core, in turns within one run; what counts is the median of the rounds' ratios. Told by design: ordinary words, and the longest.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any, Final

import typst
from tests.bench.certificates.__main__ import AT, DID, template, values
from tests.certificates.papers import WORDS, printer
from tests.certificates.sheets import CASES, DESIGNS, FULL, SIGNED

from certificates.documents import pdf, qr_image
from certificates.documents.settable import Words
from certificates.documents.shelf import PLAIN, shelf
from certificates.domain.register import StatusEntry
from certificates.formats import openbadge, qr_text
from certificates.formats.data_integrity import Signer
from certificates.signing import sealing
from shared.printing.fonts import FOLDER
from shared.printing.typesetting import read_fonts

ROUNDS: Final = 9
A_ROUND: Final = 15
GOAL: Final = 0.4
ORIGIN: Final = "https://skills.example.org"
Work = Callable[[int], object]


def main() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for design, words in ({PLAIN: WORDS, **DESIGNS}).items():
        _report(design, {**words, **SIGNED}, "ordinary words")
    for design in ("across", "upright"):
        _report(design, {**DESIGNS[design], **CASES["as in life"][0]}, "long words")


def _report(design: str, words: Words, which: str) -> None:
    whole, bare = _whole(design, words), _bare(design, words)
    rounds = [(_rate(whole), _rate(bare)) for _ in range(ROUNDS + 1)][1:]
    ratio = median(mine / other for mine, other in rounds)
    rates = f"{median(mine for mine, _ in rounds):,.0f} / {median(other for _, other in rounds):,.0f} a second"
    terms = f"{which}, median of {ROUNDS} rounds; goal >= {GOAL:.0%}"
    sys.stdout.write(f"whole certificate / bare typst, {design}: {ratio:.0%} ({terms})   {rates}\n")


def _rate(work: Work) -> float:
    """Times a second, by the processor's time of this process."""
    started = time.process_time()
    for number in range(A_ROUND):
        work(number)
    return A_ROUND / (time.process_time() - started)


def _whole(design: str, words: Words) -> Work:
    made, private = template(), sealing.generate()
    signer, name = Signer(f"{DID}#key", private), str(words["name"])

    def issue(number: int) -> object:
        credential = openbadge.text_of(made.sign(values(number), signer, AT))
        text = qr_text.write(ORIGIN, _claims(name, number), private, "0" * 8)
        qr = qr_image.svg(qr_image.modules(text), "QR")
        told = {**words, "number": f"47-2026-{number:06d}"}
        return printer().pdf(told, qr, credential, AT, FULL, design)

    return issue


def _claims(name: str, number: int) -> qr_text.Claims:
    return qr_text.Claims(
        issuer=1,
        issued_on=date(2026, 11, 26),
        short_id="M65NYW8AYJ4S",
        name=name,
        achievement=1,
        skill=1,
        context=1,
        status_entry=StatusEntry(202600, number),
        number=number,
        points=742,
        total=None,
    )


def _bare(design: str, words: Words) -> Work:
    """The same page by typst alone: all files are there, only the number differs; no standard, nothing attached."""
    sheet = shelf()[design]
    credential = openbadge.text_of(template().sign(values(1), Signer(f"{DID}#key", sealing.generate()), AT))
    qr = qr_image.svg(qr_image.modules(f"{ORIGIN}/v#" + "8437205619" * 33), "QR")
    ready = [_files(sheet, {**words, "number": f"47-2026-{n:06d}"}, qr, credential) for n in range(A_ROUND)]
    compiler = typst.Compiler(sheet.template, font_paths=read_fonts(FOLDER), ignore_system_fonts=True)
    return lambda number: compiler.compile(input=ready[number], format="pdf", timestamp=0)


def _files(sheet: Any, words: Words, qr: str, credential: str) -> Any:
    return {**pdf.files_of(sheet, words, qr, credential, FULL), "main": sheet.template}


if __name__ == "__main__":
    main()
