"""What happened to a championship, before it is known whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.deliveries import Wording
from notifications.domain.templates.template import TemplateId


@dataclass(frozen=True, slots=True)
class News:
    championship_id: UUID
    template: TemplateId
    path: str
    details: Mapping[str, Wording]
    calendar: Wording | None
    """A file for calendars that letters carry along, in both languages, with nothing in it that is personal."""
