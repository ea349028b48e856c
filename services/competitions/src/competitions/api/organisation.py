from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AfterValidator, Field

from competitions.api.deps import TheApp
from competitions.commands.records.organisations import describe
from competitions.domain.records.organisation import About, Organisation, TaxNumberWrong
from competitions.queries.keeping.texts import keeper_of
from competitions.queries.records.organisations import own_organisation
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, TextIn, TextOut

router = APIRouter(prefix="/organisation", tags=["organisation"])
TaxNumber = Annotated[Line, AfterValidator(lambda text: "".join(text.split())), Field(max_length=20)]


class OrganisationIn(In):
    name: TextIn
    address: TextIn
    """The postal one, as consents have to name it."""
    tax_number: TaxNumber | None = None
    """ИНН: 10 or 12 digits."""

    def about(self) -> About:
        return About(self.name.text(), self.address.text(), self.tax_number)


class OrganisationOut(Out):
    organisation: str
    """The short name, which its people's accounts carry."""
    name: TextOut | None
    """None while nothing is said of it."""
    address: TextOut | None
    tax_number: str | None

    @classmethod
    def of(cls, code: str, known: Organisation | None) -> "OrganisationOut":
        if known is None:
            return cls(organisation=code, name=None, address=None, tax_number=None)
        about = known.about
        return cls(
            organisation=code,
            name=TextOut.model_validate(about.name),
            address=TextOut.model_validate(about.address),
            tax_number=about.tax_number,
        )


@router.get("", responses=problems(Forbidden))
async def read_organisation(by: Organiser, app: TheApp, response: Response) -> OrganisationOut:
    """What the organiser's organisation says of itself. Its ETag is what a change sends as If-Match."""
    known = await own_organisation(app, by)
    response.headers["etag"] = etag(known.version if known else 0)
    return OrganisationOut.of(keeper_of(by), known)


@router.put("", responses=problems(Forbidden, VersionNeeded, Outdated, TaxNumberWrong))
async def describe_organisation(
    body: OrganisationIn, by: Organiser, seen: SeenNeeded, app: TheApp, response: Response
) -> OrganisationOut:
    """Texts of consents and invitations name the organisation so from now on."""
    try:
        known = await describe(app, body.about(), by, seen)
    except Stale:
        raise Outdated from None
    response.headers["etag"] = etag(known.version)
    return OrganisationOut.of(known.code, known)
