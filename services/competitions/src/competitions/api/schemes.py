from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.requests import Request

from competitions.api.deps import TheApp
from competitions.commands import schemes as commands
from competitions.domain.marking_scheme import MarkingScheme
from competitions.domain.refusal import Unknown
from competitions.domain.skill import MarkingStarted, NotChief, SchemeMissing
from competitions.queries import schemes as queries
from competitions.workbook import WorkbookRefused
from shared.identity.principal import Forbidden
from shared.web.deps import Insider
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix="/skills/{skill_id}", tags=["marking schemes"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    deduction: Decimal


class CalculatorOut(Out):
    """How a measurement becomes a mark. Only the fields of the type are there."""

    type: Literal["PASS_FAIL", "NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE"]
    of: int | None = None
    options: list[OptionOut] | None = None
    target: Decimal | None = None
    ranges: list[RangeOut] | None = None


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


class SchemeOut(Out):
    title: str
    total: Decimal
    variation: Decimal
    sections: list[SectionOut]
    criteria: list[CriterionOut]

    @classmethod
    def of(cls, scheme: MarkingScheme) -> "SchemeOut":
        return cls.model_validate(scheme)


async def sent(request: Request) -> bytes:
    """The body as it is, whatever the content type says: the workbook's own bytes are what counts."""
    return await request.body()


@router.put(
    "/marking-scheme",
    responses=problems(Unknown, Forbidden, NotChief, MarkingStarted, WorkbookRefused),
    openapi_extra={
        "requestBody": {"required": True, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def import_scheme(
    skill_id: UUID, by: Insider, workbook: Annotated[bytes, Depends(sent)], app: TheApp
) -> SummaryOut:
    """Imports the marking scheme of a skill from a CIS workbook, in place of one before it."""
    return SummaryOut.model_validate(await commands.import_scheme(app, skill_id, workbook, by))


@router.get("/marking-scheme", responses=problems(Unknown, Forbidden, SchemeMissing))
async def read_scheme(skill_id: UUID, by: Insider, app: TheApp) -> SchemeOut:
    """The marking scheme of a skill, for its jury and the organiser."""
    return SchemeOut.of(await queries.read_scheme(app, skill_id, by))
