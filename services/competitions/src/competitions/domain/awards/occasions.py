"""Championships as people call them: in what a row of a table was earned, and which is meant where several are called so."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from competitions.domain.awards.facts import Context
from competitions.domain.entering.search import fold
from competitions.domain.refusal import Refusal
from shared.text import Text

QUOTES: Final = re.compile('[«»„“”"‹›]')


def called(name: str) -> str:
    """The same for every spelling of one name, whatever marks quote a part of it."""
    return fold(QUOTES.sub("", name))


@dataclass(eq=False)
class WhichChampionship(Refusal):
    """Of a name that several championships have nobody has said which is meant, or it is none of them."""

    written: str


@dataclass(frozen=True, slots=True)
class Held:
    """A championship that a row may mean."""

    id: UUID
    name: Text
    starts_on: date
    special_category: bool = False

    def is_called(self, name: str) -> bool:
        """`name`: as `called` makes it."""
        return name in {called(self.name.ru), called(self.name.en)}

    def begins(self, written: str) -> bool:
        """By its day, or its year alone."""
        day = self.starts_on
        return written in {day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", str(day.year)}


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name in a table, and the championships that have it."""

    written: str
    choices: tuple[Held, ...]

    def chosen(self, answers: Mapping[str, UUID]) -> UUID:
        """`answers`: by name, however it is spelt. Raises WhichChampionship."""
        answer = answers.get(called(self.written))
        if answer not in {one.id for one in self.choices}:
            raise WhichChampionship(self.written)
        return answer


MOST_COUNTED: Final = 100
"""Occasions of one table, each by itself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows were earned in what."""

    context: Context
    rows: int


@dataclass
class Counting:
    """Counts them while a table is read."""

    others: int = 0
    """Rows of further ones."""
    _rows: Counter[UUID | None] = field(default_factory=Counter)
    _contexts: dict[UUID | None, Context] = field(default_factory=dict)

    def add(self, contexts: Iterable[Context]) -> None:
        for one in contexts:
            if one.id not in self._contexts and len(self._contexts) == MOST_COUNTED:
                self.others += 1
                continue
            self._contexts.setdefault(one.id, replace(one, starts_on=None, ends_on=None))
            self._rows[one.id] += 1

    def found(self, usual: Context) -> tuple[Counted, ...]:
        """Those of most rows first; nothing where each row is of the `usual` one."""
        if set(self._contexts) <= {usual.id}:
            return ()
        return tuple(Counted(self._contexts[id], rows) for id, rows in self._rows.most_common())
