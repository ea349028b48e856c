"""Several messages to one reader that go in one letter: its first one leads, and the others end as it does."""

from dataclasses import replace
from datetime import datetime

from notifications.domain.deliveries import Delivery, State


def joining(member: Delivery, lead: Delivery) -> Delivery:
    """It goes in the letter of `lead`, if that says so too: until then it is tried by nobody."""
    return replace(member, joined=lead.id)


def becoming(member: Delivery, lead: Delivery | None, at: datetime) -> Delivery:
    """What becomes of one that has joined: it ends as its letter did. One that is in no letter goes by itself; else it waits on."""
    if lead is None or lead.state is State.SUPPRESSED:
        return replace(member, joined=None)
    if member.id in lead.gathered:
        is_over = lead.state.is_end
        return replace(member, state=lead.state, reason=lead.reason, ended_at=lead.ended_at) if is_over else member
    return member if _gathers_now(lead, at) else replace(member, joined=None)


def _gathers_now(lead: Delivery, at: datetime) -> bool:
    """Claimed for the first time: its worker is about to say which ones go in its letter."""
    is_held = lead.lease is not None and lead.lease.until > at
    return lead.state is State.SENDING and is_held and len(lead.attempts) == 1
