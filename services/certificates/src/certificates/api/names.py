"""Is the name on the paper the holder's?"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from certificates.api.deps import PREFIX, TheApp
from certificates.commands.names import check_name
from certificates.domain.certificate import Erased, UnknownCertificate
from certificates.domain.holders.names import IncompleteName, TooManyNameChecks
from shared.errors import TooMany
from shared.web.deps import Guess, Visitor
from shared.web.problems import problems
from shared.web.schemas import In, Name, Out

router = APIRouter(prefix=f"{PREFIX}/certificates", tags=["verification"])


class NameIn(In):
    name: Name = Field(examples=["Ёлкина Снежана Морозовна"])


class MatchOut(Out):
    match: bool


@router.post(
    "/{certificate_id}/name-check",
    summary="Compare a name",
    responses=problems(UnknownCertificate, Erased, IncompleteName, TooManyNameChecks, TooMany),
    dependencies=[Guess],
)
async def name_check(certificate_id: UUID, body: NameIn, _visitor: Visitor, app: TheApp) -> MatchOut:
    """Yes or no, a bounded number of times an hour. Order, case, ё and the patronymic do not matter."""
    return MatchOut(match=await check_name(app, certificate_id, body.name))
