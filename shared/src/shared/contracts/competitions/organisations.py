"""Organisations that hold championships, as other services call them."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Payload, Text
from shared.ids import derive


class OrganisationDescribed(Payload):
    """How an organisation calls itself: once it says so, and again whenever that changes."""

    topic: ClassVar[str] = "competitions.organisation"
    type: ClassVar[str] = "competitions.organisation.described.v1"
    impersonal: ClassVar[bool] = True

    code: str
    """As in the `organisation` claim of its people's tokens, such as `region-47`."""
    name: Text | None
    """None of somebody in business for themselves: that name is a person's, and this is kept for ever."""
    edition: int
    """The highest that has arrived stands."""

    @property
    def key(self) -> UUID:
        return organisation_key(self.code)


def organisation_key(code: str) -> UUID:
    return derive("organisation", code)
