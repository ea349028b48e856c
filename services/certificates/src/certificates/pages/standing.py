"""An officer takes a certificate back, or out of force."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from certificates.api.deps import Officer, TheApp, Words
from certificates.commands import standing
from certificates.commands.access import check_officer
from certificates.domain.certificate import Certificate
from certificates.domain.errors import NoReason
from certificates.pages.render import pages
from certificates.wiring import App
from shared.auth import Principal

router = APIRouter(prefix="/certificates/{certificate_id}/standing", tags=["documents"])


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
    what: Annotated[Literal["revoke", "suspend", "reinstate"], Form()],
    reason: Annotated[str, Form(max_length=500)] = "",
    public: Annotated[bool, Form()] = False,
) -> Response:
    """Does it, then shows the certificate's page."""
    certificate = await _own(app, certificate_id, officer)
    try:
        await _do(app, certificate_id, what, reason, public=public, by=officer.account)
    except NoReason:
        errors = [{"where": "reason", "message": _("There is no reason."), "fix": _("Say why.")}]
        return _form(request, officer, certificate, what=what, reason=reason, public=public, errors=errors)
    return RedirectResponse(f"/certificates/{certificate_id}", 303)


async def _do(app: App, certificate_id: UUID, what: str, reason: str, *, public: bool, by: str) -> None:
    if what == "reinstate":
        await standing.reinstate(app, certificate_id, by=by)
    elif what == "suspend":
        await standing.suspend(app, certificate_id, reason, public=public, by=by)
    else:
        await standing.revoke(app, certificate_id, reason, public=public, by=by)


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await app.certificates.get(certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


def _form(
    request: Request,
    officer: Principal,
    certificate: Certificate,
    *,
    what: str = "suspend",
    reason: str = "",
    public: bool = False,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    return pages.render(
        request,
        "standing.html",
        status_code=422 if errors else 200,
        principal=officer,
        certificate=certificate,
        what=what,
        reason=reason,
        public=public,
        errors=errors or [],
    )
