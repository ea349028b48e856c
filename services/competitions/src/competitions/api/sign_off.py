from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.marking import CompetitorOut, SheetSummaryOut
from competitions.commands import sign_off as commands
from competitions.domain.entering.absences import AbsenceKind, CompetitorAbsent
from competitions.domain.history.refusals import MarksMissing, NotOnTeam, Sealed, UnknownAspect
from competitions.domain.refusal import Unknown
from competitions.domain.signing.sheets import NothingReopened, NotSigned, ReopeningUnexplained
from competitions.domain.skill import (
    MarkingNotStarted,
    NotChief,
    NotOnJury,
    SheetsMissing,
    SubCriteriaUnsigned,
    UnknownSubCriterion,
)
from competitions.queries.sign_off import skill_sums
from shared.identity.principal import Forbidden
from shared.web.deps import Expert, Insider, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, Prose

router = APIRouter(tags=["sign-off"])


class SubCriterionSignedOut(Out):
    code: str
    sheets: int


class SignaturesIn(In):
    sub_criteria: Annotated[list[Line], Field(min_length=1, max_length=100)]
    """Codes of those to sign."""


class SubCriteriaSignedOut(Out):
    sub_criteria: list[SubCriterionSignedOut]


class ReopeningIn(In):
    aspects: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    """Codes of those to open again; none: the whole form."""
    reason: Prose
    """Why, for the team and the protocol; it stays in sight."""


class SkillSignedOut(Out):
    signed_by: UUID
    signed_at: datetime
    head: str | None
    """The fingerprint of all marks of the skill then, 64 hexadecimal digits; pages and paper show the first 32."""


class SumOut(Out):
    competitor: CompetitorOut
    total: Decimal
    parts: dict[str, Decimal]
    """By sub-criterion."""
    criteria: dict[str, Decimal]
    entered: int
    """Aspects that have a mark. While there are fewer than the scheme has, the sums are not final."""


class AbsentOut(Out):
    competitor: UUID
    """The registration."""
    kind: AbsenceKind
    reason: str


class MarkSummaryOut(Out):
    aspects: int
    """How many the scheme has."""
    competitors: list[SumOut]
    absent: list[AbsentOut]
    """Those who are in no results, and why."""


SIGNING = (Unknown, NotOnJury, MarkingNotStarted, UnknownSubCriterion, SheetsMissing, NotOnTeam, MarksMissing)


@router.post("/skills/{skill_id}/sub-criteria/{code}/sign-off", responses=problems(*SIGNING))
async def sign_sub_criterion(skill_id: UUID, code: str, by: Expert, app: TheApp) -> SubCriterionSignedOut:
    """Signs a sub-criterion off, by its marking team, once every competitor is marked. A repeat changes nothing.

    By a ruleset that asks for each of the team's signatures it is signed off with the last one; from the first one on nothing is entered.
    """
    return SubCriterionSignedOut(code=code, sheets=(await commands.sign_sub_criteria(app, skill_id, [code], by))[code])


@router.post("/skills/{skill_id}/sub-criteria/sign-offs", responses=problems(*SIGNING))
async def sign_sub_criteria(skill_id: UUID, body: SignaturesIn, by: Expert, app: TheApp) -> SubCriteriaSignedOut:
    """Signs several, as `sign-off` each; where one cannot be signed, none is."""
    signed = await commands.sign_sub_criteria(app, skill_id, body.sub_criteria, by)
    return SubCriteriaSignedOut(
        sub_criteria=[SubCriterionSignedOut(code=code, sheets=sheets) for code, sheets in signed.items()]
    )


@router.post(
    "/sheets/{sheet_id}/reopenings",
    dependencies=[Unkept],
    responses=problems(
        Unknown,
        NotOnJury,
        NotChief,
        CompetitorAbsent,
        Sealed,
        UnknownAspect,
        NothingReopened,
        NotSigned,
        ReopeningUnexplained,
    ),
)
async def reopen_sheet(sheet_id: UUID, body: ReopeningIn, by: Expert, id: NewId, app: TheApp) -> SheetSummaryOut:
    """Gives signed aspects of one competitor back to the marking team, by the chief expert. All other aspects and forms stay signed
    and closed, and the marks stay until others are entered. The signatures of the form and of its skill are taken back, in sight.
    """
    return SheetSummaryOut.of(await commands.reopen_sheet(app, sheet_id, id, body.aspects, body.reason, by))


@router.post(
    "/skills/{skill_id}/sign-off",
    responses=problems(
        Unknown, NotOnJury, NotChief, MarkingNotStarted, SheetsMissing, SubCriteriaUnsigned, MarksMissing
    ),
)
async def sign_skill(skill_id: UUID, by: Expert, app: TheApp) -> SkillSignedOut:
    """Signs a skill off, by its chief expert, once every sub-criterion is. A repeat changes nothing."""
    skill = await commands.sign_skill(app, skill_id, by)
    assert skill.signature  # noqa: S101 - the command has just signed it
    return SkillSignedOut(signed_by=skill.signature.by, signed_at=skill.signature.at, head=skill.signature.head)


@router.get("/skills/{skill_id}/mark-summary", responses=problems(Unknown, Forbidden))
async def read_mark_summary(skill_id: UUID, by: Insider, app: TheApp) -> MarkSummaryOut:
    """The marks of every competitor by criterion and sub-criterion, for the skill's jury and the organiser."""
    skill, sums, absent = await skill_sums(app, skill_id, by)
    return MarkSummaryOut(
        aspects=skill.aspects,
        competitors=[SumOut.model_validate(one) for one in sums],
        absent=[AbsentOut(competitor=id, kind=one.kind, reason=one.reason) for id, one in absent.items()],
    )
