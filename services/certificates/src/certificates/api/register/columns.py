"""With which columns an issuer exports its register."""

from typing import Annotated, Final

from fastapi import APIRouter, Body, Response
from pydantic import Field as Limits

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.commands.columns import choose_columns
from certificates.domain.columns import Column, Field, NoColumns, RegisterColumns
from certificates.domain.issuer import UnknownIssuer
from certificates.queries.columns import read_columns
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Officer
from shared.web.preconditions import Seen, etag
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out

router = APIRouter(prefix=f"{PREFIX}/issuers/{{organisation}}/register/columns", tags=["register"])
_EXAMPLE: Final = {"columns": [{"field": "number"}, {"field": "name", "title": "ФИО"}]}
_REFUSALS: Final = (UnknownIssuer, NotSignedIn, Forbidden)


class ColumnIn(In):
    field: Field
    title: Line | None = None
    """Left out: as the field is called in the language of who exports."""


class ColumnsIn(In):
    columns: list[ColumnIn] = Limits(max_length=len(Field))
    """In their order."""


class ColumnOut(Out):
    field: Field
    title: str | None


class ColumnsOut(Out):
    columns: list[ColumnOut]
    version: int


@router.get("", summary="The columns of the exported register", responses=problems(*_REFUSALS))
async def read(organisation: str, officer: Officer, app: TheApp, response: Response) -> ColumnsOut:
    """With the tag to change them by."""
    check_officer(officer, organisation)
    return _answered(await read_columns(app, organisation), response)


@router.put(
    "",
    summary="Choose the columns of the exported register",
    responses=problems(NoColumns, Outdated, Stale, VersionNeeded, *_REFUSALS),
)
async def choose(
    organisation: str,
    body: Annotated[ColumnsIn, Body(examples=[_EXAMPLE])],
    officer: Officer,
    seen: Seen,
    app: TheApp,
    response: Response,
) -> ColumnsOut:
    """Of the pages' exports and of whatever programs fetch from there."""
    check_officer(officer, organisation)
    if seen is None:
        raise VersionNeeded
    columns = tuple(Column(one.field, one.title) for one in body.columns)
    return _answered(await choose_columns(app, organisation, columns, by=officer.account, seen=seen), response)


def _answered(kept: RegisterColumns, response: Response) -> ColumnsOut:
    response.headers["etag"] = etag(kept.version)
    return ColumnsOut(columns=[ColumnOut.model_validate(one) for one in kept.columns], version=kept.version)
