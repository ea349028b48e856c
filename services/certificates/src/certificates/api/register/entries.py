"""The issuer's register of a year, as data and as a table."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from certificates.api.deps import PREFIX, TheApp, Year
from certificates.documents.words import reason_in
from certificates.domain.certificate import RegisterEntry
from certificates.domain.register import CAPACITY, LISTS_A_YEAR
from certificates.domain.standing import Standing
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal, Role
from shared.web.deps import Officer, Words
from shared.web.i18n import Gettext
from shared.web.problems import problems
from shared.web.schemas import Out, TextOut

router = APIRouter(prefix=PREFIX, tags=["register"])

LAST_NUMBER = CAPACITY * LISTS_A_YEAR
"""No year has more."""


class StandingOut(Out):
    status: str
    since: datetime
    reason: str | None

    @classmethod
    def of(cls, standing: Standing, _: Gettext) -> "StandingOut":
        return cls(status=standing.state.value, since=standing.since, reason=reason_in(standing.reason, _))


class RowOut(Out):
    registration_number: str
    number: int
    issued_on: date
    name: str | None
    title: TextOut
    skill: TextOut | None
    context: TextOut | None
    status: str
    status_since: datetime
    reason: str | None
    history: list[StandingOut] = Field(description="What it was before, the oldest first")

    @classmethod
    def of(cls, entry: RegisterEntry, app: App, _: Gettext) -> "RowOut":
        earned, context, standing = entry.achievement, entry.context, entry.standing
        return cls(
            registration_number=str(entry.number),
            number=entry.number.number,
            issued_on=app.day(entry.issued_at),
            name=entry.name,
            title=TextOut.model_validate(earned.title),
            skill=TextOut.model_validate(context.skill_name) if context.skill_name else None,
            context=TextOut.model_validate(context.title) if context.title else None,
            status=standing.state.value,
            status_since=standing.since,
            reason=reason_in(standing.reason, _),
            history=[StandingOut.of(each, _) for each in entry.history],
        )


class RegisterOut(Out):
    year: int
    items: list[RowOut]
    next: int | None
    """The number to go on after."""


@router.get("/register", summary="The register of a year", responses=problems(NotSignedIn, Forbidden))
async def register(
    year: Year,
    officer: Officer,
    app: TheApp,
    _: Words,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    cursor: Annotated[int, Query(ge=0, le=LAST_NUMBER, description="The `next` of the page before")] = 0,
) -> RegisterOut:
    """Every certificate of the officer's organisation, by number. There is no gap."""
    lines = app.certificates.of_year(_organisation(officer), year, after=cursor, limit=limit + 1)
    found = [RowOut.of(entry, app, _) async for entry in lines]
    following = found[limit - 1].number if len(found) > limit else None
    return RegisterOut(year=year, items=found[:limit], next=following)


@router.get(
    "/register.csv",
    summary="The register of a year as a table",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **problems(NotSignedIn, Forbidden)},
)
async def register_table(year: Year, officer: Officer, app: TheApp, _: Words) -> Response:
    """UTF-8 with a byte order mark, semicolons, for Excel. Days are those of the issuer's calendar."""
    lines = app.certificates.of_year(_organisation(officer), year)
    headers = {
        "content-disposition": f'attachment; filename="register-{year}.csv"',
        "cache-control": "private, no-store",
    }
    return StreamingResponse(_table(lines, app, _), media_type="text/csv; charset=utf-8", headers=headers)


def _organisation(officer: Principal) -> str:
    if not officer.organisation or not officer.has(Role.OFFICER):
        raise Forbidden
    return officer.organisation


async def _table(lines: AsyncIterator[RegisterEntry], app: App, _: Gettext) -> AsyncIterator[str]:
    """Line by line: a year may have a million."""
    yield "\ufeff" + csv_line(
        (
            _("Number"),
            _("Issued"),
            _("Name"),
            _("Achievement"),
            _("Skill"),
            _("Where"),
            _("Status"),
            _("Since"),
            _("Reason"),
            _("Before that"),
        )
    )
    async for entry in lines:
        yield csv_line(_cells(RowOut.of(entry, app, _), app, _))


def _cells(row: RowOut, app: App, _: Gettext) -> Iterable[object]:
    states = {"valid": _("valid"), "suspended": _("suspended"), "revoked": _("revoked"), "superseded": _("replaced")}
    is_as_issued = row.status == "valid" and not row.history
    before = (
        f"{states[each.status]} {app.day(each.since)}" + (f" ({each.reason})" if each.reason else "")
        for each in row.history
    )
    return (
        row.registration_number,
        row.issued_on,
        row.name or "",
        *(_in(text, _) for text in (row.title, row.skill, row.context)),
        states[row.status],
        "" if is_as_issued else app.day(row.status_since),
        row.reason or "",
        "; ".join(before),
    )


def _in(text: TextOut | None, _: Gettext) -> str:
    if text is None:
        return ""
    return text.en if _.language == "en" else text.ru


def csv_line(cells: Iterable[object]) -> str:
    """For Excel: semicolons, and no formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(str(cell)) for cell in cells])
    return file.getvalue()


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula becomes text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
