from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from competitions.api.awards.awards import OF_TERMS
from competitions.api.awards.shapes import Kind, TermsIn
from competitions.api.awards.told import PrintOut, RowsOut, TableOut, ToPrintOut, row_out
from competitions.api.deps import TheApp
from competitions.api.schemes import XLSX
from competitions.commands.awards.bringing import bring_table, say_which
from competitions.commands.awards.starting import answer_rows, cancel_table, start_table
from competitions.domain.awards.occasions import WhichChampionship
from competitions.domain.awards.offers import NotOffered
from competitions.domain.awards.rows import NoSuchChoice, RowState
from competitions.domain.awards.tables import (
    Allowed,
    ChangesUnseen,
    NothingToGrant,
    QuestionsOpen,
    RowsFaulty,
    TableOver,
)
from competitions.domain.refusal import Unknown
from competitions.queries.awards.granting import rows_in_state, rows_to_print, table_seen
from shared.identity.principal import Forbidden
from shared.web.deps import Officer, Words
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Day, Flag, In, Limit, PrintedName

router = APIRouter(prefix="/award-tables", tags=["awards"])
CSV, LINES = "text/csv", "application/jsonl"
FILE = {"schema": {"type": "string", "format": "binary"}}


class MeantIn(In):
    meant: Annotated[dict[str, UUID], Field(max_length=100)]
    """By the name as it is written in the file: the id of the championship that is meant."""


class AnswersIn(In):
    answers: Annotated[dict[str, str], Field(max_length=1000, default_factory=dict)]
    """By the row's number: the id of the candidate who is meant, `another` or `leave_out`."""
    for_all: Literal["only_candidate", "another", "leave_out"] | None = None
    """Of all that are open after that; `only_candidate`: where exactly one of the name is kept, that one."""


class StartIn(In):
    leave_out_faulty: Flag = False
    correct: Flag = False
    """Whether rows that say of an award otherwise than it was granted correct it."""


class QueryTerms(In):
    """What stands in the address beside the file."""

    achievement_id: UUID
    granted_on: Day
    language: Literal["ru", "en", "both"] = "ru"
    context: Kind = "none"
    championship_id: UUID | None = None
    title_ru: PrintedName | None = None
    title_en: PrintedName | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None

    def terms_in(self) -> TermsIn:
        is_titled = self.title_ru or self.title_en
        title = {"ru": self.title_ru or self.title_en, "en": self.title_en or self.title_ru} if is_titled else None
        context = {
            "kind": self.context,
            "id": self.championship_id,
            "title": title,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }
        said = {"achievement_id": self.achievement_id, "granted_on": self.granted_on, "language": self.language}
        return TermsIn.model_validate({**said, "context": context})


@router.post(
    "",
    status_code=202,
    responses=problems(Unknown, Forbidden, *OF_TERMS),
    openapi_extra={"requestBody": {"required": True, "content": {XLSX: FILE, CSV: FILE, LINES: FILE}}},
)
async def bring(
    request: Request, said: Annotated[QueryTerms, Query()], new: NewId, by: Officer, app: TheApp, text: Words
) -> TableOut:
    """Takes a table of awards, one a row, as .xlsx, CSV or JSON Lines, and checks it: nothing of it is granted before it is started.

    A long one is checked by and by: its state is at `GET /award-tables/{id}`. What nobody starts within a day is gone.
    """
    terms = said.terms_in()
    table = await bring_table(app, new, terms.achievement_id, terms.terms(), request.stream(), by)
    return TableOut.of(await table_seen(app, table.id, by), text)


@router.get("/{table_id}", responses=problems(Unknown, Forbidden))
async def read_table(table_id: UUID, by: Officer, app: TheApp, text: Words) -> TableOut:
    """What a table comes to, and how far it is."""
    return TableOut.of(await table_seen(app, table_id, by), text)


@router.get("/{table_id}/rows", responses=problems(Unknown, Forbidden))
async def read_rows(
    table_id: UUID,
    state: RowState,
    by: Officer,
    app: TheApp,
    text: Words,
    response: Response,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Limit = 100,
) -> RowsOut:
    """The rows in one state, in the order of the file: what is wrong with each, or what is asked about it."""
    response.headers["cache-control"] = "no-store"
    rows, following = await rows_in_state(app, table_id, state, by, after=after, limit=limit)
    return RowsOut(items=[row_out(row, text) for row in rows], next=following)


@router.get("/{table_id}/to-print", responses=problems(Unknown, Forbidden))
async def read_rows_to_print(
    table_id: UUID,
    by: Officer,
    app: TheApp,
    response: Response,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Limit = 100,
) -> ToPrintOut:
    """Whose certificate reaches nobody by a letter: it is printed and handed over."""
    response.headers["cache-control"] = "no-store"
    rows, following = await rows_to_print(app, table_id, by, after=after, limit=limit)
    return ToPrintOut(
        items=[PrintOut(number=row.number, subject_id=person.id, award_id=row.award_id) for row, person in rows],
        next=following,
    )


@router.post(
    "/{table_id}/championships", status_code=202, responses=problems(Unknown, Forbidden, TableOver, WhichChampionship)
)
async def say_championships(table_id: UUID, body: MeantIn, by: Officer, app: TheApp, text: Words) -> TableOut:
    """Says which championship a name means that several have: then the rows are checked. A repeat changes nothing."""
    await say_which(app, table_id, body.meant, by)
    return TableOut.of(await table_seen(app, table_id, by), text)


@router.post("/{table_id}/answers", responses=problems(Unknown, Forbidden, TableOver, NoSuchChoice))
async def answer(table_id: UUID, body: AnswersIn, by: Officer, app: TheApp, text: Words) -> TableOut:
    """Says who is meant in the rows that are `unsure`."""
    await answer_rows(app, table_id, numbered(body.answers), body.for_all, by)
    return TableOut.of(await table_seen(app, table_id, by), text)


@router.post(
    "/{table_id}/start",
    status_code=202,
    responses=problems(
        Unknown, Forbidden, NotOffered, TableOver, QuestionsOpen, RowsFaulty, ChangesUnseen, NothingToGrant
    ),
)
async def start(table_id: UUID, body: StartIn, by: Officer, app: TheApp, text: Words) -> TableOut:
    """Hands out, row by row. A repeat changes nothing."""
    await start_table(app, table_id, Allowed(body.leave_out_faulty, body.correct), by)
    return TableOut.of(await table_seen(app, table_id, by), text)


@router.post("/{table_id}/cancellation", responses=problems(Unknown, Forbidden, TableOver))
async def cancel(table_id: UUID, by: Officer, app: TheApp, text: Words) -> TableOut:
    """Before the first row is granted. A repeat changes nothing."""
    await cancel_table(app, table_id, by)
    return TableOut.of(await table_seen(app, table_id, by), text)


def numbered(answers: Mapping[str, str]) -> dict[int, str]:
    """Raises NoSuchChoice for what is no row's number."""
    for number in answers:
        if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
            raise NoSuchChoice(0)
    return {int(number): choice for number, choice in answers.items()}


LONGEST_NUMBER = 7
