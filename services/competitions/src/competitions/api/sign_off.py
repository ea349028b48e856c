from datetime import datetime
from decimal import Decimal
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.marking import CompetitorOut
from competitions.commands import sign_off as commands
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.history.refusals import ConfirmationsMissing, MarksMissing, NotOnTeam
from competitions.domain.refusal import Unknown
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
from shared.web.deps import Expert, Insider
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix="/skills/{skill_id}", tags=["sign-off"])


class SubCriterionSignedOut(Out):
    code: str
    sheets: int


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


@router.post(
    "/sub-criteria/{code}/sign-off",
    responses=problems(
        Unknown,
        NotOnJury,
        MarkingNotStarted,
        UnknownSubCriterion,
        SheetsMissing,
        NotOnTeam,
        MarksMissing,
        ConfirmationsMissing,
    ),
)
async def sign_sub_criterion(skill_id: UUID, code: str, by: Expert, app: TheApp) -> SubCriterionSignedOut:
    """Signs a sub-criterion off, by its marking team, once every competitor is marked. A repeat changes nothing."""
    return SubCriterionSignedOut(code=code, sheets=await commands.sign_sub_criterion(app, skill_id, code, by))


@router.post(
    "/sign-off",
    responses=problems(Unknown, NotOnJury, NotChief, MarkingNotStarted, SheetsMissing, SubCriteriaUnsigned),
)
async def sign_skill(skill_id: UUID, by: Expert, app: TheApp) -> SkillSignedOut:
    """Signs a skill off, by its chief expert, once every sub-criterion is. A repeat changes nothing."""
    skill = await commands.sign_skill(app, skill_id, by)
    assert skill.signature  # noqa: S101 - the command has just signed it
    return SkillSignedOut(signed_by=skill.signature.by, signed_at=skill.signature.at, head=skill.signature.head)


@router.get("/mark-summary", responses=problems(Unknown, Forbidden))
async def read_mark_summary(skill_id: UUID, by: Insider, app: TheApp) -> MarkSummaryOut:
    """The marks of every competitor by criterion and sub-criterion, for the skill's jury and the organiser."""
    skill, sums, absent = await skill_sums(app, skill_id, by)
    return MarkSummaryOut(
        aspects=skill.aspects,
        competitors=[SumOut.model_validate(one) for one in sums],
        absent=[AbsentOut(competitor=id, kind=one.kind, reason=one.reason) for id, one in absent.items()],
    )
