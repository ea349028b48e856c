"""On how many devices a team judges, and what its tablets ask meanwhile."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.commands.marks.devices import set_devices
from competitions.domain.refusal import Unknown
from competitions.domain.skill import NotChief, SchemeMissing, SkillSigned, UnknownSubCriterion
from competitions.queries.sheets import versions_of
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Unkept
from shared.web.problems import problems
from shared.web.schemas import In, Out

router = APIRouter(prefix="/skills/{skill_id}/sub-criteria/{code}", tags=["marking"], dependencies=[Unkept])


class DevicesIn(In):
    devices: Literal["one", "own"]
    """`one`: passed round, and one entry carries three scores. `own`: each shows a card, and all see them when the third is there."""


class VersionsOut(Out):
    sheets: dict[UUID, int]
    """By sheet: a number that grows with everything that is entered, taken back, or laid on it."""


@router.put(
    "/devices",
    status_code=204,
    responses=problems(Unknown, Forbidden, NotChief, SchemeMissing, UnknownSubCriterion, SkillSigned),
)
async def choose_devices(skill_id: UUID, code: str, body: DevicesIn, by: Insider, app: TheApp) -> None:
    """For whoever leads the jury, and the organiser. Cards that are not shown yet are thrown away with a change."""
    await set_devices(app, skill_id, code, own=body.devices == "own", by=by)


@router.get("/versions", responses=problems(Unknown, Forbidden))
async def read_versions(skill_id: UUID, code: str, by: Insider, app: TheApp) -> VersionsOut:
    """Cheap enough to be asked every few seconds: whoever waits for the third card reads a sheet that has changed."""
    return VersionsOut(sheets=await versions_of(app, skill_id, code, by))
