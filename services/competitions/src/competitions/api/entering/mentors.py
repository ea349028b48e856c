"""Who is named as mentor of a team says whether they are, and the team names another."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.entering.applying import GuardianIn
from competitions.api.entering.entry_shapes import EntryOut
from competitions.api.registrations import LEAVING
from competitions.commands.own import mentors as commands
from competitions.domain.championship import EmbargoOver
from competitions.domain.entering import own
from competitions.domain.entering.teams import TeamUnfit
from competitions.domain.own.mentors import MentorSaid, NotTheMentor
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.domain.registration import EntryEnded
from competitions.queries.registrations import read_registration
from shared.identity.principal import Forbidden
from shared.web.deps import Entering, SignedIn, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Out

router = APIRouter(tags=["teams"], dependencies=[Unkept])


class MentorIn(GuardianIn):
    """Somebody new, with an address of their own: they are asked by a letter."""


class NamedMentorIn(MentorIn):
    language: Literal["ru", "en"] = "ru"
    """Of the letters to them."""

    def named(self) -> own.Named:
        return own.Named(**self.model_dump(exclude={"language"}))


class MentorSaidIn(In):
    answer: MentorSaid


class MentorSaidOut(Out):
    answer: MentorSaid


@router.put(
    "/me/registrations/{registration_id}/mentoring",
    responses=problems(Unknown, Forbidden, NotTheMentor, EntryEnded, EmbargoOver, ChampionshipCancelled, TeamUnfit),
)
async def say_whether_mentor(registration_id: UUID, body: MentorSaidIn, by: SignedIn, app: TheApp) -> MentorSaidOut:
    """Says whether you are the mentor of the team. The last word counts, until publication begins; who declined is thanked for nothing,
    and sees the entry no more."""
    await commands.say_as_mentor(app, registration_id, body.answer, by)
    return MentorSaidOut(answer=body.answer)


@router.post(
    "/registrations/{registration_id}/team/mentor",
    dependencies=[Entering],
    responses=problems(*LEAVING, TeamUnfit, own.FactMissing, own.SameAddress),
)
async def name_mentor(registration_id: UUID, body: NamedMentorIn, new: NewId, by: SignedIn, app: TheApp) -> EntryOut:
    """The captain names another mentor, until marking begins: somebody new, who is asked by a letter."""
    await commands.name_own_mentor(app, registration_id, new, body.named(), by, language=body.language)
    return EntryOut.of(await read_registration(app, registration_id, by))
