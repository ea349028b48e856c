"""Organisations that hand out certificates."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.commands import issuers
from certificates.commands.issuers import NewIssuer
from certificates.domain.issuer import BadOrganisation, Issuer, IssuerExists, PrefixTaken, UnknownIssuer
from certificates.domain.register import BadPrefix
from certificates.formats.did import did_of
from certificates.queries import certificates as queries
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Officer, Visitor
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, Page, TextIn, TextOut

router = APIRouter(prefix=f"{PREFIX}/issuers", tags=["issuers"])

_EXAMPLE = {
    "organisation": "region-47",
    "name": {"ru": "Центр развития навыков", "en": "Skills Development Centre"},
    "prefix": "47",
}


class IssuerIn(In):
    organisation: Line
    name: TextIn
    prefix: Line


class IssuerOut(Out):
    id: UUID
    organisation: str
    name: TextOut
    prefix: str
    did: str
    key_id: str
    created_at: datetime

    @classmethod
    def of(cls, issuer: Issuer, origin: str) -> "IssuerOut":
        return cls(
            id=issuer.id,
            organisation=issuer.organisation,
            name=TextOut.model_validate(issuer.name),
            prefix=issuer.prefix,
            did=did_of(origin, issuer.organisation),
            key_id=issuer.key.id,
            created_at=issuer.created_at,
        )


@router.post(
    "",
    status_code=201,
    summary="Open an issuer",
    responses=problems(BadOrganisation, BadPrefix, IssuerExists, PrefixTaken, NotSignedIn, Forbidden),
)
async def open_issuer(
    body: Annotated[IssuerIn, Body(examples=[_EXAMPLE])], new: NewId, officer: Officer, app: TheApp
) -> IssuerOut:
    """An organisation gets its key and its register. Results that were published before are certified now."""
    check_officer(officer, body.organisation)
    wanted = NewIssuer(body.organisation, body.name.text(), body.prefix)
    return IssuerOut.of(await issuers.open_issuer(app, wanted, new), app.origin)


@router.get("", summary="Issuers")
async def list_issuers(_visitor: Visitor, app: TheApp) -> Page[IssuerOut]:
    """Who hands out certificates here, and the decentralised identifier each signs under."""
    return Page(items=[IssuerOut.of(issuer, app.origin) for issuer in await queries.list_issuers(app)])


@router.post(
    "/{organisation}/keys",
    status_code=201,
    summary="Sign with a fresh key from now on",
    responses=problems(UnknownIssuer, NotSignedIn, Forbidden),
)
async def rotate_key(organisation: str, new: NewId, officer: Officer, app: TheApp) -> IssuerOut:
    """Old keys stay in the issuer's document: what they signed stays verifiable."""
    check_officer(officer, organisation)
    return IssuerOut.of(await issuers.rotate_key(app, organisation, new), app.origin)
