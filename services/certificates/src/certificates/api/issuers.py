"""Organisations that hand out certificates."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.api.schemas import Address, Colour, Email, Phone
from certificates.commands import issuers
from certificates.commands.issuers import NewIssuer
from certificates.domain.colour import BadColour
from certificates.domain.designs.own import PrintingBusy
from certificates.domain.issuer import (
    About,
    BadOrganisation,
    BadSite,
    Issuer,
    IssuerExists,
    Picture,
    PictureKept,
    PrefixTaken,
    UnknownIssuer,
)
from certificates.domain.picture import BadPicture
from certificates.domain.register import BadPrefix
from certificates.formats.did import did_of
from certificates.queries import certificates as queries
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden, NotSignedIn
from shared.text import Text
from shared.web.deps import Officer, Visitor
from shared.web.idempotency import NewId
from shared.web.preconditions import Seen, etag
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, Page, PrintedLine, TextIn, TextOut

router = APIRouter(prefix=f"{PREFIX}/issuers", tags=["issuers"])

_FILE = {"schema": {"type": "string", "format": "binary"}}
_ABOUT = {
    "site": "https://example.org/",
    "email": "questions@example.org",
    "phone": "+7 812 000-00-00",
    "signatory": {"ru": "А. Б. Образцова", "en": "A. B. Obraztsova"},
    "post": {"ru": "Директор", "en": "Director"},
    "place": {"ru": "г. Образцов", "en": "Obraztsov"},
    "colour": "#173f8a",
}
_EXAMPLE = {
    "organisation": "region-47",
    "name": {"ru": "Центр развития навыков", "en": "Skills Development Centre"},
    "prefix": "47",
}


class AboutIn(In):
    """What is left out, or null, is shown nowhere."""

    short_name: TextIn | None = None
    address: TextIn | None = None
    site: Address | None = None
    email: Email | None = None
    phone: Phone | None = None
    licence: PrintedLine | None = None
    signatory: TextIn | None = None
    post: TextIn | None = None
    place: TextIn | None = None
    """Where certificates are handed out, as it is printed."""
    colour: Colour | None = None
    """Of rules and headings on certificates, `#rrggbb`; dark enough to be read on white."""

    def about(self) -> About:
        return About(
            short_name=_text(self.short_name),
            address=_text(self.address),
            site=self.site,
            email=self.email,
            phone=self.phone,
            licence=self.licence,
            signatory=_text(self.signatory),
            post=_text(self.post),
            place=_text(self.place),
            colour=self.colour,
        )


class IssuerIn(AboutIn):
    organisation: Line
    name: TextIn
    prefix: Line


class AboutOut(Out):
    short_name: TextOut | None
    address: TextOut | None
    site: str | None
    email: str | None
    """For questions."""
    phone: str | None
    licence: str | None
    signatory: TextOut | None
    post: TextOut | None
    """Of the signatory."""
    place: TextOut | None
    colour: str | None


class IssuerOut(Out):
    id: UUID
    organisation: str
    name: TextOut
    prefix: str
    did: str
    key_id: str
    created_at: datetime
    about: AboutOut
    pictures: dict[str, str]
    """Addresses of what it has a picture of: `logo`, which is for everybody; `seal` and `facsimile`, for its officers alone."""
    version: int

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
            about=AboutOut.model_validate(issuer.about),
            pictures={one.of.value: picture_url(issuer, one, origin) for one in issuer.pictures},
            version=issuer.version,
        )


@router.post(
    "",
    status_code=201,
    summary="Open an issuer",
    responses=problems(
        BadOrganisation, BadPrefix, BadSite, BadColour, IssuerExists, PrefixTaken, NotSignedIn, Forbidden
    ),
)
async def open_issuer(
    body: Annotated[IssuerIn, Body(examples=[_EXAMPLE])], new: NewId, officer: Officer, app: TheApp
) -> IssuerOut:
    """An organisation gets its key and its register. Results that were published before are certified now."""
    check_officer(officer, body.organisation)
    wanted = NewIssuer(body.organisation, body.name.text(), body.prefix, body.about())
    return IssuerOut.of(await issuers.open_issuer(app, wanted, new), app.origin)


@router.get("", summary="Issuers")
async def list_issuers(_visitor: Visitor, app: TheApp) -> Page[IssuerOut]:
    """Who hands out certificates here, and the decentralised identifier each signs under."""
    return Page(items=[IssuerOut.of(issuer, app.origin) for issuer in await queries.list_issuers(app)])


@router.put(
    "/{organisation}/about",
    summary="What the issuer says of itself",
    responses=problems(UnknownIssuer, BadSite, BadColour, Outdated, Stale, VersionNeeded, NotSignedIn, Forbidden),
)
async def describe(
    organisation: str,
    body: Annotated[AboutIn, Body(examples=[_ABOUT])],
    officer: Officer,
    seen: Seen,
    app: TheApp,
    response: Response,
) -> IssuerOut:
    """Whom to ask, and who signs. It stands on pages and on paper from now on; what is left out is shown nowhere."""
    check_officer(officer, organisation)
    if seen is None:
        raise VersionNeeded
    changed = await issuers.describe(app, organisation, body.about(), seen)
    response.headers["etag"] = etag(changed.version)
    return IssuerOut.of(changed, app.origin)


@router.put(
    "/{organisation}/pictures/{of}",
    summary="Upload a picture",
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}},
    responses=problems(UnknownIssuer, BadPicture, PrintingBusy, NotSignedIn, Forbidden),
)
async def show_picture(organisation: str, of: Picture, request: Request, officer: Officer, app: TheApp) -> IssuerOut:
    """An SVG of shapes alone, or a PNG: it is drawn anew from what is allowed, and refused by name where something else is in it."""
    check_officer(officer, organisation)
    return IssuerOut.of(await issuers.show_picture(app, organisation, of, await request.body()), app.origin)


@router.delete(
    "/{organisation}/pictures/{of}",
    summary="Take a picture away",
    responses=problems(UnknownIssuer, NotSignedIn, Forbidden),
)
async def drop_picture(organisation: str, of: Picture, officer: Officer, app: TheApp) -> IssuerOut:
    """Where there is none, nothing changes."""
    check_officer(officer, organisation)
    return IssuerOut.of(await issuers.drop_picture(app, organisation, of), app.origin)


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


def picture_url(issuer: Issuer, kept: PictureKept, origin: str) -> str:
    """Another file is another address, so that a browser may keep it."""
    return f"{origin}/issuers/{issuer.organisation}/pictures/{kept.of}?v={kept.id.hex[:12]}"


def _text(given: TextIn | None) -> Text | None:
    return given.text() if given else None
