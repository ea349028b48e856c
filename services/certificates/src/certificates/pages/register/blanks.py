"""Spoilt blanks: rows of the register that no certificate is on, and what was done with each."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.schemas import Reason, Sheet
from certificates.commands.blanks import record_spoilt, recover
from certificates.domain.blanks.blank import Blank
from certificates.domain.blanks.record import BlankRecord
from certificates.domain.refusal import Refusal
from certificates.domain.standing import Sought
from certificates.pages.register.words import deeds
from certificates.pages.render import pages
from certificates.queries.blanks import list_spoilt, read_blank
from certificates.queries.certificates import read_issuer
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import Day, In

router = APIRouter(prefix="/issuers/{organisation}/register/blanks", include_in_schema=False)


class Spoilt(In):
    """`once`: what the form is known by."""

    once: Annotated[UUID, Field(default_factory=uuid4)]
    series: Sheet | None = None
    blank: Sheet
    spoilt_on: Day | None = None
    reason: Reason = ""


class Mistake(In):
    once: Annotated[UUID, Field(default_factory=uuid4)]
    reason: Reason = ""


@router.get("")
async def show_all(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """Those of this year, and a form for one more."""
    check_officer(officer, organisation)
    return await _page(request, app, officer)


@router.post("")
async def record(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        sent = read(Spoilt, body_of(typed, tuple(Spoilt.model_fields)))
        blank = Blank(sent.series or "", sent.blank)
        await record_spoilt(
            *(app, organisation, blank, sent.reason, sent.spoilt_on), by=officer.account, change_id=form_id(typed)
        )
    except (Refusal, Mistyped, Stale) as refusal:
        return await _page(request, app, officer, typed, refusal)
    return redirect(f"/issuers/{organisation}/register/blanks?saved")


@router.get("/{blank_id}")
async def show(organisation: str, blank_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _one(request, app, officer, await read_blank(app, organisation, blank_id))


@router.post("/{blank_id}")
async def take_back(organisation: str, blank_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """It is not spoilt."""
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        sent = read(Mistake, body_of(typed, tuple(Mistake.model_fields)))
        await recover(app, organisation, blank_id, sent.reason, by=officer.account, change_id=form_id(typed))
    except (Refusal, Mistyped, Stale) as refusal:
        return await _one(request, app, officer, await read_blank(app, organisation, blank_id), typed, refusal)
    return redirect(f"/issuers/{organisation}/register/blanks/{blank_id}")


async def _page(
    request: Request, app: App, officer: Principal, typed: Typed | None = None, refusal: Exception | None = None
) -> Response:
    organisation, today = request.path_params["organisation"], app.day(app.now())
    return pages.render(
        request,
        "register/blanks.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, organisation),
        found=await list_spoilt(app, organisation, Sought(today.year)),
        year=today.year,
        today=today.isoformat(),
        typed=typed or {},
        once=uuid4(),
        saved="saved" in request.query_params,
    )


async def _one(
    request: Request,
    app: App,
    officer: Principal,
    record: BlankRecord,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> Response:
    return pages.render(
        request,
        "register/blank.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, record.organisation),
        record=record,
        deeds=deeds(gettext_of(request)),
        typed=typed or {},
        once=uuid4(),
    )
