"""Is the name on the paper the holder's?"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from certificates.api.deps import PREFIX, TheApp
from certificates.commands.names import check_name
from certificates.domain.certificate import Erased, UnknownCertificate
from certificates.domain.names import IncompleteName, TooManyNameChecks
from shared.web.deps import Visitor
from shared.web.problems import problems

router = APIRouter(prefix=f"{PREFIX}/certificates", tags=["verification"])


class NameIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=300, examples=["Ёлкина Снежана Морозовна"])


class MatchOut(BaseModel):
    match: bool


@router.post(
    "/{certificate_id}/name-check",
    summary="Compare a name",
    responses=problems(UnknownCertificate, Erased, IncompleteName, TooManyNameChecks),
)
async def name_check(certificate_id: UUID, body: NameIn, _visitor: Visitor, app: TheApp) -> MatchOut:
    """Yes or no, a bounded number of times an hour. Order, case, ё and the patronymic do not matter."""
    return MatchOut(match=await check_name(app, certificate_id, body.name))
