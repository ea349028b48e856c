"""What this service keeps of who is signed in, to take away; and asking that it be erased."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response

from competitions.api.awards.shapes import GrantedOut
from competitions.api.consents import AnswerOut
from competitions.api.deps import TheApp
from competitions.api.entering.entry_shapes import AbsenceOut, HoldingOut
from competitions.api.entering.own_further import FurtherOut
from competitions.api.people import PersonOut
from competitions.commands.own import erasure as commands
from competitions.domain.entering.absences import Absence
from competitions.domain.erasure_request import ErasureRequest, NoErasureAsked
from competitions.domain.expert import Duty
from competitions.domain.refusal import Unknown
from competitions.domain.registration import State
from competitions.domain.results.medals import Medal
from competitions.queries.own.data import Entered, PersonsData, own_data
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import Organiser, SignedIn, Unkept
from shared.web.negotiation import as_file
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, TextOut

router = APIRouter(tags=["people"], dependencies=[Unkept])


class StepOut(Out):
    state: State
    at: datetime
    reason: str | None


class OwnResultOut(Out):
    total: Decimal
    scale_score: int | None
    """Null where there is no scale, and places go by the total."""
    place: int
    medal: Medal | None


class OwnEntryOut(Out):
    id: UUID
    championship: TextOut
    skill: TextOut
    member: str
    category: str | None
    """Its code in the ruleset."""
    state: State
    sequence: int
    code: str | None
    """By which it is found at the door."""
    age_reason: str | None
    """Why it was made in spite of the age."""
    holding: HoldingOut
    history: list[StepOut]
    absences: list[AbsenceOut]
    result: OwnResultOut | None
    """Once it is published."""

    @classmethod
    def of(cls, one: Entered) -> "OwnEntryOut":
        entry = one.placed.registration
        return cls(
            id=entry.id,
            championship=TextOut.model_validate(one.placed.championship.name),
            skill=TextOut.model_validate(one.placed.skill.name),
            member=entry.member,
            category=entry.category,
            state=entry.state,
            sequence=entry.sequence,
            code=entry.code,
            age_reason=entry.age_reason,
            holding=HoldingOut.model_validate(entry.holding),
            history=[StepOut.model_validate(step) for step in entry.history],
            absences=[AbsenceOut.model_validate(each) for each in entry.absences if isinstance(each, Absence)],
            result=OwnResultOut.model_validate(one.result) if one.result else None,
        )


class KeptConsentsOut(Out):
    id: UUID
    championship_id: UUID
    subject_id: UUID
    giver_id: UUID
    """Of the person, or a guardian."""
    asked: list[datetime]
    answers: list[AnswerOut]


class OwnDutyOut(Out):
    championship: TextOut
    skill: TextOut
    member: str
    duty: Duty


class ErasureRequestOut(Out):
    subject_id: UUID
    at: datetime
    declined_at: datetime | None
    reason: str | None
    """Why the organisation said no."""

    @classmethod
    def of(cls, one: ErasureRequest) -> "ErasureRequestOut":
        said = one.declined
        return cls(
            subject_id=one.id, at=one.at, declined_at=said.at if said else None, reason=said.reason if said else None
        )


class OwnAwardOut(Out):
    issuer: str
    achievement: TextOut | None
    award: GrantedOut


class PersonsDataOut(Out):
    person: PersonOut
    is_ward: bool
    entries: list[OwnEntryOut]
    consents: list[KeptConsentsOut]
    juries: list[OwnDutyOut]
    erasure_request: ErasureRequestOut | None
    further: FurtherOut
    awards: list[OwnAwardOut]
    """What they were granted beside results."""

    @classmethod
    def of(cls, one: PersonsData) -> "PersonsDataOut":
        return cls(
            person=PersonOut.model_validate(one.person),
            is_ward=one.is_ward,
            entries=[OwnEntryOut.of(entry) for entry in one.entries],
            consents=[
                KeptConsentsOut(
                    id=record.id,
                    championship_id=record.championship_id,
                    subject_id=record.subject_id,
                    giver_id=record.giver_id,
                    asked=list(record.asked),
                    answers=[AnswerOut.of(answer) for answer in record.answers],
                )
                for _championship, record in one.consents
            ],
            juries=[
                OwnDutyOut(
                    championship=TextOut.model_validate(each.championship.name),
                    skill=TextOut.model_validate(each.skill.name),
                    member=each.expert.member,
                    duty=each.expert.duty,
                )
                for each in one.judged
            ],
            erasure_request=ErasureRequestOut.of(one.erasure) if one.erasure else None,
            further=FurtherOut.of(one.further),
            awards=[
                OwnAwardOut(
                    issuer=award.organisation,
                    achievement=TextOut.model_validate(offer.title) if offer else None,
                    award=GrantedOut.of(award),
                )
                for award, offer in one.awards
            ],
        )


class OwnDataOut(Out):
    service: Literal["competitions"] = "competitions"
    made_at: datetime
    people: list[PersonsDataOut]
    """Who is signed in, a record an organisation, and wards who are not of age."""


class DeclineIn(In):
    reason: Line
    """Who asked reads it."""


@router.get("/me/data", summary="All that is kept of who is signed in", responses=problems(NotSignedIn))
async def read_own_data(by: SignedIn, app: TheApp, response: Response) -> OwnDataOut:
    """Of the person and of wards who are not of age, as a file. Marks are not in it before their publication."""
    as_file(response, "skillproof-competitions.json")
    return OwnDataOut(made_at=app.now(), people=[PersonsDataOut.of(one) for one in await own_data(app, by)])


@router.post("/persons/{subject_id}/erasure-request", status_code=202, responses=problems(Unknown, Forbidden))
async def ask_erasure(subject_id: UUID, by: SignedIn, app: TheApp) -> ErasureRequestOut:
    """Asks the organisation to erase a person's data, by the person or a guardian of who is not of age.

    Nothing is erased by that: the organisation decides, and says why not where law or results need something.
    """
    return ErasureRequestOut.of(await commands.ask_erasure(app, subject_id, by))


@router.post("/persons/{subject_id}/erasure-request/refusal", responses=problems(Unknown, Forbidden, NoErasureAsked))
async def decline_erasure(subject_id: UUID, body: DeclineIn, by: Organiser, app: TheApp) -> ErasureRequestOut:
    """Says no to a request, with a reason that who asked reads. Saying yes is erasing the person."""
    return ErasureRequestOut.of(await commands.decline_erasure(app, subject_id, body.reason, by))
