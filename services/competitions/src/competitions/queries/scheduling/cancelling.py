"""What a cancellation would set off, before it is given, and what it came to."""

from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.registration import ENDED, State
from competitions.queries.scheduling.audience import audience
from competitions.queries.telling import told_about
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Cancelling:
    championship: Championship
    entries: int
    """That would end, or have ended."""
    left: int
    """Of a cancelled championship: those that still have to end."""
    people: int
    """Who had an entry or was to judge."""
    guardians: int
    without_address: int
    """People whom no letter reaches."""


async def cancelling(app: App, championship_id: UUID, by: Principal) -> Cancelling:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    live = [state for state in State if state not in ENDED]
    entered = await app.registrations.entered(championship_id, [*live, State.CANCELLED])
    left = await app.registrations.entered(championship_id, live) if championship.cancelled else []
    groups = await audience(app, championship_id, [*live, State.CANCELLED])
    told = await told_about(app, [subject for group in groups for subject in group.subjects])
    unreached = sum(not person.email for person in told.people)
    return Cancelling(championship, len(entered), len(left), len(told.people), told.guardians, unreached)
