"""How many entries one person may have: counted together with those that are just being made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from competitions.domain.entering.own import TooManyEntries

LASTS: Final = timedelta(minutes=1)
"""After that an attempt has become an entry, or failed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    registration_id: UUID
    skill_id: UUID
    at: datetime
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """Of one person in one championship. Who writes it first counts first: forms that are sent at once see each other here."""

    id: UUID
    """Derived of championship and person."""
    at: datetime
    """Of the last one."""
    under_way: tuple[Attempt, ...] = ()
    version: int = 1

    def begin(
        self, new: Attempt, entries: Mapping[UUID, UUID], ended: Collection[UUID], most: int | None
    ) -> "Attempts":
        """`entries`: the skills of those that stand, by their ids; `ended`: ids of the others that there were; `most`: None, where
        there is no limit.

        Several forms for one skill are one entry at most. Raises TooManyEntries.
        """
        known = {*entries, *ended}
        others = [
            one
            for one in self.under_way
            if one.registration_id not in {*known, new.registration_id} and new.at - one.at < LASTS
        ]
        skills = {*entries.values(), *(one.skill_id for one in others)} - {new.skill_id}
        if most is not None and len(skills) >= most:
            raise TooManyEntries(most)
        return replace(self, at=new.at, under_way=(*others, new))
