"""What this service keeps of who is signed in, to take away."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response

from notifications.api.deps import PREFIX, ReaderOrNone, TheApp
from notifications.domain.deliveries import State
from notifications.domain.preferences import Category, Channel
from notifications.domain.recipients import Language
from notifications.queries.own_data import OwnData, own_data
from shared.identity.principal import NotSignedIn
from shared.web.negotiation import as_file
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix=f"{PREFIX}/me", tags=["inbox"])


class RecipientOut(Out):
    """As messages are written to."""

    id: UUID
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: date | None
    language: Language
    time_zone: str
    email: str | None
    account: str | None
    guardians: list[UUID]


class SwitchedOffOut(Out):
    category: Category
    channel: Channel


class QuietHoursOut(Out):
    start: int
    end: int


class OwnMessageOut(Out):
    """A message to this person. Its words are made when it is read: see the inbox."""

    id: UUID
    about_id: UUID
    """The person, or a ward."""
    channel: Channel
    template: str
    category: Category
    state: State
    created_at: datetime
    ended_at: datetime | None
    read_at: datetime | None


class OwnDataOut(Out):
    service: str = "notifications"
    made_at: datetime
    people: list[RecipientOut]
    """Who is signed in, a record an organisation."""
    switched_off: list[SwitchedOffOut]
    quiet_hours: QuietHoursOut | None
    messages: list[OwnMessageOut]
    """The newest first."""

    @classmethod
    def of(cls, found: OwnData, made_at: datetime) -> "OwnDataOut":
        chosen = found.preferences
        return cls(
            made_at=made_at,
            people=[RecipientOut.model_validate(one) for one in found.records],
            switched_off=[SwitchedOffOut.model_validate(one) for one in (chosen.off if chosen else ())],
            quiet_hours=QuietHoursOut.model_validate(chosen.quiet_hours) if chosen and chosen.quiet_hours else None,
            messages=[OwnMessageOut.model_validate(one) for one in found.deliveries],
        )


@router.get("/data", summary="All that is kept of who is signed in", responses=problems(NotSignedIn))
async def read_own_data(reader: ReaderOrNone, app: TheApp, response: Response) -> OwnDataOut:
    """As a file. Empty for an account that no messages are for."""
    as_file(response, "skillproof-notifications.json")
    return OwnDataOut.of(await own_data(app, reader), app.now())
