"""Many certificates at once, or a file: what is pasted, chosen or dropped on the verifier's page. Nothing of it is kept."""

from collections.abc import Iterable, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response

from certificates.api.deps import TheApp
from certificates.api.presented import check_presented, files_of, read_files
from certificates.domain.verifying.presentation import (
    MOST,
    WHOLE,
    FileRefused,
    NothingPresented,
    Presentation,
    TooManyPresented,
)
from certificates.domain.verifying.verdict import Answer
from certificates.pages import listed
from certificates.pages.render import pages
from certificates.pages.verifier import Sent, page
from certificates.queries.listing import Checked
from certificates.verification.files.rows import in_pasted
from certificates.verification.heavy import VerificationBusy
from certificates.wiring import App
from shared.errors import TooMany
from shared.web.deps import Visitor, Words
from shared.web.i18n import Gettext
from shared.workbooks.writing import data_address

router = APIRouter(prefix="/v", tags=["verification"])

WORST_FIRST: Final = "worst"
MOST_FIELDS: Final = 20
LONGEST_LIST: Final = 1024 * 1024
"""Of what is pasted: a thousand texts of codes have half of it."""


@router.post("/list", include_in_schema=False)
async def verify_all(request: Request, _visitor: Visitor, app: TheApp, _: Words) -> Response:
    """One answer as of a scan, several as a table. What was pasted is given back with each refusal, and so are the codes that the
    browser has read off pictures; files have to be chosen again."""
    async with request.form(max_files=MOST, max_fields=MOST_FIELDS, max_part_size=LONGEST_LIST) as sent:
        files = await files_of(sent.multi_items())
        text, codes, order = (str(sent.get(name, "")) for name in ("list", "codes", "order"))
    try:
        presented = await _presented(app, files, (codes, text), request)
        checked = await check_presented(app, presented, request)
    except (FileRefused, NothingPresented, TooManyPresented, VerificationBusy, TooMany) as refusal:
        return page(
            request,
            _,
            refusal=refusal,
            sent=Sent(text, codes, tuple(name for name, _content in files), order or "given"),
        )
    if len(checked) == 1:
        return page(request, _, checked[0].verdict)
    return _table(request, app, checked, _, is_worst_first=order == WORST_FIRST)


async def _presented(
    app: App, files: Sequence[tuple[str, bytes]], texts: Iterable[str], request: Request
) -> list[Presentation]:
    """Where there is more than one file without anything to check, that file is a row like others."""
    pasted = [each for text in texts for each in in_pasted(text)]
    if not files:
        return pasted
    try:
        return [*await read_files(app, list(files), request), *pasted]
    except FileRefused as refused:
        if refused.fault in WHOLE or not pasted:
            raise
        return [Presentation(file=refused.file, fault=refused.fault), *pasted]


def _table(request: Request, app: App, checked: Sequence[Checked], _: Gettext, *, is_worst_first: bool) -> Response:
    formats = app.formats(_.language)
    lines = listed.lines(checked, _, formats)
    about = _("Certificates checked at {origin}, {moment}", origin=app.origin, moment=formats.moment(app.now()))
    return pages.render(
        request,
        "verified.html",
        headers={"cache-control": "no-store"},
        principal=None,
        lines=listed.worst_first(lines) if is_worst_first else lines,
        counts=listed.counts(checked, _),
        valid=sum(each.verdict.answer is Answer.VALID for each in checked),
        about=about,
        workbook=data_address(listed.as_workbook(checked, about, app.origin, _, formats)),
        file_name=f"{_('answers')}-{app.day(app.now()).isoformat()}.xlsx",
    )
