"""What is kept of a row that was handed out."""

from dataclasses import fields, replace
from datetime import date
from uuid import uuid4

from competitions.domain.awards.facts import Context, Facts, Granted
from competitions.domain.awards.rows import Letter, Namesake, Outcome, Recipient, Row, RowState
from competitions.store.awards.rows import COME_TO


def test_all_that_is_done_to_a_row_is_written() -> None:
    """The other fields are not written again."""
    granted = Granted(date(2026, 5, 28), "ru", Context(), Facts())
    row = Row(
        *(uuid4(), uuid4(), 7, RowState.UNSURE, Recipient("Пробный", "Вымысел"), granted),
        key="a-1",
        same=uuid4(),
        candidates=(Namesake(uuid4(), None),),
        twin=3,
        answer="another",
        differing=("hours",),
        cells={"A": "Пробный"},
    )
    done = replace(row.done(Outcome.GRANTED, uuid4(), uuid4()), letter=Letter.PERSON)
    assert {one.name for one in fields(Row) if getattr(done, one.name) != getattr(row, one.name)} == set(COME_TO)
