"""Act nine: a name on paper was wrong, and then the paper was lost. Both are issued anew, and each number tells the truth. A sheet of
numbered paper is spoilt."""

from collections.abc import Sequence
from typing import Final

from client import awards
from client.certificates import Certificate, by_table, issue_anew, verdicts
from demo.people import STRANGER
from demo.stage import Stage

NAME: Final = "Безадресов Никифор Севастьянович"


async def correct(stage: Stage, listed: Sequence[Certificate]) -> None:
    """For the one whom no letter reaches: it comes by hand."""
    officer = stage.callers[STRANGER]
    [row] = await awards.to_print(officer, stage.course.table)
    [first] = [one for one in listed if one["subject_id"] == row["subject_id"]]
    corrected = await issue_anew(officer, first["id"], reason="Ошибка в отчестве.", name=NAME)
    duplicate = await issue_anew(officer, corrected["id"], reason="Бумага утеряна.", duplicate=True)
    stage.course.duplicate = duplicate["id"]

    placed = (corrected["supersedes"], duplicate["supersedes"], duplicate["is_duplicate"])
    stage.checks.expect("what was issued anew names what it replaces", placed, (first["id"], corrected["id"], True))
    numbers = [{"number": one["registration_number"]} for one in (first, corrected, duplicate)]
    found = await verdicts(stage.nobody, *numbers)
    stage.checks.expect("numbers that were replaced, and the last", found, ["superseded", "superseded", "valid"])
    await print_on_blanks(stage, [*listed[:2], duplicate])


async def print_on_blanks(stage: Stage, printed: Sequence[Certificate]) -> None:
    """Numbered paper: one sheet was jammed in the printer, and stays in the register."""
    officer, heading = stage.callers[STRANGER], "number;series;blank\n"
    rows = [f"{one['registration_number']};ТР;00{place}\n" for place, one in enumerate(printed, 1)]
    entered = await by_table(officer, stage.course.organisation, "blanks", heading + "".join(rows))
    again = f"{printed[0]['registration_number']};ТР;009\n"
    reprinted = await by_table(officer, stage.course.organisation, "reprint", heading + again, "Замят в принтере.")
    told = (entered["done"], reprinted["done"], entered["left_out"] + reprinted["left_out"])
    stage.checks.expect("blanks of paper, and a spoilt one", told, (len(printed), 1, []))
