"""A championship that another installation held becomes history here."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from competitions.api.deps import TheApp
from competitions.api.publishing.package import ZIP
from competitions.api.schemes import sent
from competitions.commands.bringing import packages as commands
from competitions.commands.bringing import removals as removing
from competitions.domain.bringing.packages import (
    AlreadyHere,
    ArrivedPackage,
    PackageBroken,
    PackageUnfinished,
    RulesetMissing,
)
from competitions.domain.bringing.removals import LeanedOn, NotBrought
from competitions.domain.refusal import Unknown
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import Out, TextOut

router = APIRouter(prefix="/packages", tags=["publication"])
BRINGING = (Forbidden, PackageBroken, PackageUnfinished, RulesetMissing, AlreadyHere)


class PackageOut(Out):
    """What it would make. Nothing of it is there yet; it is kept for an hour."""

    id: UUID
    championship_id: UUID
    name: TextOut
    organisation: str
    """Who held it, as the package says: a short name."""
    held_by: TextOut | None
    """Its name, where the package says it."""
    ruleset: str
    starts_on: date
    ends_on: date
    exported_at: datetime
    skills: int
    sheets: int
    records: int
    """Marks, disputes and withdrawals, each of whose hashes was checked."""
    results: int
    """Counted again, to places and awards."""
    erased: int
    """Names and texts that the package does not have any more."""

    @classmethod
    def of(cls, one: ArrivedPackage) -> "PackageOut":
        found = {name: getattr(one.contents, name) for name in cls.model_fields if name != "id"}
        return cls.model_validate({"id": one.id, **found})


class BroughtOut(Out):
    championship_id: UUID


@router.post(
    "",
    responses=problems(*BRINGING),
    openapi_extra={
        "requestBody": {"required": True, "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def check(by: Organiser, package: Annotated[bytes, Depends(sent)], app: TheApp) -> PackageOut:
    """Checks a package as `skillproof-audit` does, and tells what it would make. The same again finds it."""
    return PackageOut.of(await commands.check_package(app, package, by))


@router.delete(
    "/arrivals/{championship_id}", status_code=204, responses=problems(Unknown, Forbidden, NotBrought, LeanedOn)
)
async def take_out(championship_id: UUID, by: Organiser, app: TheApp) -> None:
    """Deletes a championship that was brought in, for good and as a whole, while nobody was entered since. A repeat changes nothing."""
    await removing.take_out(app, championship_id, by)


@router.get("/{package_id}", responses=problems(Unknown, Forbidden))
async def read(package_id: UUID, by: Organiser, app: TheApp) -> PackageOut:
    """What a package that was checked within the last hour would make."""
    return PackageOut.of(await commands.arrived_package(app, package_id, by))


@router.post("/{package_id}/arrival", responses=problems(Unknown, *BRINGING))
async def bring_in(package_id: UUID, by: Organiser, app: TheApp) -> BroughtOut:
    """Makes the championship with its skills, forms and official results, under the ids that they have: all of it or nothing. People are
    not made, nobody is told, and no certificate is issued. A repeat changes nothing."""
    made = await commands.bring_in(app, package_id, by)
    return BroughtOut(championship_id=made.id)
