"""Revocation and suspension."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body
from pydantic import Field

from certificates.access import check_officer
from certificates.api.certificates import CertificateOut
from certificates.api.deps import PREFIX, TheApp
from certificates.api.schemas import Reason
from certificates.commands import standing
from certificates.commands.acts.one import issue_anew
from certificates.domain.achievement import NotForTheHolder, UnknownCode
from certificates.domain.acts.amendment import (
    MOST_POINTS,
    Amendment,
    GrantedTooLate,
    NoScale,
    PointsMissing,
    ScoreTooHigh,
)
from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    Certificate,
    Erased,
    NoReason,
    NotSuspended,
    UnknownCertificate,
)
from certificates.queries.certificates import read_certificate
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal
from shared.web.deps import Officer, Unkept, Words
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Day, Flag, In, Line, PrintedName, Whole

router = APIRouter(prefix=f"{PREFIX}/certificates/{{certificate_id}}", tags=["standing"], dependencies=[Unkept])

_EXAMPLE = {"reason": "Результат отменён апелляционной комиссией.", "public": True}


Total = Annotated[Decimal, Field(ge=0, lt=1_000_000, decimal_places=2)]
"""To the cent, as certificates and their codes say it."""
Points = Annotated[Whole, Field(ge=0, le=MOST_POINTS)]


class ReasonIn(In):
    reason: Reason
    public: Flag = False
    """Whether the reason is shown to everybody who verifies. It must then have no personal data."""


class AmendmentIn(In):
    """What is to be another; what is left out stays as it was, but for the name, which is the holder's of today."""

    name: PrintedName | None = None
    achievement: Line | None = None
    """The issuer's code of it: as its words are today."""
    total: Total | None = None
    out_of: Total | None = None
    points: Points | None = None
    """On the scale of the championship."""
    granted_on: Day | None = None

    def amendment(self) -> Amendment:
        return Amendment(**{name: getattr(self, name) for name in AmendmentIn.model_fields})


class AnewIn(AmendmentIn):
    reason: Reason
    public: Flag = False
    duplicate: Flag = False
    """Of a paper that was lost: it says the same, and that it is a duplicate."""


Why = Annotated[ReasonIn, Body(examples=[_EXAMPLE])]
Anew = Annotated[AnewIn, Body(examples=[{"reason": "Опечатка в имени.", "name": "Ёлкина Снежана Морозовна"}])]
_NOT_ISSUED = (Erased, UnknownCode, NotForTheHolder, ScoreTooHigh, PointsMissing, NoScale, GrantedTooLate)
_REFUSALS = (UnknownCertificate, AlreadyRevoked, AlreadyReplaced, NotSignedIn, Forbidden)


@router.post("/revocation", summary="Revoke", responses=problems(NoReason, *_REFUSALS))
async def revoke(
    certificate_id: UUID, body: Why, officer: Officer, change_id: NewId, app: TheApp, _: Words
) -> CertificateOut:
    """Takes it back for good. Its status list and its page say so at once, its holder is told."""
    await _check(app, certificate_id, officer)
    changed = await standing.revoke(
        app, certificate_id, body.reason, public=body.public, by=officer.account, change_id=change_id
    )
    return CertificateOut.of(changed, app.origin, _)


@router.post("/suspension", summary="Suspend", responses=problems(NoReason, AlreadySuspended, *_REFUSALS))
async def suspend(
    certificate_id: UUID, body: Why, officer: Officer, change_id: NewId, app: TheApp, _: Words
) -> CertificateOut:
    """Takes it out of force until the suspension is ended."""
    await _check(app, certificate_id, officer)
    changed = await standing.suspend(
        app, certificate_id, body.reason, public=body.public, by=officer.account, change_id=change_id
    )
    return CertificateOut.of(changed, app.origin, _)


@router.delete("/suspension", summary="End the suspension", responses=problems(NotSuspended, *_REFUSALS))
async def reinstate(certificate_id: UUID, officer: Officer, change_id: NewId, app: TheApp, _: Words) -> CertificateOut:
    """Puts it into force again."""
    await _check(app, certificate_id, officer)
    changed = await standing.reinstate(app, certificate_id, by=officer.account, change_id=change_id)
    return CertificateOut.of(changed, app.origin, _)


@router.post(
    "/replacement", status_code=201, summary="Issue anew", responses=problems(NoReason, *_NOT_ISSUED, *_REFUSALS)
)
async def replace(
    certificate_id: UUID, body: Anew, officer: Officer, change_id: NewId, app: TheApp, _: Words
) -> CertificateOut:
    """Issues another certificate in the place of this one, under a number of its own: with the holder's name of today, and what
    the body says otherwise. This one is superseded by it; what was revoked stays so, and says which one answers it."""
    old = await _own(app, certificate_id, officer)
    made = await issue_anew(
        *(app, old, body.amendment(), body.reason),
        by=officer.account,
        change_id=change_id,
        is_duplicate=body.duplicate,
    )
    return CertificateOut.of(made, app.origin, _)


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await read_certificate(app, certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


async def _check(app: App, certificate_id: UUID, officer: Principal) -> None:
    check_officer(officer, (await read_certificate(app, certificate_id)).organisation)
