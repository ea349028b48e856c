"""Issuers for people and for verifiers' software: page, `did.json`, status lists."""

import hashlib
import json
from typing import Any

from fastapi import APIRouter, Request, Response

from certificates.api.deps import TheApp
from certificates.domain.issuer import UnknownIssuer
from certificates.domain.register import UnknownStatusList
from certificates.formats.did import did_of
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer
from certificates.queries.did_documents import did_document, root_did_document
from certificates.queries.status_lists import status_list_of
from shared.web.deps import Visitor
from shared.web.preconditions import is_known
from shared.web.problems import problems

router = APIRouter(tags=["documents"])


@router.get("/issuers/{organisation}", include_in_schema=False)
async def issuer(organisation: str, request: Request, visitor: Visitor, app: TheApp) -> Response:
    """Who the issuer is, and the keys that it signs with."""
    found = await read_issuer(app, organisation)
    return pages.render(request, "issuer.html", principal=visitor, issuer=found, did=did_of(app.origin, organisation))


@router.get("/issuers/{organisation}/did.json", summary="The issuer's keys", responses=problems(UnknownIssuer))
async def issuer_did(organisation: str, request: Request, _visitor: Visitor, app: TheApp) -> Response:
    """The document of the issuer's `did:web`."""
    return _published(request, await did_document(app, organisation), "application/did+ld+json")


@router.get("/.well-known/did.json", summary="The first issuer's keys", responses=problems(UnknownIssuer))
async def root_did(request: Request, _visitor: Visitor, app: TheApp) -> Response:
    """The document of the `did:web` of this host: the keys of its first issuer."""
    return _published(request, await root_did_document(app), "application/did+ld+json")


@router.get(
    "/status/{organisation}/{purpose}/{number}",
    summary="A status list",
    responses=problems(UnknownIssuer, UnknownStatusList),
)
async def status_list(
    organisation: str, purpose: str, number: int, request: Request, _visitor: Visitor, app: TheApp
) -> Response:
    """Bitstring Status List 1.0, for the purposes `revocation` and `suspension`: one list for up to 131,072 certificates."""
    return _published(request, await status_list_of(app, organisation, purpose, number), "application/vc")


def _published(request: Request, document: dict[str, Any], kind: str) -> Response:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": tag, "cache-control": "public, max-age=60", "access-control-allow-origin": "*"}
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)
