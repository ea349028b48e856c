import asyncio
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.api.schemas import Reason
from competitions.commands import schemes as commands
from competitions.domain.marking_scheme import SkillScheme, VariationStands
from competitions.domain.refusal import Unknown
from competitions.domain.skill import MarkingStarted, NotChief, SchemeMissing
from competitions.queries import schemes as queries
from competitions.workbook import WorkbookRefused
from competitions.workbook.exporting import scheme_sheets
from shared.identity.principal import Forbidden
from shared.web.deps import Insider
from shared.web.problems import problems
from shared.web.schemas import In, Out
from shared.workbooks.writing import book

router = APIRouter(prefix="/skills/{skill_id}", tags=["marking schemes"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SentReason(In):
    """What a form says beside the workbook."""

    variation_reason: Reason | None = None


class SummaryOut(Out):
    aspects: int
    measurements: int
    judgements: int
    sub_criteria: int
    total: Decimal
    variation: Decimal
    """The sum over WSOS sections of the difference between weight and marks."""


class SectionOut(Out):
    number: int
    name: str
    weight: Decimal


class OptionOut(Out):
    label: str
    deduction: Decimal


class RangeOut(Out):
    within: Decimal
    """How far above the target it reaches, and below it too, unless `below` says otherwise."""
    deduction: Decimal
    below: Decimal | None = None


class CalculatorOut(Out):
    """How a measurement becomes a mark. Only the fields of the type are there."""

    type: Literal["PASS_FAIL", "NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE", "REGULAR_DIFFERENCE_DEDUCTION"]
    of: int | None = None
    options: list[OptionOut] | None = None
    target: Decimal | None = None
    ranges: list[RangeOut] | None = None
    difference: Decimal | None = None
    """For each whole difference away from the target the deduction is taken off."""
    deduction: Decimal | None = None
    deducts: Literal["PERCENT", "UNIT"] | None = None
    """What deductions are counted in: per cent of the maximum, or marks."""


class RuleOut(Out):
    code: str
    type: Literal["M", "J"]
    maximum: Decimal
    calculator: CalculatorOut
    partial: bool


class AspectOut(Out):
    rule: RuleOut
    section: int
    description: str
    details: str | None
    requirement: str | None
    descriptors: list[str]
    unit: str | None
    """Of the measured value, where the scheme names one."""


class SubCriterionOut(Out):
    code: str
    name: str
    day: int | None
    maximum: Decimal
    aspects: list[AspectOut]


class CriterionOut(Out):
    letter: str
    name: str
    maximum: Decimal
    sub_criteria: list[SubCriterionOut]


class AcceptanceOut(Out):
    reason: str
    by: str
    """The organiser's account."""
    at: datetime


class SchemeOut(Out):
    title: str
    total: Decimal
    variation: Decimal
    variation_accepted: AcceptanceOut | None = None
    """Where the scheme is further from its WSOS weights than the ruleset's limit: who took it so, and why."""
    sections: list[SectionOut]
    criteria: list[CriterionOut]

    @classmethod
    def of(cls, one: SkillScheme) -> "SchemeOut":
        accepted = AcceptanceOut.model_validate(one.variation_accepted) if one.variation_accepted else None
        return cls.model_validate(one.scheme).model_copy(update={"variation_accepted": accepted})


async def sent(request: Request) -> bytes:
    """The body as it is, whatever the content type says: the workbook's own bytes are what counts."""
    return await request.body()


@router.put(
    "/marking-scheme",
    responses=problems(Unknown, Forbidden, NotChief, MarkingStarted, VariationStands, WorkbookRefused),
    openapi_extra={
        "requestBody": {"required": True, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def import_scheme(
    skill_id: UUID,
    by: Insider,
    workbook: Annotated[bytes, Depends(sent)],
    app: TheApp,
    variation_reason: Annotated[
        Reason | None,
        Query(
            description="Why the organiser takes a scheme that differs more from its WSOS weights than the ruleset's limit"
        ),
    ] = None,
) -> SummaryOut:
    """Imports the marking scheme of a skill from a CIS workbook, in place of one before it."""
    return SummaryOut.model_validate(await commands.import_scheme(app, skill_id, workbook, by, variation_reason))


@router.get(
    "/marking-scheme/workbook",
    response_class=Response,
    responses={
        200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}},
        **problems(Unknown, Forbidden, SchemeMissing),
    },
)
async def export_scheme(skill_id: UUID, by: Insider, app: TheApp) -> Response:
    """The marking scheme as a CIS workbook. Imported anywhere, it is the same scheme."""
    found = await queries.read_scheme(app, skill_id, by)
    content = await asyncio.to_thread(lambda: book(scheme_sheets(found.scheme)))
    named = f'attachment; filename="scheme-{skill_id}.xlsx"'
    return Response(content, media_type=XLSX, headers={"content-disposition": named, "cache-control": "no-store"})


@router.get("/marking-scheme", responses=problems(Unknown, Forbidden, SchemeMissing))
async def read_scheme(skill_id: UUID, by: Insider, app: TheApp) -> SchemeOut:
    """The marking scheme of a skill, for its jury and the organiser."""
    return SchemeOut.of(await queries.read_scheme(app, skill_id, by))
