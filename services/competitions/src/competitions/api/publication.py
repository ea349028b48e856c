from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.commands import publication as commands
from competitions.domain.championship import Championship, NothingToPublish, SkillsUnsigned, Stage
from competitions.domain.refusal import Unknown
from competitions.domain.skill import SheetsMissing
from shared.identity.principal import Forbidden
from shared.web.addresses import own
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix="/championships/{championship_id}/publication", tags=["publication"])


class PublicationOut(Out):
    state: Stage
    published_at: datetime | None

    @classmethod
    def of(cls, championship: Championship) -> "PublicationOut":
        return cls(state=championship.stage, published_at=championship.published_at)


@router.post(
    "", status_code=202, responses=problems(Unknown, Forbidden, SheetsMissing, SkillsUnsigned, NothingToPublish)
)
async def publish(championship_id: UUID, by: Organiser, app: TheApp, response: Response) -> PublicationOut:
    """Begins to publish all results of a championship. The answer's address says how far it is."""
    championship = await commands.begin_publication(app, championship_id, by)
    response.headers["location"] = own(f"/api/competitions/v1/championships/{championship_id}/publication")
    return PublicationOut.of(championship)


@router.get("", responses=problems(Unknown, Forbidden))
async def read_publication(championship_id: UUID, by: Organiser, app: TheApp) -> PublicationOut:
    """How far the publication is: `embargo`, `publishing` or `published`."""
    return PublicationOut.of(await held_by(app, championship_id, by))
