"""An officer takes a certificate back, or out of force."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.schemas import Reason
from certificates.commands import standing
from certificates.domain.certificate import Certificate, NoReason, RevocationUnconfirmed
from certificates.domain.refusal import Refusal
from certificates.pages.render import pages
from certificates.queries.certificates import read_certificate
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.idempotency import NewId
from shared.web.schemas import In, Ticked

router = APIRouter(prefix="/certificates/{certificate_id}/standing", tags=["documents"])


class Typed(In):
    """What the officer sent by one of the forms."""

    what: Literal["revoke", "suspend", "reinstate"]
    reason: Reason = ""
    public: Ticked = False
    sure: Ticked = False
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
    change_id: NewId,
    app: TheApp,
    typed: Annotated[Typed, Form()],
) -> Response:
    """Does it, then shows the certificate's page."""
    certificate = await _own(app, certificate_id, officer)
    try:
        await _do(app, certificate_id, typed, by=officer.account, change_id=change_id)
    except (NoReason, RevocationUnconfirmed) as refusal:
        return _form(request, officer, certificate, typed, refusal)
    return redirect(f"/certificates/{certificate_id}")


async def _do(app: App, certificate_id: UUID, typed: Typed, *, by: str, change_id: UUID) -> None:
    if typed.what == "reinstate":
        await standing.reinstate(app, certificate_id, typed.reason, by=by, change_id=change_id)
    elif typed.what == "suspend":
        await standing.suspend(app, certificate_id, typed.reason, public=typed.public, by=by, change_id=change_id)
    elif not typed.sure:
        raise RevocationUnconfirmed
    else:
        await standing.revoke(app, certificate_id, typed.reason, public=typed.public, by=by, change_id=change_id)


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await read_certificate(app, certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


def _form(
    request: Request,
    officer: Principal,
    certificate: Certificate,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
) -> Response:
    shown = typed or Typed(what="suspend")
    return pages.render(
        request,
        "standing.html",
        refusal=refusal,
        fields={"/reason": f"reason-{shown.what}", "/sure": "sure"},
        principal=officer,
        certificate=certificate,
        typed=shown,
        errors=(),
    )
