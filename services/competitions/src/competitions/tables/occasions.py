"""In what a row says that it was earned: a championship as people call it, a course or an event."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from competitions.domain.awards.facts import Context, ContextKind
from competitions.domain.awards.occasions import Held, Unclear, called
from competitions.workbook.faults import _
from shared.ids import derive
from shared.text import Text

COLUMNS: Final = (ContextKind.CHAMPIONSHIP.value, ContextKind.COURSE.value, ContextKind.EVENT.value)
MOST_ASKED: Final = 50
"""Names of which somebody is asked which championship they mean."""
ID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotMeant(Exception):
    """What stands in a cell is no occasion here. `message` and `fix` are msgids."""

    def __init__(self, field_: str, message: str, fix: str, **facts: str) -> None:
        super().__init__(message)
        self.field = field_
        self.message = message
        self.fix = fix
        self.facts = facts


@dataclass
class Occasions:
    """What rows are read against. `unclear` grows while they are."""

    organisation: str
    own: Sequence[Held] = ()
    """Championships in which the officer may grant something."""
    others: Collection[str] = ()
    """What those of other organisations are called, to say so."""
    meant: Mapping[str, UUID] = field(default_factory=dict)
    """What somebody has said of names that several championships have."""
    unclear: dict[str, Unclear] = field(default_factory=dict)

    def said(self, written: Mapping[str, str]) -> tuple[Context, bool] | None:
        """With whether it is of a special category; None where the row says nothing of it. `written`: by COLUMNS.

        Raises NotMeant.
        """
        named = [column for column in COLUMNS if written.get(column)]
        if len(named) > 1:
            message = _("A row is earned in one championship, one course or one event.")
            raise NotMeant(named[1], message, _("Leave the others empty."))
        if not named:
            return None
        if named[0] == ContextKind.CHAMPIONSHIP:
            held = self._championship(written[named[0]])
            return Context(ContextKind.CHAMPIONSHIP, held.id), held.special_category
        title = written[named[0]]
        return named_occasion(self.organisation, ContextKind(named[0]), Text(title, title)), False

    def _championship(self, written: str) -> Held:
        found = self._found(written)
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._unknown(written)
        name = called(written)
        if name not in self.unclear and len(self.unclear) < MOST_ASKED:
            self.unclear[name] = Unclear(written, tuple(found))
        fix = _("Write the day on which it begins after its name: “{name}, {day}”.")
        first = found[0]
        facts = {"name": written, "day": f"{first.starts_on:%d.%m.%Y}"}
        raise NotMeant(COLUMNS[0], _("Several championships are called so."), fix, **facts)

    def _found(self, written: str) -> list[Held]:
        """By its id, also within its address; by its name; by its name and when it begins."""
        if id := ID.search(written.casefold()):
            return [one for one in self.own if one.id == UUID(id[0])]
        name = called(written)
        found = [one for one in self.own if one.is_called(name)]
        if len(found) > 1 and name in self.meant:
            return [one for one in found if one.id == self.meant[name]]
        title, comma, day = written.rpartition(",")
        if not found and comma:
            found = [one for one in self.own if one.is_called(called(title)) and one.begins(day.strip())]
        return found

    def _unknown(self, written: str) -> NotMeant:
        fix = _("Write its name as it stands on its page, or leave the cell empty.")
        if called(written) in self.others:
            return NotMeant(COLUMNS[0], _("This championship is another organisation's."), fix)
        return NotMeant(COLUMNS[0], _("Your organisation has announced no championship of this name."), fix)


def named_occasion(organisation: str, kind: ContextKind, title: Text) -> Context:
    """A course or an event, which is the same wherever its issuer calls it so."""
    return Context(kind, derive("context", organisation, kind.value, called(title.ru)), title)
