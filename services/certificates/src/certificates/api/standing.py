"""Revocation and suspension."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body

from certificates.access import check_officer
from certificates.api.certificates import CertificateOut
from certificates.api.deps import PREFIX, TheApp
from certificates.api.schemas import Reason
from certificates.commands import standing
from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    Erased,
    NoReason,
    NotSuspended,
    UnknownCertificate,
)
from certificates.queries.certificates import read_certificate
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal
from shared.web.deps import Officer, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Flag, In

router = APIRouter(prefix=f"{PREFIX}/certificates/{{certificate_id}}", tags=["standing"], dependencies=[Unkept])

_EXAMPLE = {"reason": "Результат отменён апелляционной комиссией.", "public": True}


class ReasonIn(In):
    reason: Reason
    public: Flag = False
    """Whether the reason is shown to everybody who verifies. It must then have no personal data."""


Why = Annotated[ReasonIn, Body(examples=[_EXAMPLE])]
_REFUSALS = (UnknownCertificate, AlreadyRevoked, AlreadyReplaced, NotSignedIn, Forbidden)


@router.post("/revocation", summary="Revoke", responses=problems(NoReason, *_REFUSALS))
async def revoke(certificate_id: UUID, body: Why, officer: Officer, change_id: NewId, app: TheApp) -> CertificateOut:
    """Takes it back for good. Its status list and its page say so at once, its holder is told."""
    await _check(app, certificate_id, officer)
    changed = await standing.revoke(
        app, certificate_id, body.reason, public=body.public, by=officer.account, change_id=change_id
    )
    return CertificateOut.of(changed, app.origin)


@router.post("/suspension", summary="Suspend", responses=problems(NoReason, AlreadySuspended, *_REFUSALS))
async def suspend(certificate_id: UUID, body: Why, officer: Officer, change_id: NewId, app: TheApp) -> CertificateOut:
    """Takes it out of force until the suspension is ended."""
    await _check(app, certificate_id, officer)
    changed = await standing.suspend(
        app, certificate_id, body.reason, public=body.public, by=officer.account, change_id=change_id
    )
    return CertificateOut.of(changed, app.origin)


@router.delete("/suspension", summary="End the suspension", responses=problems(NotSuspended, *_REFUSALS))
async def reinstate(certificate_id: UUID, officer: Officer, change_id: NewId, app: TheApp) -> CertificateOut:
    """Puts it into force again."""
    await _check(app, certificate_id, officer)
    changed = await standing.reinstate(app, certificate_id, by=officer.account, change_id=change_id)
    return CertificateOut.of(changed, app.origin)


@router.post("/replacement", status_code=201, summary="Replace", responses=problems(NoReason, Erased, *_REFUSALS))
async def replace(certificate_id: UUID, body: Why, officer: Officer, app: TheApp) -> CertificateOut:
    """Issues a corrected certificate with the holder's name of today and a new number; this one is superseded by it."""
    await _check(app, certificate_id, officer)
    made = await standing.replace_by_newer(app, certificate_id, body.reason, by=officer.account)
    return CertificateOut.of(made, app.origin)


async def _check(app: App, certificate_id: UUID, officer: Principal) -> None:
    check_officer(officer, (await read_certificate(app, certificate_id)).organisation)
