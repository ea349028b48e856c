"""How tables and their rows are told."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from competitions.api.awards.shapes import Kind
from competitions.domain.awards.rows import Row, RowState
from competitions.domain.awards.tables import TableStage
from competitions.queries.awards.granting import TableSeen
from shared.web.i18n import Gettext
from shared.web.schemas import Out, TextOut


class FaultOut(Out):
    where: str
    """The column's letter or name; for a file as a whole the place in it."""
    message: str
    fix: str


class NamesakeOut(Out):
    id: UUID
    birth_date: date | None
    differing: list[str]
    """Of who was granted the same before, what the row would correct."""


class RowOut(Out):
    number: int
    """As in the file."""
    state: RowState
    faults: list[FaultOut]
    candidates: list[NamesakeOut]
    """Of the same name, whom the organisation keeps."""
    twin: int | None
    """A row before it that may be of the same person."""
    answer: str | None
    differing: list[str]
    """What a correction changes."""


class RowsOut(Out):
    items: list[RowOut]
    next: int | None = None
    """`after` of the next page."""


class PrintOut(Out):
    number: int
    subject_id: UUID
    award_id: UUID | None


class ToPrintOut(Out):
    items: list[PrintOut]
    next: int | None = None


class HeldOut(Out):
    id: UUID
    name: TextOut
    starts_on: date


class UnclearOut(Out):
    """A name in the file, and the championships that have it."""

    written: str
    choices: list[HeldOut]


class OccasionOut(Out):
    kind: Kind
    id: UUID | None
    name: TextOut | None
    rows: int


class CountsOut(Out):
    new: int
    known: int
    changes: int
    unsure: int
    faulty: int


class TableOut(Out):
    id: UUID
    achievement_id: UUID
    stage: TableStage
    found: CountsOut
    unclear: list[UnclearOut]
    """While the table is `asked`: names of which it is to be said which championship they mean."""
    occasions: list[OccasionOut]
    """In what the rows were earned, where they say so by themselves; those of most rows first, up to 100."""
    ignored: list[str]
    """Columns that are left alone."""
    open_questions: int
    """Rows of which it is still to be said who is meant."""
    corrections: int
    """Rows that correct what was granted before, also by an answer, while the table is not started: they need `correct`."""
    refused: list[FaultOut]
    """Why the file cannot be read."""
    to_do: int
    done: int
    granted: int
    corrected: int
    unchanged: int
    left_out: int
    made_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, seen: TableSeen, text: Gettext) -> "TableOut":
        table, outcomes = seen.table, {outcome.value: number for outcome, number in seen.outcomes.items()}
        return cls(
            id=table.id,
            achievement_id=table.achievement_id,
            stage=table.stage,
            found=CountsOut.model_validate(table.found),
            unclear=[UnclearOut.model_validate(one) for one in table.unclear]
            if table.stage is TableStage.ASKED
            else [],
            occasions=[
                OccasionOut(
                    kind=one.context.kind.value,
                    id=one.context.id,
                    name=TextOut.model_validate(one.name) if one.name else None,
                    rows=one.rows,
                )
                for one in seen.occasions
            ],
            ignored=list(table.ignored),
            open_questions=seen.asked.open_questions,
            corrections=seen.asked.changes,
            refused=[fault_out(one.where, one.message, one.fix, one.facts, text) for one in table.refused],
            to_do=table.to_do,
            done=table.done,
            granted=outcomes.get("granted", 0),
            corrected=outcomes.get("corrected", 0),
            unchanged=outcomes.get("unchanged", 0),
            left_out=outcomes.get("left_out", 0),
            made_at=table.made_at,
            started_at=table.started_at,
            ended_at=table.ended_at,
        )


def row_out(row: Row, text: Gettext) -> RowOut:
    return RowOut(
        number=row.number,
        state=row.state,
        faults=[fault_out(one.column, one.message, one.fix, one.facts, text) for one in row.faults],
        candidates=[NamesakeOut.model_validate(one) for one in row.candidates],
        twin=row.twin,
        answer=row.answer,
        differing=list(row.differing),
    )


def fault_out(where: str, message: str, fix: str, facts: Mapping[str, str], text: Gettext) -> FaultOut:
    return FaultOut(where=where, message=text(message, **facts), fix=text(fix, **facts))
