from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.commands.scheduling import cancelling
from competitions.domain.championship import EmbargoOver
from competitions.domain.preparation.cancellation import CancellationUnexplained, Cause
from competitions.domain.refusal import Unknown
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import In, Out, Prose

router = APIRouter(prefix="/championships/{championship_id}/cancellation", tags=["championships"])


class CancellationIn(In):
    cause: Cause
    """What events tell of it."""
    reason: Prose
    """In words, for its page."""


class CancellationOut(Out):
    at: datetime
    cause: Cause
    reason: str
    completed_at: datetime | None
    """When every entry had ended and everybody was told."""


@router.post("", responses=problems(Unknown, Forbidden, EmbargoOver, CancellationUnexplained))
async def cancel(championship_id: UUID, body: CancellationIn, by: Organiser, app: TheApp) -> CancellationOut:
    """It does not take place: every entry ends, everybody who had one or was to judge is told, and calendars hear of it.

    Not after publication, and for good. A repeat changes nothing; the championship's `completed_at` says when all of that is done.
    """
    championship = await cancelling.cancel(app, championship_id, body.cause, body.reason, by)
    return CancellationOut.model_validate(championship.cancelled)
