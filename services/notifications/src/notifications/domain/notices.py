"""What happened, as far as people hear of it, and how a delivery of it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifications.domain.deliveries import Delivery, Link, Reason, Wording
from notifications.domain.preferences import Channel, Preferences
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TEMPLATES, TemplateId


@dataclass(frozen=True, slots=True)
class Notice:
    """One event, seen from one person whom it is about."""

    event_id: UUID
    about_id: UUID
    template: TemplateId
    details: Mapping[str, Wording]
    path: str
    at: datetime
    organisation: str | None = None
    """Whose event it is: its people may see what became of the deliveries."""
    reader_id: UUID | None = None
    """Who alone hears of it; None: the person, or their guardians, by age."""
    link: Link | None = None
    """What the message lets its reader do."""
    calendar: UUID | None = None
    """The news whose file for calendars its letter carries along."""
    championship_id: UUID | None = None
    """Of which championship it is: its organiser sees what became of the letters."""
    skill_id: UUID | None = None
    team_id: UUID | None = None
    """It is about this team, as one of its people hears it."""
    with_team: bool = False
    """What their team hears comes at the same time: letters about both are one."""
    special_category: bool = False
    """It tells by itself what the law protects specially, whatever the championship."""
    once: UUID | None = None
    """What it is told once for, where several events tell the same; None: the event itself."""

    def readers(self, about: Recipient) -> tuple[UUID, ...]:
        return (self.reader_id,) if self.reader_id else about.audience(self.at)

    def delivery(self, id: UUID, recipient_id: UUID, channel: Channel, now: datetime) -> Delivery:
        return Delivery(
            id=id,
            event_id=self.event_id,
            recipient_id=recipient_id,
            about_id=self.about_id,
            channel=channel,
            template=self.template,
            category=TEMPLATES[self.template].category,
            created_at=now,
            first_due=now,
            not_before=now,
            details=dict(self.details),
            path=self.path,
            organisation=self.organisation,
            link=self.link,
            calendar=self.calendar,
            championship_id=self.championship_id,
            skill_id=self.skill_id,
            team_id=self.team_id,
            special_category=self.special_category,
            # A file for the calendar is told in a letter of its own.
            gathers=channel is Channel.EMAIL and not self.calendar and self._gathers,
        )

    @property
    def _gathers(self) -> bool:
        category = TEMPLATES[self.template].category
        return category.is_gathered or (category.is_gathered_of_teams and (self.with_team or self.team_id is not None))


def begin(delivery: Delivery, reader: Recipient, preferences: Preferences, wait: timedelta = timedelta()) -> Delivery:
    """A delivery as it is first stored: arrived, waiting for its hour, or suppressed. `wait`: of those that are gathered."""
    at = delivery.created_at
    obstacle = obstacle_to(delivery, reader, preferences)
    if obstacle is not None:
        return delivery.suppressed(at, obstacle)
    if delivery.channel is Channel.INBOX:
        return delivery.arrived(at)
    return delivery.due(preferences.not_before(delivery.category, reader, at + wait if delivery.gathers else at))


def obstacle_to(delivery: Delivery, reader: Recipient, preferences: Preferences) -> Reason | None:
    """Why the message must not go out, as things stand now."""
    if reader.erased:
        return Reason.ERASED
    if not preferences.wants(delivery.category, delivery.channel):
        return Reason.UNWANTED
    if delivery.channel is Channel.EMAIL and not reader.email:
        return Reason.NO_ADDRESS
    return None
