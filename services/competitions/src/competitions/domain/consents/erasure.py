"""Whose data goes by itself: who never consented, and is kept for nothing else.

Before there is a consent only what is needed to ask for it is kept, and not longer than it may come (152-FZ, articles 5 and 21).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Unknown

LOOKED_AGAIN_AFTER = timedelta(days=1)


class Ground(StrEnum):
    """Why a person is kept without a consent of this championship."""

    CONSENT = "consent"
    """Given in some championship: its text says for how long."""
    ENTRY = "entry"
    RESULT = "result"
    """They were confirmed somewhere, so protocols and certificates stand on the record."""
    AWARD = "award"
    """They were granted something, of which a certificate stands in a register."""
    JURY = "jury"
    DUTY = "duty"
    """They may act for the organisation, or in a championship of it. An account alone keeps nobody."""
    WARD = "ward"
    """They answer for somebody who is kept."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of one person, because nobody consented in one championship. Stays as the act that it was done."""

    id: UUID
    """Derived of championship and person: it is planned once."""
    championship_id: UUID
    organisation: str
    subject_id: UUID
    due_at: datetime
    """When the consents were due."""
    erase_at: datetime
    look_at: datetime
    """When the worker looks next: `erase_at`, and once a day while something keeps the person."""
    stays_for: Ground | None = None
    """What kept the person when the worker last looked."""
    guardians: tuple[UUID, ...] = ()
    """Whose contacts were kept to ask them: looked at after the person is gone."""
    subject_ids: tuple[UUID, ...] = ()
    """All under which the person was known, once they begin to go."""
    done_at: datetime | None = None
    version: int = 1

    def kept(self, ground: Ground, at: datetime) -> "Erasure":
        """Whatever was begun is off."""
        return replace(self, stays_for=ground, look_at=at + LOOKED_AGAIN_AFTER, guardians=(), subject_ids=())

    def put_off(self, at: datetime) -> "Erasure":
        """The person is being entered: nobody goes by what was found before that. Raises Unknown where they are going already."""
        if self.subject_ids:
            raise Unknown("person", self.subject_id)
        return replace(self, look_at=max(self.look_at, at + LOOKED_AGAIN_AFTER))

    def planned_again(self, later: "Erasure") -> "Erasure":
        """The person was entered again, and nobody consented again."""
        return replace(self, due_at=later.due_at, erase_at=later.erase_at, look_at=later.erase_at, stays_for=None)

    def begun(self, guardians: Iterable[UUID], subject_ids: Iterable[UUID]) -> "Erasure":
        """These are known no more once the person is erased: a repeat adds to what was known when it began."""
        return replace(
            self,
            guardians=tuple(dict.fromkeys((*self.guardians, *guardians))),
            subject_ids=tuple(dict.fromkeys((*self.subject_ids, *subject_ids))),
            stays_for=None,
        )

    def done(self, at: datetime) -> "Erasure":
        return self if self.done_at else replace(self, stays_for=None, done_at=at)
