"""The certificate and its standing: valid, suspended, revoked, superseded by a newer one."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from certificates.domain.achievement import Achievement, Score
from certificates.domain.refusal import Refusal
from certificates.domain.register import RegistrationNumber, StatusEntry


@dataclass(eq=False)
class UnknownCertificate(Refusal):
    certificate_id: UUID


@dataclass(eq=False)
class AlreadyRevoked(Refusal):
    """A revocation is for good."""

    certificate_id: UUID
    at: datetime


@dataclass(eq=False)
class AlreadyReplaced(Refusal):
    certificate_id: UUID
    newer: UUID | None


@dataclass(eq=False)
class AlreadySuspended(Refusal):
    certificate_id: UUID
    since: datetime


@dataclass(eq=False)
class NotSuspended(Refusal):
    certificate_id: UUID


@dataclass(eq=False)
class NoReason(Refusal):
    """A certificate is not taken from somebody without saying why."""


@dataclass(eq=False)
class Erased(Refusal):
    """The issuer's copy of the holder's name is gone; the certificate in the holder's hands stays verifiable."""

    certificate_id: UUID


class State(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, since when, by whom (an account), and why. The reason is shown to all only where the issuer said so."""

    state: State
    since: datetime
    by: str | None = None
    reason: str | None = None
    public: bool = False

    @property
    def public_reason(self) -> str | None:
        return self.reason if self.public else None


@dataclass(frozen=True, slots=True)
class Document:
    """What was handed out: the holder's name, the signed credential and the text of the QR. Erased with the person."""

    name: str
    credential: str
    qr_text: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register: a certificate without its documents. No name after an erasure."""

    number: RegistrationNumber
    issued_at: datetime
    name: str | None
    achievement: Achievement
    standing: Standing
    history: tuple[Standing, ...] = ()
    """What it was before, the oldest first."""


@dataclass(frozen=True, slots=True)
class Certificate:
    id: UUID
    organisation: str
    number: RegistrationNumber
    short_id: str
    status_entry: StatusEntry
    subject_id: UUID
    result_id: UUID
    achievement: Achievement
    score: Score | None
    issued_at: datetime
    document: Document | None
    digest: bytes
    """SHA-256 of the signed credential: what the register keeps of it after an erasure."""
    standing: Standing
    history: tuple[Standing, ...] = ()
    newer: UUID | None = None
    """The certificate that took this one's place."""
    version: int = 1

    @property
    def scale(self) -> str | None:
        """The scale of the score, where the certificate carries one."""
        return self.score.scale if self.score else None

    @property
    def handed_out(self) -> Document:
        """Raises Erased."""
        if self.document is None:
            raise Erased(self.id)
        return self.document

    def revoke(self, reason: str, *, public: bool, by: str, at: datetime) -> "Certificate":
        """Takes the certificate back for good. Raises NoReason, AlreadyRevoked."""
        self._still_in_force()
        return self._become(Standing(State.REVOKED, at, by, _said(reason), public))

    def suspend(self, reason: str, *, public: bool, by: str, at: datetime) -> "Certificate":
        """Takes it out of force until it is looked into. Raises NoReason, AlreadySuspended, AlreadyRevoked."""
        self._still_in_force()
        if self.standing.state is State.SUSPENDED:
            raise AlreadySuspended(self.id, self.standing.since)
        return self._become(Standing(State.SUSPENDED, at, by, _said(reason), public))

    def reinstate(self, reason: str = "", *, by: str, at: datetime) -> "Certificate":
        """Ends a suspension; why may be said, for the register alone. Raises NotSuspended, AlreadyRevoked."""
        self._still_in_force()
        if self.standing.state is not State.SUSPENDED:
            raise NotSuspended(self.id)
        return self._become(Standing(State.VALID, at, by, reason.strip() or None))

    def supersede(self, newer: UUID, reason: str, *, by: str, at: datetime) -> "Certificate":
        """A newer certificate takes its place: an entry of the register is corrected by a new entry only.

        Raises NoReason, AlreadyRevoked, AlreadyReplaced.
        """
        self._still_in_force()
        replaced = self._become(Standing(State.SUPERSEDED, at, by, _said(reason)))
        return replace(replaced, newer=newer)

    def forget(self) -> "Certificate":
        """Without the holder's name, and so without the documents that carry it."""
        return replace(self, document=None)

    def _still_in_force(self) -> None:
        if self.standing.state is State.REVOKED:
            raise AlreadyRevoked(self.id, self.standing.since)
        if self.standing.state is State.SUPERSEDED:
            raise AlreadyReplaced(self.id, self.newer)

    def _become(self, standing: Standing) -> "Certificate":
        return replace(self, standing=standing, history=(*self.history, self.standing))


def _said(reason: str) -> str:
    if not reason.strip():
        raise NoReason
    return reason.strip()
