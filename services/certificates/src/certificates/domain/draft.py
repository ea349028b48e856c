"""A certificate on its way into the register: first without a number, then with one, then signed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.certificate import Certificate, Document
from certificates.domain.codes import Codes
from certificates.domain.context import Context
from certificates.domain.holders.holder import Holder
from certificates.domain.holders.team import TeamNamed
from certificates.domain.issuer import Issuer
from certificates.domain.particulars import Cause, Granted, Score
from certificates.domain.register import RegistrationNumber
from certificates.domain.reissue import Reissued
from certificates.domain.standing import Standing, State


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is entered into the register, but for its number, which the entering finds."""

    id: UUID
    cause: Cause
    issuer: Issuer
    holder: Holder
    achievement: Achievement
    context: Context
    codes: Codes
    score: Score | None
    granted: Granted | None = None
    """None: on the day on which it is issued, in the languages of its achievement."""
    team: TeamNamed | None = None
    """In which the holder earned it."""
    reissued: Reissued | None = None
    """Where it takes the place of another one."""
    suspension: Standing | None = None
    """That of the other one, which goes on: what it says and whether it holds are two questions."""
    name: str | None = None
    """As an officer wrote it, in place of the holder's."""

    def draft(self, number: RegistrationNumber, short_id: str, at: datetime, on: date) -> "Draft":
        """`on`: the day of `at` in the calendar of the issuers."""
        return Draft(
            id=self.id,
            cause=self.cause,
            issuer=self.issuer,
            subject_id=self.holder.id,
            name=self.name or self.holder.name,
            achievement=self.achievement,
            context=self.context,
            codes=self.codes,
            score=self.score,
            granted=self.granted or Granted(on, self.achievement.speaks),
            number=number,
            short_id=short_id,
            issued_at=at,
            issued_on=on,
            team=self.team,
            reissued=self.reissued,
            suspension=self.suspension,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a certificate says, not signed yet."""

    id: UUID
    cause: Cause
    issuer: Issuer
    subject_id: UUID
    name: str
    achievement: Achievement
    context: Context
    codes: Codes
    score: Score | None
    granted: Granted
    number: RegistrationNumber
    short_id: str
    issued_at: datetime
    issued_on: date
    """In the calendar of the issuers."""
    team: TeamNamed | None = None
    reissued: Reissued | None = None
    suspension: Standing | None = None

    @property
    def expires_on(self) -> date | None:
        return self.achievement.expires(self.granted.on)

    def signed(self, document: Document) -> Certificate:
        standing, history = Standing(State.VALID, self.issued_at), tuple[Standing, ...]()
        if self.suspension is not None:
            standing, history = replace(self.suspension, since=self.issued_at, change_id=None), (standing,)
        return Certificate(
            id=self.id,
            organisation=self.issuer.organisation,
            number=self.number,
            short_id=self.short_id,
            status_entry=self.number.status_entry,
            subject_id=self.subject_id,
            cause=self.cause,
            achievement=self.achievement,
            context=self.context,
            score=self.score,
            granted=self.granted,
            issued_at=self.issued_at,
            document=document,
            digest=document.digest,
            standing=standing,
            history=history,
            team_id=self.team.id if self.team else None,
            expires_on=self.expires_on,
            reissued=self.reissued,
        )
