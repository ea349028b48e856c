from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import Desk, TheApp
from competitions.api.needs.shapes import Member
from competitions.commands.needs import companions as commands
from competitions.domain.championship import EmbargoOver
from competitions.domain.needs.asked import NeedsSealBroken
from competitions.domain.needs.companions import (
    Companion,
    CompanionRole,
    Companions,
    CompanionTwice,
    DayOutside,
    Named,
    TooManyCompanions,
)
from competitions.domain.needs.whose import MemberUnnamed
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.domain.registration import EntryEnded
from competitions.queries.needs.companions import own_companions
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn, Unkept
from shared.web.problems import problems
from shared.web.schemas import Day, Flag, In, Line, Out, Short

router = APIRouter(tags=["needs"], dependencies=[Unkept])
MOST_SENT = 10
MOST_DAYS = 60


class CompanionIn(In):
    name: Line
    role: CompanionRole
    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=MOST_DAYS)]
    sees_task: Flag = False
    """Whether they come into the task area."""
    contact: Short | None = None
    """Phone or e-mail, of the companion."""

    def named(self) -> Named:
        days = tuple(sorted(set(self.days)))
        return Named(self.name, self.role, days, self.sees_task, self.contact)


class CompanionsIn(In):
    companions: Annotated[tuple[CompanionIn, ...], Field(max_length=MOST_SENT)]
    """All of them, in the place of those from before. None: who was named is erased."""

    def named(self) -> list[Named]:
        return [one.named() for one in self.companions]


class CompanionOut(Out):
    name: str
    role: CompanionRole
    days: list[Day]
    sees_task: bool
    contact: str | None
    code: str
    """On the pass: shown at the door."""
    arrived_at: datetime | None

    @classmethod
    def of(cls, one: Companion) -> "CompanionOut":
        said = one.said
        return cls(
            name=said.name,
            role=said.role,
            days=list(said.days),
            sees_task=said.sees_task,
            contact=said.contact,
            code=one.code,
            arrived_at=one.arrived_at,
        )


class OwnCompanionsOut(Out):
    most: int
    """So many may come."""
    companions: list[CompanionOut]


class ArrivalOut(Out):
    code: str
    arrived_at: datetime | None

    @classmethod
    def of(cls, found: Companions, code: str) -> "ArrivalOut":
        return next(cls(code=one.code, arrived_at=one.arrived_at) for one in found.people if one.code == code)


@router.get(
    "/me/registrations/{registration_id}/companions",
    responses=problems(Unknown, Forbidden, MemberUnnamed, NeedsSealBroken),
)
async def read_companions(registration_id: UUID, by: SignedIn, app: TheApp, person: Member = None) -> OwnCompanionsOut:
    """Who comes with you, or with a ward who is not of age."""
    found = await own_companions(app, registration_id, by, person)
    return OwnCompanionsOut(most=found.most, companions=[CompanionOut.of(one) for one in found.companions.people])


@router.put(
    "/me/registrations/{registration_id}/companions",
    responses=problems(
        Unknown,
        Forbidden,
        MemberUnnamed,
        EntryEnded,
        EmbargoOver,
        ChampionshipCancelled,
        TooManyCompanions,
        CompanionTwice,
        DayOutside,
        NeedsSealBroken,
    ),
)
async def name_companions(
    registration_id: UUID, body: CompanionsIn, by: SignedIn, app: TheApp, person: Member = None
) -> OwnCompanionsOut:
    """Names who comes along. Whose name stays keeps the code of the pass. Stored sealed, and erased 30 days after the results."""
    await commands.name_companions(app, registration_id, body.named(), by, person)
    return await read_companions(registration_id, by, app, person)


@router.put(
    "/registrations/{registration_id}/companions/{code}/check-in",
    responses=problems(Unknown, Forbidden, EntryEnded, EmbargoOver, ChampionshipCancelled),
)
async def check_in_companion(registration_id: UUID, code: str, by: Desk, app: TheApp) -> ArrivalOut:
    """Who has the pass is on the site. A repeat keeps the first moment."""
    return ArrivalOut.of(await commands.check_in_companion(app, registration_id, code, by), code)


@router.delete(
    "/registrations/{registration_id}/companions/{code}/check-in",
    responses=problems(Unknown, Forbidden, EntryEnded, EmbargoOver, ChampionshipCancelled),
)
async def check_out_companion(registration_id: UUID, code: str, by: Desk, app: TheApp) -> ArrivalOut:
    """It was a mistake."""
    return ArrivalOut.of(await commands.check_out_companion(app, registration_id, code, by), code)
