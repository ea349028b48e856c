from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.commands import protests as commands
from competitions.domain.refusal import Unknown
from competitions.domain.results.contesting import ProtestUnexplained, ResultsOfficial
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.results.protests import Protest
from competitions.domain.skill import MarkingNotStarted, NotChief, Skill
from competitions.queries.published.protests import protests_of
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Out, Prose

router = APIRouter(prefix="/skills/{skill_id}/protests", tags=["results"], dependencies=[Unkept])


class ProtestReasonIn(In):
    reason: Prose
    """For the jury and the organiser: it stands on their pages, and in no event or letter."""


class ProtestIn(ProtestReasonIn):
    registration_id: UUID
    """Whose result is contested."""


class LiftingOut(Out):
    at: datetime
    reason: str


class ProtestOut(Out):
    id: UUID
    registration_id: UUID
    at: datetime
    reason: str
    lifted: LiftingOut | None


class ProtestsOut(Out):
    state: ResultsState
    """Of the skill's results."""
    protests: list[ProtestOut]

    @classmethod
    def of(cls, skill: Skill) -> "ProtestsOut":
        return cls(state=skill.results_state, protests=[_shown(one) for one in skill.protests])


@router.get("", responses=problems(Unknown, Forbidden))
async def read_protests(skill_id: UUID, by: Insider, app: TheApp) -> ProtestsOut:
    """Whose results are or were contested, for the skill's jury and the organiser."""
    return ProtestsOut.of((await protests_of(app, skill_id, by)).skill)


@router.post(
    "",
    status_code=201,
    responses=problems(Unknown, Forbidden, NotChief, MarkingNotStarted, ResultsOfficial, ProtestUnexplained),
)
async def contest(skill_id: UUID, body: ProtestIn, new: NewId, by: Insider, app: TheApp) -> ProtestOut:
    """Notes down that a competitor's result is contested, for the chief expert or the organiser. Nothing of the skill becomes
    official until it is lifted."""
    skill = await commands.protest(app, skill_id, new, body.registration_id, body.reason, by)
    return _shown(next(one for one in skill.protests if one.id == new))


@router.post("/{protest_id}/lifting", responses=problems(Unknown, Forbidden, NotChief, ProtestUnexplained))
async def settle(skill_id: UUID, protest_id: UUID, body: ProtestReasonIn, by: Insider, app: TheApp) -> ProtestOut:
    """Lifts a protest that is settled. A repeat changes nothing."""
    skill = await commands.lift(app, skill_id, protest_id, body.reason, by)
    return _shown(next(one for one in skill.protests if one.id == protest_id))


def _shown(protest: Protest) -> ProtestOut:
    return ProtestOut.model_validate(protest)
