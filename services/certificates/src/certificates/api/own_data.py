"""What this service keeps of who is signed in, to take away."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response

from certificates.api.certificates import CertificateOut
from certificates.api.deps import PREFIX, TheApp
from certificates.domain.holders.publicity import PublicItem
from certificates.queries.own_data import own_data
from shared.identity.principal import NotSignedIn
from shared.web.deps import SignedIn, Words
from shared.web.negotiation import as_file
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix=f"{PREFIX}/me", tags=["certificates"])


class PublicityOut(Out):
    championship_id: UUID
    items: list[PublicItem]
    until: date | None
    """The last day; none: nothing is allowed."""


class HolderOut(Out):
    """As certificates are made out."""

    id: UUID
    family_name: str
    given_name: str
    patronymic: str | None
    account: str | None
    guardians: list[UUID]
    of_age_on: date | None
    """Until then guardians see the certificates too."""
    publicity: list[PublicityOut]
    """What everybody may see, a championship each."""
    merged_into: UUID | None
    """The record of the same person that stays: this id is an alias of it."""


class TeamOut(Out):
    """Who else is in it is not told: that is kept of them."""

    id: UUID
    name: str


class OwnDataOut(Out):
    service: str = "certificates"
    made_at: datetime
    people: list[HolderOut]
    """Who is signed in, a record an organisation, and wards who are not of age."""
    teams: list[TeamOut]
    """In which these are now, or which they prepared."""
    certificates: list[CertificateOut]


@router.get("/data", summary="All that is kept of who is signed in", responses=problems(NotSignedIn))
async def read_own_data(by: SignedIn, app: TheApp, _: Words, response: Response) -> OwnDataOut:
    """Of the person and of wards who are not of age, as a file. Empty for who is known to nobody."""
    as_file(response, "skillproof-certificates.json")
    found = await own_data(app, by)
    return OwnDataOut(
        made_at=app.now(),
        people=[HolderOut.model_validate(holder) for holder in found.holders if not holder.team],
        teams=[TeamOut(id=holder.id, name=holder.name) for holder in found.holders if holder.team],
        certificates=[CertificateOut.of(each, app.origin, _) for each in found.certificates],
    )
