"""An officer takes a certificate back, or out of force."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

from certificates.access import check_officer
from certificates.api.deps import Officer, TheApp, Words
from certificates.commands import standing
from certificates.domain.certificate import Certificate
from certificates.domain.errors import NoReason
from certificates.pages.render import pages
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect

router = APIRouter(prefix="/certificates/{certificate_id}/standing", tags=["documents"])


class Typed(BaseModel):
    """What the officer sent by one of the forms."""

    what: Literal["revoke", "suspend", "reinstate"]
    reason: str = Field(default="", max_length=500)
    public: bool = False
    sure: bool = False
    """A revocation cannot be undone, so it is asked for once more."""


@router.get("", include_in_schema=False)
async def ask(certificate_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """The form."""
    return _form(request, officer, await _own(app, certificate_id, officer))


@router.post("", include_in_schema=False)
async def change(
    certificate_id: UUID,
    request: Request,
    officer: Officer,
    app: TheApp,
    _: Words,
    typed: Annotated[Typed, Form()],
) -> Response:
    """Does it, then shows the certificate's page."""
    certificate = await _own(app, certificate_id, officer)
    if typed.what == "revoke" and not typed.sure:
        fix = _("Tick the box below the reason if you want that.")
        errors = [{"where": "sure", "message": _("A revocation is for good."), "fix": fix}]
        return _form(request, officer, certificate, typed, errors)
    try:
        await _do(app, certificate_id, typed, by=officer.account)
    except NoReason:
        where = f"reason-{typed.what}"
        errors = [{"where": where, "message": _("There is no reason."), "fix": _("Say why.")}]
        return _form(request, officer, certificate, typed, errors)
    return redirect(f"/certificates/{certificate_id}")


async def _do(app: App, certificate_id: UUID, typed: Typed, *, by: str) -> None:
    if typed.what == "reinstate":
        await standing.reinstate(app, certificate_id, typed.reason, by=by)
    elif typed.what == "suspend":
        await standing.suspend(app, certificate_id, typed.reason, public=typed.public, by=by)
    else:
        await standing.revoke(app, certificate_id, typed.reason, public=typed.public, by=by)


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await app.certificates.get(certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


def _form(
    request: Request,
    officer: Principal,
    certificate: Certificate,
    typed: Typed | None = None,
    errors: Sequence[dict[str, str]] = (),
) -> Response:
    return pages.render(
        request,
        "standing.html",
        status_code=422 if errors else 200,
        principal=officer,
        certificate=certificate,
        typed=typed or Typed(what="suspend"),
        errors=errors,
    )
