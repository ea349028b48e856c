"""Skills from a table that somebody has filled in: each row as a body, each fault by its cell."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from competitions.api.skills import SkillIn
from competitions.commands.skill_import import PlannedRow
from competitions.domain.preparation.skill_plan import AgesReversed, MemberQuotaAboveQuota
from competitions.workbook.faults import Report, _
from competitions.workbook.table import Headings, TableRow, below_headings
from shared.web.forms import body_of
from shared.web.problems.faults import MESSAGES, OTHERWISE

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "number": ("Number", "Номер"),
    "name-ru": ("Name in Russian", "Название по-русски"),
    "name-en": ("Name in English", "Название по-английски"),
    "room": ("Room", "Помещение"),
    "quota": ("Places", "Мест"),
    "member_quota": ("Places a region", "Мест на регион"),
    "minimum": ("Minimum", "Минимум"),
    "youngest": ("Youngest", "Возраст от"),
    "oldest": ("Oldest", "Возраст до"),
    "team_size": ("Team", "Команда"),
}
"""As the exported list has them, in either language: what was taken along comes back. Other columns are left alone."""
NEEDED: Final = ("number", "name-ru", "name-en")
NUMBERS: Final = ("quota", "member_quota", "minimum", "youngest", "oldest", "team_size")
TEMPLATE: Final = _("Take the exported list of skills as a template.")
NAMED: Final = Headings(
    HEADINGS,
    NEEDED,
    "number",
    TEMPLATE,
    (_("There is no skill in the file."), _("Write one skill a row, below the headings.")),
)


def planned_rows(rows: Sequence[TableRow]) -> list[PlannedRow]:
    """Raises WorkbookRefused with all cells to mend."""
    report = Report()
    columns, filled = below_headings(rows, NAMED, report)
    found = [plan for row in filled if (plan := _planned(row, columns, report))]
    _check_twice(found, report)
    report.raise_if_any()
    return found


def _planned(row: TableRow, columns: Mapping[str, str], report: Report) -> PlannedRow | None:
    before = len(report.faults)
    typed = {field: row.cells[column] for field, column in columns.items() if column in row.cells}
    for column in {column for column in columns.values() if column in row.unread}:
        report.add(row.where(column), _("What stands here cannot be read."), _("Type it as a text or a number."))
    try:
        body = SkillIn.model_validate({"name": {}, **body_of(typed, SkillIn.model_fields, NUMBERS)})
        plan = body.plan()
        plan.check()
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _tell(fault, row, columns, report)
        return None
    except (AgesReversed, MemberQuotaAboveQuota) as refusal:
        _tell_rule(refusal, row, columns, report)
        return None
    return None if len(report.faults) > before else PlannedRow(plan, row.where(columns["number"]))


def _tell(fault: Mapping[str, Any], row: TableRow, columns: Mapping[str, str], report: Report) -> None:
    message, fix = MESSAGES.get(fault["type"], OTHERWISE)
    report.add(row.where(columns["-".join(map(str, fault["loc"]))]), message, fix, **fault.get("ctx", {}))


def _tell_rule(
    refusal: AgesReversed | MemberQuotaAboveQuota, row: TableRow, columns: Mapping[str, str], report: Report
) -> None:
    match refusal:
        case AgesReversed(youngest, oldest):
            fix = _("Give a highest age that is not below the lowest.")
            where = row.where(columns["oldest"])
            report.add(where, _("{oldest} is less than {youngest}."), fix, youngest=youngest, oldest=oldest)
        case MemberQuotaAboveQuota(quota):
            fix = _("Give a smaller number, or more places in all.")
            report.add(row.where(columns["member_quota"]), _("There are {quota} places in all."), fix, quota=quota)


def _check_twice(found: Sequence[PlannedRow], report: Report) -> None:
    first: dict[str, PlannedRow] = {}
    for row in found:
        if known := first.get(row.plan.number):
            report.add(
                row.where,
                _("Number {number} stands in {other} already."),
                _("Give each skill a number of its own."),
                number=row.plan.number,
                other=known.where.rpartition("!")[2],
            )
        first.setdefault(row.plan.number, row)
