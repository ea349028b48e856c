"""Issuers for people and for verifiers' software: page, `did.json`, status lists."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.domain.issuer import Picture, UnknownIssuer
from certificates.domain.register import UnknownStatusList
from certificates.formats.did import did_of
from certificates.formats.published import Published
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer, read_picture
from certificates.queries.did_documents import did_document, root_did_document
from certificates.queries.status_lists import status_list_of
from shared.identity.principal import Role
from shared.web.deps import Visitor
from shared.web.negotiation import preferred
from shared.web.preconditions import UNCHANGED, is_known
from shared.web.problems import problems

router = APIRouter(tags=["documents"])

STATUS_LIST: Final = ("application/vc", "application/ld+json", "application/json")
DID_DOCUMENT: Final = ("application/did+json", "application/did+ld+json", "application/json")


@router.get("/issuers/{organisation}", include_in_schema=False)
async def issuer(organisation: str, request: Request, visitor: Visitor, app: TheApp) -> Response:
    """Who the issuer is, and the keys that it signs with."""
    found = await read_issuer(app, organisation)
    return pages.render(
        request,
        "issuer.html",
        principal=visitor,
        issuer=found,
        did=did_of(app.origin, organisation),
        is_own=visitor is not None and visitor.has(Role.OFFICER) and visitor.organisation == organisation,
        done=next((one for one in ("opened", "saved") if one in request.query_params), None),
    )


@router.get("/issuers/{organisation}/pictures/{of}", include_in_schema=False)
async def picture(organisation: str, of: Picture, visitor: Visitor, app: TheApp) -> Response:
    """As it was cleaned when it was uploaded; opened by itself it can do nothing either. The logo is for everybody; with signature and
    seal alone others could forge papers, so they are for the issuer's officers. Raises NotSignedIn, Forbidden."""
    if of is not Picture.LOGO:
        check_officer(visitor, organisation)
    kept, data = await read_picture(app, organisation, of)
    headers = {
        "cache-control": "public, max-age=3600" if of is Picture.LOGO else "private, no-cache",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return Response(data, media_type=kept.kind.value, headers=headers)


def _published(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """What is answered to who asks for one of these media types."""
    return {200: {"content": {kind: {"schema": {"type": "object"}} for kind in kinds}}, **UNCHANGED}


@router.get(
    "/issuers/{organisation}/did.json",
    summary="The issuer's keys",
    response_class=Response,
    responses={**_published(*DID_DOCUMENT), **problems(UnknownIssuer)},
)
async def issuer_did(organisation: str, request: Request, _visitor: Visitor, app: TheApp) -> Response:
    """The document of the issuer's `did:web`."""
    return _sent(request, Published.of(await did_document(app, organisation)), DID_DOCUMENT)


@router.get(
    "/.well-known/did.json",
    summary="The first issuer's keys",
    response_class=Response,
    responses={**_published(*DID_DOCUMENT), **problems(UnknownIssuer)},
)
async def root_did(request: Request, _visitor: Visitor, app: TheApp) -> Response:
    """The document of the `did:web` of this host: the keys of its first issuer."""
    return _sent(request, Published.of(await root_did_document(app)), DID_DOCUMENT)


@router.get(
    "/status/{organisation}/{purpose}/{number}",
    summary="A status list",
    response_class=Response,
    responses={**_published(*STATUS_LIST), **problems(UnknownIssuer, UnknownStatusList)},
)
async def status_list(
    organisation: str, purpose: str, number: int, request: Request, _visitor: Visitor, app: TheApp
) -> Response:
    """Bitstring Status List 1.0, for the purpose `revocation`: one list for up to 131,072 certificates. A bit is set while its
    certificate is revoked, replaced or suspended."""
    return _sent(request, await status_list_of(app, organisation, purpose, number), STATUS_LIST)


def _sent(request: Request, published: Published, kinds: Sequence[str]) -> Response:
    """The same JSON under the media type that is asked for. Whoever asks for none of them gets the first: verifiers must read it."""
    kind = preferred(request.headers.get("accept", ""), kinds) or kinds[0]
    tag = f'"{published.digest}-{kind.rpartition("/")[2]}"'
    headers = {
        "etag": tag,
        "cache-control": "public, max-age=60",
        "access-control-allow-origin": "*",
        "vary": "Accept",
    }
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(published.body, media_type=kind, headers=headers)
