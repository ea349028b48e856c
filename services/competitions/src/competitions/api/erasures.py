from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.domain.consents.erasure import Erasure, Ground
from competitions.domain.refusal import Unknown
from competitions.queries.keeping.erasures import erasures_of
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(tags=["consents"])


class ErasureOut(Out):
    """Of somebody who never consented."""

    subject_id: UUID
    due_at: datetime
    """When the consents were due."""
    erase_at: datetime
    """When the person is erased by itself, unless something else keeps them."""
    stays_for: Ground | None
    """What kept them when that was last looked at."""
    done_at: datetime | None

    @classmethod
    def of(cls, one: Erasure) -> "ErasureOut":
        return cls(
            subject_id=one.subject_id,
            due_at=one.due_at,
            erase_at=one.erase_at,
            stays_for=one.stays_for,
            done_at=one.done_at,
        )


class ErasuresOut(Out):
    items: list[ErasureOut]


@router.get("/championships/{championship_id}/erasures", responses=problems(Unknown, Forbidden))
async def read_erasures(championship_id: UUID, by: Organiser, app: TheApp) -> ErasuresOut:
    """Whose data goes by itself because nobody consented, and whose has gone; the next first, 1,000 at most."""
    _, found = await erasures_of(app, championship_id, by)
    return ErasuresOut(items=[ErasureOut.of(one.erasure) for one in found])
