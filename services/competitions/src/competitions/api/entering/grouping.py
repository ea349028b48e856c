"""The columns of a table of entrants that its championship's categories ask for, and what they come to."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from competitions.domain.categories.belonging import (
    CategoryNotChosen,
    Entrant,
    FitsNone,
    Said,
    belonging,
)
from competitions.domain.categories.groups import Categories, Status
from competitions.domain.entering.search import fold
from competitions.domain.skill import Skill
from competitions.workbook.faults import _

STATUS: Final = {"status": ("Pupil, student or specialist", "Школьник, студент или специалист")}
CATEGORY: Final = {"category": ("Category", "Категория")}
STATUSES: Final[Mapping[str, Status]] = {
    **dict.fromkeys(("pupil", "школьник", "школьница", "ученик", "ученица"), Status.PUPIL),
    **dict.fromkeys(("student", "студент", "студентка"), Status.STUDENT),
    **dict.fromkeys(("specialist", "специалист"), Status.SPECIALIST),
}
Tell = Callable[..., None]
"""Of a row: the field, what is wrong, how to mend it, and facts."""


def asked_of(groups: Categories) -> Mapping[str, tuple[str, str]]:
    """Headings of what is asked, by field."""
    return {**(STATUS if groups.ask_status else {}), **(CATEGORY if groups.age.overlap else {})}


class Grouping:
    """The category of each row; a person's is the same in all of them."""

    def __init__(self, groups: Categories, starts_on: date) -> None:
        self._groups = groups
        self._starts_on = starts_on
        self._names = {fold(word): one.code for one in groups.all for word in (one.code, one.name.ru, one.name.en)}
        self._known: dict[object, str | None] = {}

    def read(self, person: object, born: date, skill: Skill, typed: Mapping[str, str], tell: Tell) -> str | None:
        """`person`: by what rows are of the same one; `typed`: what stands in the columns."""
        if not self._groups.all:
            return None
        said = Said(self._status(typed.get("status", ""), tell), self._category(typed.get("category", ""), tell))
        names = ", ".join(one.name.ru for one in self._groups.all)
        known = self._known.get(person)
        try:
            code = belonging(self._groups, skill.categories, said, Entrant(born), self._starts_on)
        except CategoryNotChosen as error:
            if known in {one.code for one in error.fitting}:
                return known
            fix = _("Write one of: {known}.")
            tell(
                "category",
                _("More than one category fits."),
                fix,
                known=", ".join(one.name.ru for one in error.fitting),
            )
            return None
        except FitsNone:
            fix = _("Check the birth date and what the person is, or choose another skill. Categories: {names}.")
            tell("status", _("The person fits no category."), fix, names=names)
            return None
        if self._known.setdefault(person, code) != code:
            tell(
                "category",
                _("The person stands in another category above."),
                _("Everybody is in one. Correct the rows."),
            )
        return code

    def _status(self, written: str, tell: Tell) -> Status | None:
        status = STATUSES.get(fold(written)) if written else None
        if written and status is None:
            tell("status", _("This is not known here."), _("Write pupil, student or specialist."))
        return status

    def _category(self, written: str, tell: Tell) -> str | None:
        code = self._names.get(fold(written)) if written else None
        if written and code is None:
            known = ", ".join(one.name.ru for one in self._groups.all)
            tell("category", _("There is no such category."), _("Write one of: {known}."), known=known)
        return code
