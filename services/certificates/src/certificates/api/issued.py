"""How far the certificates of a championship are, in numbers."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from certificates.api.deps import PREFIX, TheApp
from certificates.queries.issued import issued_in
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Staff
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(prefix=f"{PREFIX}/championships/{{championship_id}}", tags=["certificates"])


class IssuedOut(Out):
    issued: int = Field(description="Those that another one has replaced are not counted")
    is_issuer_open: bool = Field(description="Until an officer has begun to issue, results wait for their certificates")


@router.get("/issued", summary="How many certificates are issued", responses=problems(NotSignedIn, Forbidden))
async def read_issued(championship_id: UUID, by: Staff, app: TheApp) -> IssuedOut:
    """For officers and organisers of the organisation that holds it, and for who organises this championship alone. No names."""
    found = await issued_in(app, championship_id, by)
    return IssuedOut(issued=found.number, is_issuer_open=found.is_issuer_open)
