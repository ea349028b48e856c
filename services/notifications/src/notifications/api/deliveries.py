"""What became of the messages: for those whose events they tell of. No addresses, no names, no texts."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from notifications.api.deps import PREFIX, OrganisersOrganisation, StaffsOrganisation, TheApp
from notifications.domain.deliveries import Delivery, Reason, State
from notifications.domain.preferences import Channel
from notifications.queries import deliveries as queries
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.problems import problems
from shared.web.schemas import Limit, Moment, Out

router = APIRouter(prefix=PREFIX, tags=["deliveries"])


class DeliveryOut(Out):
    id: UUID
    event_id: UUID
    subject_id: UUID
    """The recipient."""
    about_id: UUID
    """Whom the event is about: the recipient, or their ward."""
    channel: Channel
    template: str
    outcome: State
    reason: Reason | None
    attempts: int
    last_code: int | None
    """The mail server's last reply code, such as 250 or 451."""
    created_at: datetime
    not_before: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, one: Delivery) -> "DeliveryOut":
        return cls(
            id=one.id,
            event_id=one.event_id,
            subject_id=one.recipient_id,
            about_id=one.about_id,
            channel=one.channel,
            template=one.template,
            outcome=one.state,
            reason=one.reason,
            attempts=len(one.attempts),
            last_code=one.attempts[-1].code if one.attempts else None,
            created_at=one.created_at,
            not_before=one.not_before,
            ended_at=one.ended_at,
        )


class DeliveriesOut(Out):
    items: list[DeliveryOut]
    next: UUID | None = Field(description="The cursor of the next page, null at the end")


class StateCounts(Out):
    queued: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    suppressed: int = 0


class TemplateCount(Out):
    template: str = Field(examples=["result_published"])
    channel: Channel
    outcome: State
    count: int


class SummaryOut(Out):
    channels: dict[Channel, StateCounts]
    templates: list[TemplateCount]


@router.get(
    "/deliveries/summary",
    summary="How many deliveries are in which state",
    responses=problems(NotSignedIn, Forbidden),
)
async def summary(
    organisation: OrganisersOrganisation,
    app: TheApp,
    since: Moment | None = None,
    championship_id: UUID | None = None,
) -> SummaryOut:
    """By channel, and by template. All is delivered when nothing is queued or sending. `since`: made at or after.
    `championship_id`: what its events set off."""
    counted = await queries.count_deliveries(app, organisation, since, championship_id)
    channels = {channel: dict.fromkeys(State, 0) for channel in Channel}
    for _, channel, state, count in counted:
        channels[channel][state] += count
    return SummaryOut(
        channels={
            channel: StateCounts(**{str(k): v for k, v in counts.items()}) for channel, counts in channels.items()
        },
        templates=[TemplateCount(template=t, channel=c, outcome=s, count=n) for t, c, s, n in counted],
    )


@router.get("/deliveries", summary="Deliveries and what became of them", responses=problems(NotSignedIn, Forbidden))
async def list_deliveries(
    organisation: StaffsOrganisation,
    app: TheApp,
    event_id: UUID | None = None,
    subject_id: UUID | None = None,
    outcome: Annotated[State | None, Query(description="The state that it is in")] = None,
    limit: Limit = 50,
    cursor: UUID | None = None,
) -> DeliveriesOut:
    """In no order that means anything; `next` leads through all of them."""
    found, rest = await queries.list_deliveries(
        app, organisation, event_id, subject_id, outcome, limit=limit, after=cursor
    )
    return DeliveriesOut(items=[DeliveryOut.of(one) for one in found], next=rest)
