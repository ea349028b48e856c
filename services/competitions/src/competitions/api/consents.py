from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from competitions.access import held_by
from competitions.api.consent_texts import WordingOut
from competitions.api.deps import TheApp
from competitions.api.schemas import TextHash
from competitions.commands import consents as commands
from competitions.commands.consents import Reminded, Said
from competitions.domain.consents.records import (
    Answer,
    Consents,
    ConsentState,
    Decision,
    NotAsked,
    NothingChosen,
    NothingToWithdraw,
    Purpose,
    SignedLater,
    TextChanged,
    TextNotNamed,
    Way,
)
from competitions.domain.records.publicity import PublicItem
from competitions.domain.refusal import Unknown
from competitions.queries import consents as queries
from competitions.queries.consenting.questions import Question, questions_in
from competitions.queries.consents import ConsentsOfPerson, Voice
from competitions.queries.keeping.listing import Narrowed, consents_page
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser, Visitor
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, Day, In, Limit, Out, Page

router = APIRouter(tags=["consents"])
MOST_AT_ONCE = 2000


class RequestIn(In):
    subject_ids: Annotated[tuple[UUID, ...] | None, Field(max_length=MOST_AT_ONCE)] = None
    """Whom it is about; none: everybody who is entered."""


class RemindedOut(Out):
    asked: int
    """Who is written to now."""
    too_soon: int
    """Who was written to within the last day, and is left in peace."""
    too_late: int
    """Whose link gives nothing any more: the consents were due."""
    without_guardian: int
    """Minors whose guardian is not known: nobody can be asked."""


class PaperIn(In):
    """What a giver signed on paper."""

    giver_id: UUID
    """The person, or a guardian."""
    subject_id: UUID | None = None
    """About which member of a team; of a person's entry nothing is to be said."""
    purpose: Purpose
    decision: Decision
    items: Annotated[tuple[PublicItem, ...], Field(max_length=len(PublicItem))] = ()
    """What may be shown, for the purpose `publication` alone."""
    language: Literal["ru", "en"] = "ru"
    """Of the text that was signed."""
    text_sha256: TextHash | None = None
    """Of that text, as `consents/questions` of the championship has it. A program has to name it, but of what is withdrawn; of a
    person who leaves it out it is the one that is shown now."""
    signed_on: Day | None = None
    """The day that stands on the paper."""


class AnswerOut(Out):
    purpose: Purpose
    decision: Decision
    at: datetime
    way: Way
    items: list[PublicItem]
    until: date | None
    """The last day on which the items may be shown."""
    text_version: str
    text_sha256: str
    entered_by: str | None
    """The organiser's account, for what stands on paper."""
    signed_on: date | None
    """The day that stands on the paper."""

    @classmethod
    def of(cls, answer: Answer) -> "AnswerOut":
        return cls(
            purpose=answer.purpose,
            decision=answer.decision,
            at=answer.at,
            way=answer.way,
            items=list(answer.items),
            until=answer.until,
            text_version=answer.text.version,
            text_sha256=answer.text.sha256,
            entered_by=answer.entered_by,
            signed_on=answer.signed_on,
        )


class VoiceOut(Out):
    giver_id: UUID
    purposes: list[Purpose]
    asked_at: datetime | None
    due_at: datetime | None
    """Until when the giver's link lets them answer; None: no date is set."""
    answers: list[AnswerOut]
    """All there were, in their order: the last one of a purpose stands."""

    @classmethod
    def of(cls, voice: Voice) -> "VoiceOut":
        return cls(
            giver_id=voice.giver.id,
            purposes=list(voice.purposes),
            asked_at=voice.asked_at,
            due_at=voice.due_at,
            answers=_answers(voice.consents),
        )


class StateOut(Out):
    purpose: Purpose
    state: ConsentState


class ConsentsOut(Out):
    """What is there and what lacks of one entered person."""

    subject_id: UUID
    registration_id: UUID
    states: list[StateOut]
    lacking: list[Purpose]
    """Required, and not there: until they are, the entry cannot be confirmed."""
    due_at: datetime | None
    """Until when the place waits for them; None: no date is set, or the person waits for a place."""
    voices: list[VoiceOut]

    @classmethod
    def of(cls, row: ConsentsOfPerson) -> "ConsentsOut":
        return cls(
            subject_id=row.person.id,
            registration_id=row.registration_id,
            states=[StateOut(purpose=purpose, state=state) for purpose, state in row.states.items()],
            lacking=list(row.lacking),
            due_at=row.due_at,
            voices=[VoiceOut.of(voice) for voice in row.voices],
        )


class QuestionOut(Out):
    """One purpose, with the text that people read before they answer."""

    purpose: Purpose
    is_required: bool
    """Without it an entry cannot be confirmed."""
    is_written: bool
    """The law wants it in writing: an answer counts when it stands on paper too."""
    until: date | None
    """The last day of what is allowed, where the text names one."""
    text_version: str
    text_sha256: str
    """What an answer sends as `text_sha256`: of the text just as it stands here, in this language."""
    text: WordingOut

    @classmethod
    def of(cls, question: Question) -> "QuestionOut":
        shown = question.text.shown
        return cls(
            purpose=question.purpose,
            is_required=question.is_required,
            is_written=question.is_written,
            until=question.until,
            text_version=shown.version,
            text_sha256=shown.sha256,
            text=WordingOut.model_validate(question.text.wording),
        )


class QuestionsOut(Out):
    language: Literal["ru", "en"]
    items: list[QuestionOut]


def _answers(consents: Consents | None) -> list[AnswerOut]:
    return [AnswerOut.of(answer) for answer in (consents.answers if consents else ())]


@router.post("/championships/{championship_id}/consents/requests", responses=problems(Unknown, Forbidden))
async def ask_for_consents(
    championship_id: UUID, body: RequestIn, request: NewId, by: Organiser, app: TheApp
) -> RemindedOut:
    """Writes to everybody whose answer is wanted: the entered people, and the guardians of minors. Nobody twice a day."""
    reminded: Reminded = await commands.ask(app, championship_id, body.subject_ids, by, request)
    return RemindedOut.model_validate(reminded)


@router.get("/championships/{championship_id}/consents", responses=problems(Unknown, Forbidden))
async def list_consents(
    championship_id: UUID,
    by: Organiser,
    app: TheApp,
    lacking: Annotated[list[Purpose] | None, Query(description="Who lacks one of these")] = None,
    skill_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ConsentsOut]:
    """Everybody who is entered, the newest first. A part may be short, or empty, and still say where the next begins: one
    request looks through 1,000 entries."""
    championship = await held_by(app, championship_id, by)
    page = await consents_page(app, championship, Narrowed(skill_id, tuple(lacking or ())), limit=limit, after=cursor)
    return Page(items=[ConsentsOut.of(row) for row in page.rows], next=page.after)


@router.get("/championships/{championship_id}/consents/questions", responses=problems(Unknown, Forbidden))
async def list_questions(
    championship_id: UUID, by: Visitor, app: TheApp, language: Literal["ru", "en"] = "ru"
) -> QuestionsOut:
    """Everything that may be asked in a championship, each with its text in one language and the hash by which answers name it. Whom
    what is asked of (the person, a guardian) stands with the entry: `GET /registrations/{id}/consents`."""
    asked = await questions_in(app, championship_id, by, language)
    return QuestionsOut(language=language, items=[QuestionOut.of(one) for one in asked])


@router.get("/registrations/{registration_id}/consents", responses=problems(Unknown, Forbidden))
async def read_consents(
    registration_id: UUID, by: Organiser, app: TheApp, subject_id: UUID | None = None
) -> ConsentsOut:
    """Who has to answer for an entry, what they said, and what lacks; `subject_id` says for which member of a team."""
    return ConsentsOut.of(await queries.consents_of_registration(app, registration_id, by, subject_id))


@router.put(
    "/registrations/{registration_id}/consents",
    responses=problems(
        Unknown, Forbidden, NotAsked, NothingChosen, NothingToWithdraw, TextChanged, TextNotNamed, SignedLater
    ),
)
async def enter_paper(registration_id: UUID, body: PaperIn, by: Organiser, app: TheApp) -> ConsentsOut:
    """Keeps what was signed on paper, with who entered it and when. The same again changes nothing."""
    said = {body.purpose: Said(body.decision, body.items, body.text_sha256, body.signed_on)}
    await commands.enter_paper(app, registration_id, body.giver_id, said, body.language, by, body.subject_id)
    return ConsentsOut.of(await queries.consents_of_registration(app, registration_id, by, body.subject_id))
