"""Verification for programs."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response
from fastapi.routing import APIRoute
from pydantic import Field
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from certificates.api.deps import PREFIX, TheApp
from certificates.api.presented import AskedIn, PresentedIn, check_presented, read_files, sent_files
from certificates.documents.words import reason_in
from certificates.domain.verifying.presentation import (
    FileFault,
    FileRefused,
    NothingPresented,
    Presentation,
    TooManyPresented,
)
from certificates.domain.verifying.verdict import Answer, Check, Facts, Presented, Verdict
from certificates.queries.listing import Checked
from certificates.queries.verification import (
    verify_credential,
    verify_number,
    verify_qr,
    verify_short_id,
    verify_typed,
)
from certificates.verification.heavy import VerificationBusy
from certificates.wiring import App
from shared.errors import TooMany
from shared.web.deps import Visitor, Words, guess
from shared.web.i18n import Gettext
from shared.web.problems import problems
from shared.web.schemas import Out, TextOut

router = APIRouter(prefix=f"{PREFIX}/verifications", tags=["verification"])

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
FILES: Final = (
    *("application/pdf", "image/png", "image/jpeg", "application/zip"),
    *("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"),
)
"""Told for those who generate a client. Whatever else is sent is taken too: what a file is, is seen in it."""
BINARY: Final[dict[str, Any]] = {"type": "string", "format": "binary"}
FORM_OF_FILES: Final[dict[str, Any]] = {
    "schema": {"type": "object", "properties": {"files": {"type": "array", "items": BINARY}}, "required": ["files"]}
}
LONGEST_SHOWN: Final = 100


class FactsOut(Out):
    """What the certificate says. The name is full where it was presented, else as public as its holder wants."""

    name: str | None
    title: TextOut | None
    kind: str | None = Field(description="Of what was earned: an open word, such as `course`")
    skill: TextOut | None
    context: TextOut | None = Field(description="Where it was earned")
    context_kind: str | None = Field(description="`championship`, `course` or `event`")
    issuer: TextOut | None
    registration_number: str | None
    points: int | None
    """On the scale."""
    total: Decimal | None
    """Where there is no scale."""
    out_of: Decimal | None
    """What the total is of."""
    issued_on: date | None
    expires_on: date | None = Field(description="The first day on which it holds no more")
    is_duplicate: bool = Field(description="Of a paper that was lost")
    team: str | None = Field(description="In which the holder earned it; a team's own certificate has it as the name")

    @classmethod
    def of(cls, facts: Facts) -> "FactsOut":
        return cls(
            name=facts.name,
            title=TextOut.model_validate(facts.title) if facts.title else None,
            skill=TextOut.model_validate(facts.skill) if facts.skill else None,
            kind=facts.kind or None,
            context=TextOut.model_validate(facts.context) if facts.context else None,
            context_kind=facts.context_kind or None,
            issuer=TextOut.model_validate(facts.issuer) if facts.issuer else None,
            registration_number=facts.number,
            points=facts.points,
            total=facts.total,
            out_of=None if facts.total is None else facts.out_of,
            issued_on=facts.issued_on,
            expires_on=facts.expires_on,
            is_duplicate=facts.is_duplicate,
            team=facts.team,
        )


class AskOut(Out):
    page: str = Field(description="The issuer's page")
    email: str | None
    phone: str | None
    site: str | None

    @classmethod
    def of(cls, verdict: Verdict, origin: str) -> "AskOut":
        known = verdict.facts.contact
        page = f"{origin}/issuers/{verdict.organisation}"
        return cls(page=page, email=known.email, phone=known.phone, site=known.site)


class VerdictOut(Out):
    verdict: Answer
    checked: tuple[Check, ...]
    unchecked: tuple[Check, ...]
    as_of: datetime | None = Field(description="The status is as of this time")
    since: datetime | None = Field(
        description="Since when it is revoked, suspended or expired; from when on it is valid"
    )
    reason: str | None = Field(description="Why, where the issuer made that public")
    seen: Presented | None = Field(description="What was presented, where it is unreadable")
    fault_at: str | None = Field(description="The member that breaks a rule, as a JSON pointer, where it is malformed")
    file_fault: FileFault | None = Field(description="Why nothing in a file can be checked")
    certificate_id: UUID | None
    url: str | None
    ask: AskOut | None = Field(description="Whom to ask about it, where it is somebody's here")
    facts: FactsOut

    @classmethod
    def of(cls, verdict: Verdict, origin: str, _: Gettext) -> "VerdictOut":
        return cls(
            verdict=verdict.answer,
            checked=verdict.checked,
            unchecked=verdict.unchecked,
            as_of=verdict.as_of,
            since=verdict.since,
            reason=reason_in(verdict.reason, _),
            seen=verdict.presented,
            fault_at=verdict.where,
            file_fault=verdict.fault,
            certificate_id=verdict.certificate_id,
            url=f"{origin}/certificates/{verdict.certificate_id}" if verdict.certificate_id else None,
            ask=AskOut.of(verdict, origin) if verdict.organisation else None,
            facts=FactsOut.of(verdict.facts),
        )


class PlaceOut(Out):
    """Where in a list or a file it stood."""

    file: str | None
    page: int | None = Field(description="Of a PDF, from 1")
    row: int | None = Field(description="Of a table, a text or `items`, from 1")
    text: str | None = Field(description="The number or id, where one was presented")
    label: str | None = Field(description="What stood beside it in its row")

    @classmethod
    def of(cls, presented: Presentation) -> "PlaceOut":
        text = presented.text if len(presented.text) <= LONGEST_SHOWN else None
        return cls(
            file=presented.file or None,
            page=presented.page,
            row=presented.row,
            text=text or None,
            label=presented.label or None,
        )


class ListedOut(VerdictOut):
    presented: PlaceOut
    repeated: bool = Field(description="The same certificate is answered further above")


class VerdictsOut(Out):
    items: list[ListedOut]
    counts: dict[Answer, int] = Field(description="How many there are of each verdict")

    @classmethod
    def of(cls, checked: Sequence[Checked], origin: str, _: Gettext) -> "VerdictsOut":
        items = [
            ListedOut(
                **VerdictOut.of(each.verdict, origin, _).model_dump(),
                presented=PlaceOut.of(each.presented),
                repeated=each.is_repeated,
            )
            for each in checked
        ]
        return cls(items=items, counts=dict(Counter(each.verdict for each in items)))


class OfFiles(APIRoute):
    """Takes what is sent as a file. What is JSON goes on to the route of the same path that reads that."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        kind = Headers(scope=scope).get("content-type", JSON).partition(";")[0].strip().lower()
        is_json = kind == JSON or kind.endswith("+json") or kind == "application/x-www-form-urlencoded"
        return (Match.NONE, {}) if is_json else super().matches(scope)


of_files = APIRouter(prefix=router.prefix, tags=["verification"], route_class=OfFiles)


@of_files.post("", include_in_schema=False)
async def verify_file(request: Request, _visitor: Visitor, app: TheApp, _: Words, response: Response) -> VerdictsOut:
    """As `verify`, for a file."""
    presented = await read_files(app, await sent_files(request), request)
    response.headers["cache-control"] = "no-store"
    return VerdictsOut.of(await check_presented(app, presented, request), app.origin, _)


@router.post(
    "",
    summary="Verify one, a list of up to 1,000, or a file",
    responses=problems(VerificationBusy, TooMany, FileRefused, NothingPresented, TooManyPresented),
    openapi_extra={"requestBody": {"content": {kind: {"schema": BINARY} for kind in FILES} | {FORM: FORM_OF_FILES}}},
)
async def verify(
    body: Annotated[AskedIn, Body(examples=[{"number": "47-2026-000001"}])],
    request: Request,
    _visitor: Visitor,
    app: TheApp,
    _: Words,
    response: Response,
) -> VerdictOut | VerdictsOut:
    """Whether a certificate is genuine and in force, what was checked, and what could not be.

    A list is answered with `items` in its order. A file is sent as the body, under its own type: a PDF, a picture of a code or
    with signed data in it (PNG, JPEG, WebP, SVG), JSON, a table (.xlsx, CSV), a text with a number a line, or a .zip of
    these; or several in a form. It is answered like a list. Each number of a list counts as if it were asked for alone.
    """
    response.headers["cache-control"] = "no-store"
    if body.items is not None:
        return VerdictsOut.of(await check_presented(app, body.listed, request), app.origin, _)
    if body.tries:
        await guess(request)
    return VerdictOut.of(await _verdict(app, body), app.origin, _)


async def _verdict(app: App, body: PresentedIn) -> Verdict:
    if body.credential is not None:
        return await verify_credential(app, body.credential)
    if body.number is not None:
        return await verify_number(app, body.number)
    if body.short_id is not None:
        return await verify_short_id(app, body.short_id)
    if body.qr is not None:
        return await verify_qr(app, body.qr)
    return await verify_typed(app, body.text or "")
