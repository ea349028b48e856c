"""The issuer's register of a year, as data and as a table."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from certificates.api.deps import PREFIX, Officer, TheApp, Words, Year
from certificates.api.texts import TextOut
from certificates.domain.certificate import Certificate
from certificates.wiring import App
from shared.auth import Forbidden, NotSignedIn, Principal
from shared.web.i18n import Gettext
from shared.web.problems import problems

router = APIRouter(prefix=PREFIX, tags=["register"])


class RowOut(BaseModel):
    registration_number: str
    number: int
    issued_on: date
    name: str | None
    title: TextOut
    skill: TextOut
    championship: TextOut
    status: str
    status_since: datetime
    reason: str | None

    @classmethod
    def of(cls, certificate: Certificate, app: App) -> "RowOut":
        earned, standing = certificate.achievement, certificate.standing
        return cls(
            registration_number=str(certificate.number),
            number=certificate.number.number,
            issued_on=app.day(certificate.issued_at),
            name=certificate.document.name if certificate.document else None,
            title=TextOut.of(earned.title),
            skill=TextOut.of(earned.skill),
            championship=TextOut.of(earned.championship),
            status=standing.state.value,
            status_since=standing.since,
            reason=standing.reason,
        )


class RegisterOut(BaseModel):
    year: int
    items: list[RowOut]
    next: int | None
    """The number to go on after."""


@router.get("/register", summary="The register of a year", responses=problems(NotSignedIn, Forbidden))
async def register(
    year: Year,
    officer: Officer,
    app: TheApp,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    cursor: Annotated[int, Query(ge=0, description="The `next` of the page before")] = 0,
) -> RegisterOut:
    """Every certificate of the officer's organisation, by number. There is no gap."""
    found = await app.certificates.of_year(_organisation(officer), year, after=cursor, limit=limit + 1)
    following = found[limit - 1].number.number if len(found) > limit else None
    return RegisterOut(year=year, items=[RowOut.of(each, app) for each in found[:limit]], next=following)


@router.get(
    "/register.csv",
    summary="The register of a year as a table",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **problems(NotSignedIn, Forbidden)},
)
async def register_table(year: Year, officer: Officer, app: TheApp, _: Words) -> Response:
    """UTF-8 with a byte order mark, semicolons, for Excel."""
    found = await app.certificates.of_year(_organisation(officer), year)
    rows = [RowOut.of(each, app) for each in found]
    headers = {
        "content-disposition": f'attachment; filename="register-{year}.csv"',
        "cache-control": "private, no-store",
    }
    return Response("\ufeff" + _table(rows, _), media_type="text/csv; charset=utf-8", headers=headers)


def _organisation(officer: Principal) -> str:
    if not officer.organisation:
        raise Forbidden
    return officer.organisation


def _table(rows: Iterable[RowOut], _: Gettext) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    header = (
        _("Number"),
        _("Issued"),
        _("Name"),
        _("Award"),
        _("Skill"),
        _("Championship"),
        _("Status"),
        _("Since"),
        _("Reason"),
    )
    writer.writerow(header)
    words = {"valid": _("valid"), "suspended": _("suspended"), "revoked": _("revoked"), "superseded": _("replaced")}
    for row in rows:
        texts = [text.en if _.language == "en" else text.ru for text in (row.title, row.skill, row.championship)]
        since = row.status_since.date() if row.status != "valid" else ""
        cells = [
            row.registration_number,
            row.issued_on,
            row.name or "",
            *texts,
            words[row.status],
            since,
            row.reason or "",
        ]
        writer.writerow([_guarded(str(cell)) for cell in cells])
    return file.getvalue()


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula becomes text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
