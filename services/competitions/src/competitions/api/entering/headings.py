"""The columns of a table of entrants."""

from collections.abc import Mapping
from typing import Final

from competitions.api.entering.crews import COLUMNS
from competitions.api.entering.grouping import asked_of
from competitions.domain.categories.groups import Categories
from competitions.domain.schools.school import School
from competitions.workbook.faults import _
from competitions.workbook.people import HEADINGS as PEOPLE
from competitions.workbook.table import Headings

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "skill": ("Skill", "Компетенция"),
    **{name: PEOPLE[name] for name in ("family_name", "given_name", "patronymic", "birth_date", "email")},
    "phone": ("Phone", "Телефон"),
    "member": ("Region or organisation", "Регион или организация"),
    "course": ("Class or course", "Класс или курс", "Класс", "Курс"),
    **{name: PEOPLE[name] for name in ("guardian", "guardian_email")},
    "language": ("Language", "Язык"),
    "time_zone": ("Time zone", "Часовой пояс"),
}
NEEDED: Final = ("skill", "family_name", "given_name", "birth_date", "member")
TEMPLATE: Final = _("Take the template, and write one entrant a row.")
NOTHING: Final = (_("There is no entrant in the file."), _("Write one entrant a row, below the headings."))


def headings(groups: Categories, *, has_teams: bool, school: School | None = None) -> Headings:
    """With the columns that the categories and teams ask for. Who enters people of one school alone need not write which."""
    is_known = school is not None and len(school.names) == 1
    needed = tuple(one for one in NEEDED if one != "member" or not is_known)
    needed = (*needed, "status") if groups.ask_status else needed
    words = {**HEADINGS, **asked_of(groups), **(COLUMNS if has_teams else {})}
    return Headings(words, needed, "family_name", TEMPLATE, NOTHING)
