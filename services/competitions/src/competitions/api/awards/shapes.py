"""How awards are asked for and told."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from competitions.api.schemas import Email
from competitions.domain.awards.award import Award
from competitions.domain.awards.facts import Context, ContextKind, PaperConsent, Terms
from competitions.domain.awards.rows import Recipient
from competitions.domain.entering.guardians import Guardian
from competitions.tables.shape import FactsIn
from shared.web.schemas import Day, Flag, In, Out, PrintedLine, Short, TextIn, TextOut

Kind = Literal["championship", "course", "event", "none"]


class ContextIn(In):
    kind: Kind = "none"
    id: UUID | None = None
    """Of a championship of the organisation, and of nothing else."""
    title: TextIn | None = None
    """Of a course or an event."""
    starts_on: Day | None = None
    ends_on: Day | None = None

    def context(self) -> Context:
        title = self.title.text() if self.title else None
        return Context(ContextKind(self.kind), self.id, title, self.starts_on, self.ends_on)


class TermsIn(In):
    """What holds for all rows of a table, unless one says otherwise."""

    achievement_id: UUID
    granted_on: Day
    language: Literal["ru", "en", "both"] = "ru"
    """Of the certificates."""
    context: ContextIn = ContextIn()

    def terms(self) -> Terms:
        return Terms(self.granted_on, self.language, self.context.context())


class WhoAnswersIn(In):
    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email | None = None


class RecipientIn(In):
    """Who is not in the system, as far as is known. Who is kept under this name and birth date already is meant."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    birth_date: Day | None = None
    """Tells namesakes apart."""
    email: Email | None = None
    """Not kept of who is under 14: letters about them go to the guardian."""
    guardian: WhoAnswersIn | None = None


class PaperConsentIn(In):
    """To processing, on paper that the organisation keeps. Nothing becomes public by it."""

    given_on: Day | None = None
    file_number: Short | None = None


class AwardIn(TermsIn):
    subject_id: UUID | None = None
    """Of a person whom the organisation keeps; else `recipient`."""
    recipient: RecipientIn | None = None
    is_another: Flag = False
    """Nobody whom the organisation keeps under the same name is meant."""
    is_further: Flag = False
    """Where the same `Idempotency-Key` has granted another award before: both are meant."""
    facts: FactsIn = FactsIn()
    key: Short | None = None
    """Of the issuer's own: by it the award is the same, in place of person, context and day."""
    paper_consent: PaperConsentIn | None = None
    correct: Flag = False
    """Whether what was granted before with other facts is corrected."""


class WantOut(Out):
    name: str
    required: bool


class AchievementOut(Out):
    id: UUID
    code: str
    kind: str
    title: TextOut
    languages: list[str]
    wants: list[WantOut]
    is_offered: bool


class ModuleOut(Out):
    title: str
    hours: int | None
    mark: str | None


class FactsOut(Out):
    hours: int | None
    score: Decimal | None
    out_of: Decimal | None
    result: str | None
    basis: str | None
    level: str | None
    modules: list[ModuleOut]
    evidence: str | None


class ContextOut(Out):
    kind: Kind
    id: UUID | None
    title: TextOut | None
    starts_on: date | None
    ends_on: date | None


class PaperConsentOut(Out):
    given_on: date | None
    file_number: str | None


class GrantedOut(Out):
    id: UUID
    revision: int
    """1 at first; higher once it was corrected."""
    achievement_id: UUID
    subject_id: UUID
    granted_on: date
    language: Literal["ru", "en", "both"]
    context: ContextOut
    facts: FactsOut
    paper_consent: PaperConsentOut | None
    table_id: UUID | None
    at: datetime

    @classmethod
    def of(cls, award: Award) -> "GrantedOut":
        said = award.granted
        return cls(
            id=award.id,
            revision=award.revision,
            achievement_id=award.achievement_id,
            subject_id=award.subject_id,
            granted_on=said.granted_on,
            language=said.language,
            context=ContextOut.model_validate(said.context),
            facts=FactsOut.model_validate(said.facts),
            paper_consent=PaperConsentOut.model_validate(said.consent) if said.consent else None,
            table_id=award.table_id,
            at=award.at,
        )


def consent_of(said: PaperConsentIn | None) -> PaperConsent | None:
    return PaperConsent(said.given_on, said.file_number) if said and (said.given_on or said.file_number) else None


def recipient_of(said: RecipientIn, language: str, today: date) -> Recipient:
    guardian = Guardian(**said.guardian.model_dump()) if said.guardian else None
    recipient = Recipient(
        said.family_name,
        said.given_name,
        said.patronymic,
        said.birth_date,
        said.email,
        guardian,
        "en" if language == "en" else "ru",
    )
    return recipient.addressed(today)
