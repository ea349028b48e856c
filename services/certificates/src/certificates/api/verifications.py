"""Verification for programs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response
from pydantic import ConfigDict, Field, model_validator

from certificates.api.deps import PREFIX, TheApp
from certificates.domain.verdict import Answer, Check, Facts, Presented, Verdict
from certificates.queries.verification import (
    verify_credential,
    verify_number,
    verify_qr,
    verify_short_id,
    verify_typed,
)
from certificates.verification.heavy import VerificationBusy
from certificates.verification.typed import is_a_guess
from certificates.wiring import App
from shared.errors import TooMany
from shared.web.deps import Visitor, guess
from shared.web.problems import problems
from shared.web.schemas import In, Out, TextOut

router = APIRouter(prefix=f"{PREFIX}/verifications", tags=["verification"])


class PresentedIn(In):
    """Exactly one of them."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    qr: str | None = Field(default=None, max_length=4000, description="The text of the QR, or its digits")
    credential: dict[str, Any] | None = Field(default=None, description="An Open Badges 3.0 credential with its proof")
    number: str | None = Field(default=None, max_length=100, description="The registration number")
    short_id: str | None = Field(default=None, max_length=100, description="The id beside the QR")
    text: str | None = Field(default=None, max_length=200_000, description="Any of these, as a person pastes it")

    @model_validator(mode="after")
    def _one(self) -> "PresentedIn":
        if len(self.model_fields_set) != 1:
            raise ValueError("give exactly one of qr, credential, number, short_id, text")
        return self

    @property
    def tries(self) -> bool:
        """Whether it names a certificate by what could be counted through; who has a QR or signed data guesses nothing."""
        return self.number is not None or self.short_id is not None or is_a_guess(self.text or "")


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
            team=facts.team,
        )


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
    certificate_id: UUID | None
    url: str | None
    facts: FactsOut

    @classmethod
    def of(cls, verdict: Verdict, origin: str) -> "VerdictOut":
        return cls(
            verdict=verdict.answer,
            checked=verdict.checked,
            unchecked=verdict.unchecked,
            as_of=verdict.as_of,
            since=verdict.since,
            reason=verdict.reason,
            seen=verdict.presented,
            fault_at=verdict.where,
            certificate_id=verdict.certificate_id,
            url=f"{origin}/certificates/{verdict.certificate_id}" if verdict.certificate_id else None,
            facts=FactsOut.of(verdict.facts),
        )


@router.post("", summary="Verify", responses=problems(VerificationBusy, TooMany))
async def verify(
    body: Annotated[PresentedIn, Body(examples=[{"number": "47-2026-000001"}])],
    request: Request,
    _visitor: Visitor,
    app: TheApp,
    response: Response,
) -> VerdictOut:
    """Whether a certificate is genuine and in force, what was checked, and what could not be."""
    if body.tries:
        await guess(request)
    response.headers["cache-control"] = "no-store"
    return VerdictOut.of(await _verdict(app, body), app.origin)


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
