"""An issuer brings a design along: it is tried with sample data, apart, before it is kept."""

from dataclasses import replace
from itertools import chain
from typing import Final
from uuid import UUID

from certificates.documents import own
from certificates.documents.letterhead import Letterhead
from certificates.documents.shelf import is_shipped
from certificates.documents.uploaded import Uploaded, unpacked
from certificates.domain.achievement import Achievement
from certificates.domain.designs.own import (
    BadDesign,
    BadDesignCode,
    DesignCodeTaken,
    DesignFile,
    DesignUsed,
    Fault,
    OwnDesign,
    PlaceTaken,
    free_place,
)
from certificates.domain.wording import BadCode, checked_code
from certificates.queries.achievements import sample_of
from certificates.queries.certificates import read_letterhead
from certificates.queries.designs import read_design
from certificates.wiring import App
from shared.errors import Stale
from shared.ids import derive
from shared.text import Text

CASES: Final = {
    "short": "Полярный Тимофей",
    "long": "Константинопольская-Преображенская Александра-Виктория Христофоровна",
    "word": "Трансконтинентальновысокогорнопредгорнаяметеорологическая",
    "vietnamese": "Nguyễn Thị Ánh",
    "chinese": "王小明",
}
_SAMPLE_SIDE: Final = 700
"""Pixels."""


async def keep(app: App, organisation: str, code: str, archive: bytes, *, by: str) -> OwnDesign:
    """The same code again replaces the design of that code.

    Raises UnknownIssuer, BadDesignCode, DesignCodeTaken, TooManyDesigns, BadDesign, PrintingBusy, Stale.
    """
    _check_code(code)
    known = await app.designs.coded(organisation, code)
    if known is None:
        free_place(await app.designs.places(organisation))
    letterhead = await read_letterhead(app, organisation)
    uploaded = unpacked(archive)
    id_ = derive("design", organisation, code)
    made = _design(id_, organisation, code, uploaded, by, app)
    made = replace(made, samples=await _tried(app, made, letterhead))
    if known is not None:
        return await app.designs.save(replace(made, place=known.place, version=known.version))
    return await _added(app, made)


def _check_code(code: str) -> None:
    """Raises BadDesignCode, DesignCodeTaken."""
    try:
        checked_code(code)
    except BadCode:
        raise BadDesignCode(code[:80]) from None
    if is_shipped(code):
        raise DesignCodeTaken(code)


async def _added(app: App, design: OwnDesign) -> OwnDesign:
    """In the first place that is free. Raises TooManyDesigns; Stale where somebody else brought one under this code meanwhile."""
    while True:
        made = replace(design, place=free_place(await app.designs.places(design.organisation)))
        try:
            there = await app.designs.add(made)
        except PlaceTaken:  # who took it is one more of MOST, so this ends
            continue
        if there is not made:
            raise Stale(str(there.id))
        return made


async def delete(app: App, organisation: str, code: str) -> None:
    """For good. Certificates that were issued in it are printed in the shipped design of their kind.

    Raises UnknownDesign, DesignUsed, Stale.
    """
    design = await read_design(app, organisation, code)
    if named_by := await app.achievements.naming(organisation, code):
        raise DesignUsed(tuple(one.code for one in named_by))
    await app.designs.remove(design)


def _design(id_: UUID, organisation: str, code: str, uploaded: Uploaded, by: str, app: App) -> OwnDesign:
    manifest = uploaded.manifest
    title = Text(manifest.title.ru, manifest.title.en)
    size = (manifest.page.width, manifest.page.height)
    return OwnDesign(id_, organisation, code, title, *size, uploaded.template, uploaded.pictures, by=by, at=app.now())


async def _tried(app: App, design: OwnDesign, letterhead: Letterhead) -> tuple[DesignFile, ...]:
    """How each case looks. Raises BadDesign, PrintingBusy."""
    sample = Achievement(design.id, design.organisation, "sample", "winner", design.title, design.title)
    prefix, at = letterhead.issuer.prefix, app.now()
    certificates = [sample_of(app, sample, prefix, "ru", at, name) for name in CASES.values()]
    papers = [app.rendering.job(one, letterhead, design, "ru") for one in certificates]
    longer = max(design.width, design.height)
    jobs = chain.from_iterable((paper, own.picture_of(paper, longer, _SAMPLE_SIDE)) for paper in papers)
    made = await app.rendering.sandbox.made(list(jobs))
    pictures = dict(zip(CASES, made[1::2], strict=True))
    for case, pages in pictures.items():
        if len(pages) != 1:
            raise BadDesign(Fault.PAGES, case)
    return tuple(DesignFile(case, pages[0]) for case, pages in pictures.items())
