"""Whom to call when something happens to one who competes: at most two people, with a name and a telephone each.

Logistics: it tells nothing of who competes, so it needs no consent of its own and every ruleset has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from competitions.domain.championship import Championship, Stage
from competitions.domain.needs.asked import Forgotten, WhyErased
from competitions.domain.needs.whose import kept_under
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration

MOST_CONTACTS: Final = 2


@dataclass(eq=False)
class NobodyCallsAnyMore(Refusal):
    """The championship's last day has passed."""


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    name: str
    """How to address them."""
    phone: str
    """E.164."""


@dataclass(frozen=True, slots=True)
class EmergencyContacts:
    """Of one who competes by an entry."""

    id: UUID
    registration_id: UUID
    championship_id: UUID
    subject_id: UUID | None
    """Of who competes; None once they are erased."""
    contacts: tuple[EmergencyContact, ...] = ()
    """Who is called first stands first."""
    forgotten: Forgotten | None = None
    version: int = 1

    def say(self, contacts: Sequence[EmergencyContact], at: datetime) -> "EmergencyContacts":
        """All of them, at most MOST_CONTACTS, in the place of those from before. A repeat changes nothing.

        Who stands there twice is kept once.
        """
        said = tuple(dict.fromkeys(contacts))
        if said == self.contacts:
            return self
        if not said:
            return self.forget(at, WhyErased.TAKEN_BACK)
        return replace(self, contacts=said, forgotten=None)

    def forget(self, at: datetime, why: WhyErased) -> "EmergencyContacts":
        """A repeat keeps the first act."""
        subject_id = None if why is WhyErased.PERSON else self.subject_id
        return replace(self, subject_id=subject_id, contacts=(), forgotten=self.forgotten or Forgotten(at, why))


def nobody_to_call(entry: Registration, subject_id: UUID) -> EmergencyContacts:
    return EmergencyContacts(kept_under(entry, subject_id), entry.id, entry.championship_id, subject_id)


def may_call(championship: Championship, entry: Registration, at: datetime) -> bool:
    """Whether somebody might have to be called because of who competes by the entry."""
    return not entry.has_ended and not is_nobody_on_site(championship, at)


def is_nobody_on_site(championship: Championship, at: datetime) -> bool:
    """Any more, or ever. Results may be out while people are still there: publication decides nothing."""
    return championship.stage is Stage.CANCELLED or championship.is_over(at)


def must_be_callable(championship: Championship, entry: Registration, at: datetime) -> None:
    """Raises EntryEnded, ChampionshipCancelled, NobodyCallsAnyMore."""
    entry.must_go_on()
    championship.must_go_on()
    if championship.is_over(at):
        raise NobodyCallsAnyMore
