from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.domain.refusal import Unknown
from competitions.queries.published.package import championship_package
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems

ZIP = "application/zip"
router = APIRouter(prefix="/championships/{championship_id}/package", tags=["publication"])


@router.get(
    "",
    response_class=Response,
    responses={
        200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}},
        **problems(Unknown, Forbidden),
    },
)
async def read_package(championship_id: UUID, by: Organiser, app: TheApp) -> Response:
    """The championship as a .zip of JSON Lines with their schemas: what was marked under pseudonyms, with the chain of its history,
    and apart from that who is who and what was typed. `skillproof-audit` checks it."""
    return packed(championship_id, await championship_package(app, championship_id, by))


def packed(championship_id: UUID, content: bytes) -> Response:
    named = f'attachment; filename="championship-{championship_id}.zip"'
    return Response(content, media_type=ZIP, headers={"content-disposition": named, "cache-control": "no-store"})
