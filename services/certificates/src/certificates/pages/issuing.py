"""An officer opens the organisation's issuing, and changes its key: the same commands and refusals as by the API."""

from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.issuers import AboutIn
from certificates.commands import issuers
from certificates.commands.issuers import NewIssuer
from certificates.domain.issuer import KeyChangeUnconfirmed
from certificates.domain.refusal import Refusal
from certificates.pages.render import pages
from certificates.queries.certificates import find_issuer, list_issuers, read_issuer
from certificates.wiring import App
from shared.identity.principal import Principal, Role
from shared.web.addresses import redirect
from shared.web.deps import Officer, Visitor
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in
from shared.web.schemas import In, Line, TextIn, Ticked

router = APIRouter(prefix="/issuers", include_in_schema=False)


class Opening(AboutIn):
    name: TextIn
    prefix: Line


class KeyChange(In):
    once: UUID = Field(default_factory=uuid4)
    sure: Ticked = False


@router.get("")
async def everybody(request: Request, visitor: Visitor, app: TheApp) -> Response:
    """Who issues certificates here; for an officer whose organisation does not, what to do about it."""
    own = visitor.organisation if visitor and visitor.has(Role.OFFICER) else None
    found = await list_issuers(app)
    may_open = own is not None and all(issuer.organisation != own for issuer in found)
    return pages.render(request, "issuers.html", principal=visitor, issuers=found, may_open=may_open)


@router.get("/new")
async def ask(request: Request, officer: Officer, app: TheApp) -> Response:
    """The form; where the organisation issues already, its page."""
    if await find_issuer(app, officer.organisation or ""):
        return redirect(f"/issuers/{officer.organisation}")
    return _form(request, officer, {})


@router.post("/new")
async def open_issuer(request: Request, officer: Officer, app: TheApp) -> Response:
    """For the officer's own organisation."""
    typed = await typed_in(request)
    organisation = officer.organisation or ""
    try:
        opening = read(Opening, body_of(typed, tuple(Opening.model_fields)))
        check_officer(officer, organisation)
        wanted = NewIssuer(organisation, opening.name.text(), opening.prefix, opening.about())
        await issuers.open_issuer(app, wanted, form_id({"once": str(uuid4()), **typed}))
    except (Refusal, Mistyped) as refusal:
        return _form(request, officer, typed, refusal)
    return redirect(f"/issuers/{organisation}?opened")


@router.get("/{organisation}/keys")
async def ask_about_key(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _key(request, officer, app, organisation)


@router.post("/{organisation}/keys")
async def rotate_key(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    try:
        change = read(KeyChange, body_of(await typed_in(request), tuple(KeyChange.model_fields)))
        if not change.sure:
            raise KeyChangeUnconfirmed
        await issuers.rotate_key(app, organisation, change.once)
    except (Refusal, Mistyped) as refusal:
        return await _key(request, officer, app, organisation, refusal)
    return redirect(f"/issuers/{organisation}/keys?changed")


async def _key(
    request: Request, officer: Principal, app: App, organisation: str, refusal: Exception | None = None
) -> Response:
    found = await read_issuer(app, organisation)
    changed = "changed" in request.query_params
    return _render(request, "issuer_key.html", officer, refusal, issuer=found, changed=changed)


def _form(request: Request, officer: Principal, typed: Typed, refusal: Exception | None = None) -> Response:
    return _render(request, "issuer_new.html", officer, refusal, typed=typed)


def _render(request: Request, name: str, officer: Principal, refusal: Exception | None, **context: Any) -> Response:
    return pages.render(
        request, name, refusal=refusal, fields=field_of, principal=officer, errors=(), once=uuid4(), **context
    )
