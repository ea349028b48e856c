"""What accounts may do, as the competitions service tells the others."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Payload


class DutyGranted(Payload):
    """An account may do something in an organisation, or in one championship of it. A tombstone on the key is its end."""

    topic: ClassVar[str] = "competitions.duty"
    type: ClassVar[str] = "competitions.duty.granted.v1"
    personal: ClassVar[bool] = True

    duty_id: UUID
    """Of this time: who gets the same duty again has it under another id."""
    account: str
    """The `sub` that the sign-in gives the person or program. Who that is stands on the person topic alone."""
    role: str
    """As in the `roles` claim: `organiser`, `officer`, `coordinator`, `reader`."""
    organisation: str
    championship_id: UUID | None = None
    """Where it holds in this championship alone."""

    for_program: bool = False
    """A program was let in: who signs in with this account in a browser may not do it."""

    @property
    def key(self) -> UUID:
        return self.duty_id
