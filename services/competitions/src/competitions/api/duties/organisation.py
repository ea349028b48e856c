"""Who may do what in the organisation for which one acts."""

from uuid import UUID

from fastapi import APIRouter, Response

from competitions.api.deps import TheApp
from competitions.api.duties.shapes import GivenOut, InvitationIn, ProgramIn, RosterOut
from competitions.commands.duties.ending import end_duty
from competitions.commands.duties.giving import admit_program, invite_to_duty
from competitions.domain.duties.roster import (
    DutyHeld,
    DutyOver,
    LastOfDuty,
    MemberOfDuty,
    NoSuchDuty,
    NotAProgram,
    RosterFull,
    TooManyAsked,
)
from competitions.queries.duties.rosters import shown_roster
from shared.identity.principal import Forbidden
from shared.web.deps import Staff
from shared.web.idempotency import NewId
from shared.web.problems import problems

router = APIRouter(prefix="/access", tags=["access"])
GIVING = (Forbidden, NoSuchDuty, MemberOfDuty, DutyHeld, RosterFull, TooManyAsked)


@router.get("", responses=problems(Forbidden))
async def read_organisations_roster(by: Staff, app: TheApp, response: Response) -> RosterOut:
    """Who may do what in the organisation, since when and by whom; what is over, too."""
    response.headers["cache-control"] = "no-store"
    return RosterOut.of(await shown_roster(app, None, by))


@router.post("/invitations", status_code=201, responses=problems(*GIVING))
async def invite_to_organisation(body: InvitationIn, new: NewId, by: Staff, app: TheApp) -> GivenOut:
    """Sends a letter with a link: who opens it, signs in and accepts has the duty. Nobody gives what they do not have."""
    grant = await invite_to_duty(app, None, new, body.duty, body.person(new, by.organisation or ""), by, body.member)
    return GivenOut(duty_id=grant.id)


@router.post("/programs", status_code=201, responses=problems(*GIVING, NotAProgram))
async def admit_to_organisation(body: ProgramIn, new: NewId, by: Staff, app: TheApp) -> GivenOut:
    """Lets a program in, at once, with the rights that a person with this duty has."""
    grant = await admit_program(app, None, new, body.duty, body.name, body.account, by, body.member)
    return GivenOut(duty_id=grant.id)


@router.delete("/{duty_id}", status_code=204, responses=problems(Forbidden, DutyOver, LastOfDuty))
async def end_duty_in_organisation(duty_id: UUID, by: Staff, app: TheApp) -> None:
    """Takes a duty or an invitation back; it ends within a minute everywhere. A repeat changes nothing."""
    await end_duty(app, None, duty_id, by)
