"""The answer to a verification: what is the case, what was checked, and what could not be."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from certificates.domain.certificate import Certificate
from certificates.domain.issuer import TOLERANCE
from certificates.domain.particulars import HUNDRED
from certificates.domain.standing import Reason, Standing, State
from certificates.domain.verifying.presentation import FileFault
from shared.text import Text


class Answer(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    """A newer certificate took its place."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    """By its own words, it begins later."""
    UNKNOWN_ISSUER = "unknown_issuer"
    ALTERED = "altered"
    DAMAGED = "damaged"
    """A code that cannot be read whole, or whose signature does not hold: half seen, damaged or altered, nobody can tell."""
    UNREADABLE = "unreadable"
    UNKNOWN_CERTIFICATE = "unknown_certificate"
    """A number or id that is well formed and stands in no register here."""


class Check(StrEnum):
    """What a verification looks at."""

    FORM = "form"
    ISSUER = "issuer"
    SIGNATURE = "signature"
    TERM = "term"
    STATUS = "status"
    REGISTER = "register"


class Presented(StrEnum):
    """What somebody presented instead of a certificate."""

    NOTHING = "nothing"
    WEB_ADDRESS = "web_address"
    OTHER_CERTIFICATE = "other_certificate"
    CERTIFICATE_ADDRESS = "certificate_address"
    CODE = "code"
    """The text of a QR of this form of ours, whole or in part."""
    JSON = "json"
    MALFORMED = "malformed"
    """A credential that is not built as the standard says."""
    DIGITS = "digits"
    MISTYPED = "mistyped"
    """Like an id or a number, with an error in it."""
    TEXT = "text"
    FILE = "file"
    """A file, or a page of one, with nothing in it to check: `fault` says why."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: what an issuer says of itself for questions."""

    email: str | None = None
    phone: str | None = None
    site: str | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(each for each in (self.email, self.phone, self.site) if each)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the presented data says, once its signature holds (or the register says it)."""

    name: str | None = None
    title: Text | None = None
    """Of what was earned."""
    kind: str = ""
    """Of what was earned; empty where that is not known."""
    skill: Text | None = None
    context: Text | None = None
    """Where it was earned: a championship, a course, an event."""
    context_kind: str = ""
    issuer: Text | None = None
    contact: Contact = Contact()
    """Of the issuer."""
    number: str | None = None
    points: int | None = None
    """On the scale."""
    total: Decimal | None = None
    """Where there is no scale."""
    out_of: Decimal = Decimal(HUNDRED)
    """What the total is of."""
    issued_on: date | None = None
    expires_on: date | None = None
    """The first day on which it holds no more."""
    team: str | None = None
    """In which the holder earned it."""
    is_duplicate: bool = False
    """Of a paper that was lost."""
    members: tuple[str, ...] = ()
    """Who is in the team that holds it, as far as that is shown; nothing of that is signed."""

    def naming(self, name: str | None) -> "Facts":
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Verdict:
    answer: Answer
    checked: tuple[Check, ...] = ()
    unchecked: tuple[Check, ...] = ()
    as_of: datetime | None = None
    since: datetime | None = None
    """Since when it is revoked, suspended or expired; from when on it is valid, where it is not yet."""
    reason: Reason | None = None
    """Why, where the issuer made that public."""
    presented: Presented | None = None
    """What it is instead, where it is unreadable."""
    where: str | None = None
    """The member that breaks a rule, as a JSON pointer, where it is malformed."""
    fault: FileFault | None = None
    """Why nothing in a file can be checked."""
    certificate_id: UUID | None = None
    organisation: str | None = None
    """Whose certificate it is: whom to ask."""
    facts: Facts = Facts()

    def checking(self, check: Check) -> "Verdict":
        return replace(self, checked=(*self.checked, check))

    def within(self, start: datetime | None, end: datetime | None, now: datetime) -> "Verdict":
        """After a look at the term that signed data gives itself. Clocks are TOLERANCE apart at most."""
        seen = replace(self, unchecked=tuple(check for check in self.unchecked if check is not Check.TERM))
        seen = seen.checking(Check.TERM)
        if end is not None and end <= now:
            return replace(seen, answer=Answer.EXPIRED, since=end)
        if start is not None and start > now + TOLERANCE:
            return replace(seen, answer=Answer.NOT_YET_VALID, since=start)
        return seen

    @property
    def is_out_of_term(self) -> bool:
        return self.answer in {Answer.EXPIRED, Answer.NOT_YET_VALID}

    def ending(self, end: datetime | None, now: datetime) -> "Verdict":
        """After a look at the term that the issuer set: what is in force is expired from `end` on."""
        if end is None:
            return self
        seen = self.checking(Check.TERM)
        is_over = self.answer is Answer.VALID and end <= now
        return replace(seen, answer=Answer.EXPIRED, since=end) if is_over else seen

    def with_standing(self, standing: Standing, at: datetime) -> "Verdict":
        """The verdict of good data after its status was looked up."""
        return replace(
            self,
            answer=_ANSWERS[standing.state],
            checked=(*self.checked, Check.STATUS),
            unchecked=tuple(check for check in self.unchecked if check is not Check.STATUS),
            as_of=at,
            since=None if standing.state is State.VALID else standing.since,
            reason=standing.public_reason,
        )


_ANSWERS = {
    State.VALID: Answer.VALID,
    State.SUSPENDED: Answer.SUSPENDED,
    State.REVOKED: Answer.REVOKED,
    State.SUPERSEDED: Answer.SUPERSEDED,
}


def of_register(certificate: Certificate, at: datetime) -> Verdict:
    """What the register says of a number that somebody typed: no signature was presented, so none was checked."""
    verdict = Verdict(
        Answer.VALID,
        checked=(Check.REGISTER,),
        unchecked=(Check.SIGNATURE,),
        certificate_id=certificate.id,
        organisation=certificate.organisation,
    )
    return verdict.with_standing(certificate.standing, at)
