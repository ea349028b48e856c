"""The consents of who is signed in: what they said, further answers, and taking back."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.consents import AnswerOut
from competitions.api.deps import TheApp
from competitions.api.entering.applying import AnswerIn
from competitions.commands.own import consents as commands
from competitions.domain.consents.records import (
    Consents,
    NotAsked,
    NothingChosen,
    NothingToWithdraw,
    Purpose,
    TextChanged,
    TextNotNamed,
)
from competitions.domain.refusal import Unknown
from competitions.queries.own.page import my_consents
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn
from shared.web.problems import problems
from shared.web.schemas import In, Out, Page

router = APIRouter(prefix="/me", tags=["consents"])


class OwnAnswersIn(In):
    answers: Annotated[tuple[AnswerIn, ...], Field(min_length=1, max_length=len(Purpose))]
    language: Literal["ru", "en"] = "ru"
    """In which the texts were read."""


class PurposeIn(In):
    purpose: Purpose


class OwnConsentsOut(Out):
    """What who is signed in said about one person in a championship."""

    id: UUID
    championship_id: UUID
    subject_id: UUID
    answers: list[AnswerOut]
    """All there were, in their order: the last one of a purpose stands."""

    @classmethod
    def of(cls, consents: Consents) -> "OwnConsentsOut":
        return cls(
            id=consents.id,
            championship_id=consents.championship_id,
            subject_id=consents.subject_id,
            answers=[AnswerOut.of(answer) for answer in consents.answers],
        )


@router.get("/consents")
async def list_own_consents(by: SignedIn, app: TheApp, response: Response) -> Page[OwnConsentsOut]:
    """What who is signed in has answered, about themselves and as a guardian."""
    response.headers["cache-control"] = "no-store"
    return Page(items=[OwnConsentsOut.of(one.consents) for one in await my_consents(app, by)])


@router.put(
    "/registrations/{registration_id}/consents",
    responses=problems(Unknown, Forbidden, NotAsked, NothingChosen, TextChanged, TextNotNamed),
)
async def answer_own(registration_id: UUID, body: OwnAnswersIn, by: SignedIn, app: TheApp) -> OwnConsentsOut:
    """Answers for oneself, or as the guardian of who is not of age. What is not answered stays as it is."""
    said = {one.purpose: one.said() for one in body.answers}
    return OwnConsentsOut.of(await commands.answer_own(app, registration_id, said, body.language, by))


@router.post("/consents/{consents_id}/withdrawal", responses=problems(Unknown, Forbidden, NothingToWithdraw))
async def withdraw_own(consents_id: UUID, body: PurposeIn, by: SignedIn, app: TheApp) -> OwnConsentsOut:
    """Takes one consent back, at any time. A repeat changes nothing."""
    return OwnConsentsOut.of(await commands.withdraw_own(app, consents_id, body.purpose, by))
