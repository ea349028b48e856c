"""Who may do what in one championship."""

from uuid import UUID

from fastapi import APIRouter, Response

from competitions.api.deps import TheApp
from competitions.api.duties.organisation import GIVING
from competitions.api.duties.shapes import GivenOut, InvitationIn, ProgramIn, RosterOut
from competitions.commands.duties.ending import end_duty
from competitions.commands.duties.giving import admit_program, invite_to_duty
from competitions.domain.duties.roster import DutyOver, NotAProgram, NotKept
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.queries.duties.rosters import roster_of, shown_roster
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.idempotency import NewId
from shared.web.problems import problems

router = APIRouter(prefix="/championships/{championship_id}/access", tags=["access"])


@router.get("", responses=problems(Unknown, Forbidden))
async def read_championships_roster(championship_id: UUID, by: Organiser, app: TheApp, response: Response) -> RosterOut:
    """Who may do what in this championship beside those of its organisation; what is over, too."""
    response.headers["cache-control"] = "no-store"
    return RosterOut.of(await shown_roster(app, championship_id, by))


@router.post("/invitations", status_code=201, responses=problems(Unknown, *GIVING, NotKept, MemberUnlisted))
async def invite_to_championship(
    championship_id: UUID, body: InvitationIn, new: NewId, by: Organiser, app: TheApp
) -> GivenOut:
    """Sends a letter with a link: who opens it, signs in and accepts has the duty in this championship alone.

    Somebody whom the organisation does not keep yet is invited by an organiser of the organisation.
    """
    roster, _ = await roster_of(app, championship_id, by)
    person = body.person(new, roster.organisation)
    grant = await invite_to_duty(app, championship_id, new, body.duty, person, by, body.member)
    return GivenOut(duty_id=grant.id)


@router.post("/programs", status_code=201, responses=problems(Unknown, *GIVING, NotAProgram, MemberUnlisted))
async def admit_to_championship(
    championship_id: UUID, body: ProgramIn, new: NewId, by: Organiser, app: TheApp
) -> GivenOut:
    """Lets a program in, at once, with the rights that a person with this duty has. An organiser of the organisation does so."""
    grant = await admit_program(app, championship_id, new, body.duty, body.name, body.account, by, body.member)
    return GivenOut(duty_id=grant.id)


@router.delete("/{duty_id}", status_code=204, responses=problems(Unknown, Forbidden, DutyOver))
async def end_duty_in_championship(championship_id: UUID, duty_id: UUID, by: Organiser, app: TheApp) -> None:
    """Takes a duty or an invitation back; it ends within a minute everywhere. A repeat changes nothing."""
    await end_duty(app, championship_id, duty_id, by)
