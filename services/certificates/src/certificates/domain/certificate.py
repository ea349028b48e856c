"""The certificate and its standing: valid, suspended, revoked, superseded by a newer one."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.context import Context
from certificates.domain.holders.publicity import PublicItem
from certificates.domain.particulars import Cause, Granted, Score
from certificates.domain.refusal import Refusal
from certificates.domain.register import RegistrationNumber, StatusEntry
from certificates.domain.reissue import Reissued
from certificates.domain.standing import OfItself, Reason, Reinstated, Revoked, Standing, State, Superseded, Suspended


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
class RevocationUnconfirmed(Refusal):
    """A revocation cannot be undone, so a person is asked for it once more."""


@dataclass(eq=False)
class NotIssuedYet(Refusal):
    """No certificate of the issuer is of this award: it follows, or the award is another's."""

    award_id: UUID


@dataclass(eq=False)
class Erased(Refusal):
    """The issuer's copy of the holder's name is gone; the certificate in the holder's hands stays verifiable."""

    certificate_id: UUID


@dataclass(frozen=True, slots=True)
class Document:
    """What was handed out: the holder's name, the signed credential and the text of the QR. Erased with the person."""

    name: str
    credential: str
    qr_text: str
    team: str | None = None
    """The name of the team in which a member or a mentor earned it. A team's own certificate has it as the holder's name."""

    @property
    def digest(self) -> bytes:
        """SHA-256 of the signed credential."""
        return sha256(self.credential.encode()).digest()


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register: a certificate without its documents. No name after an erasure."""

    id: UUID
    number: RegistrationNumber
    issued_at: datetime
    name: str | None
    achievement: Achievement
    context: Context
    standing: Standing
    history: tuple[Standing, ...] = ()
    """What it was before, the oldest first."""
    short_id: str = ""
    team: str | None = None
    """In which it was earned; none after an erasure."""
    score: Score | None = None
    granted: Granted | None = None
    expires_on: date | None = None
    newer: UUID | None = None
    reissued: Reissued | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    id: UUID
    organisation: str
    number: RegistrationNumber
    short_id: str
    status_entry: StatusEntry
    subject_id: UUID
    cause: Cause
    achievement: Achievement
    """As it was when this was issued."""
    context: Context
    score: Score | None
    granted: Granted
    issued_at: datetime
    document: Document | None
    digest: bytes
    """SHA-256 of the signed credential: what the register keeps of it after an erasure."""
    standing: Standing
    history: tuple[Standing, ...] = ()
    newer: UUID | None = None
    """The certificate that took this one's place."""
    team_id: UUID | None = None
    """The team that its document names beside the holder."""
    expires_on: date | None = None
    """The first day on which it holds no more, in the calendar of the issuers."""
    reissued: Reissued | None = None
    """Where it took the place of another one."""
    version: int = 1

    @property
    def told_by_name(self) -> frozenset[PublicItem]:
        """What everybody learns of the holder who reads the name beside the award."""
        return frozenset({PublicItem.NAME, PublicItem.PLACE} if self.achievement.tells_place else {PublicItem.NAME})

    @property
    def told_by_documents(self) -> frozenset[PublicItem]:
        """What everybody learns who reads the documents."""
        return self.told_by_name | ({PublicItem.SCORE} if self.score else frozenset())

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

    def revoke(
        self, reason: Reason, *, public: bool, by: str, at: datetime, change_id: UUID | None = None
    ) -> tuple["Certificate", Revoked]:
        """Takes the certificate back for good. Raises NoReason, AlreadyRevoked, AlreadyReplaced."""
        self._still_in_force()
        standing = Standing(State.REVOKED, at, by, _given(reason), public, change_id)
        return self._become(standing), Revoked(at, public)

    def suspend(
        self, reason: Reason, *, public: bool, by: str, at: datetime, change_id: UUID | None = None
    ) -> tuple["Certificate", Suspended]:
        """Takes it out of force until it is looked into.

        Raises NoReason, AlreadySuspended, AlreadyRevoked, AlreadyReplaced.
        """
        self._still_in_force()
        if self.standing.state is State.SUSPENDED:
            raise AlreadySuspended(self.id, self.standing.since)
        standing = Standing(State.SUSPENDED, at, by, _given(reason), public, change_id)
        return self._become(standing), Suspended(at, public)

    def reinstate(
        self, reason: str = "", *, by: str, at: datetime, change_id: UUID | None = None
    ) -> tuple["Certificate", Reinstated]:
        """Ends a suspension; why may be said, for the register alone. Raises NotSuspended, AlreadyRevoked, AlreadyReplaced."""
        self._still_in_force()
        if self.standing.state is not State.SUSPENDED:
            raise NotSuspended(self.id)
        return self._become(Standing(State.VALID, at, by, reason.strip() or None, change_id=change_id)), Reinstated(at)

    def supersede(
        self, newer: UUID, reason: Reason, *, by: str, at: datetime, public: bool = False
    ) -> tuple["Certificate", Superseded]:
        """A newer certificate takes its place: an entry of the register is corrected by a new entry only.

        Raises NoReason, AlreadyRevoked, AlreadyReplaced.
        """
        self._still_in_force()
        replaced = self._become(Standing(State.SUPERSEDED, at, by, _given(reason), public))
        return replace(replaced, newer=newer), Superseded(at, newer)

    def check_gives_way(self, *, answers: bool) -> None:
        """`answers`: the newer one is to answer a revocation. Else what was taken back would be in force again, and nobody had
        meant that. Raises AlreadyReplaced, AlreadyRevoked."""
        if self.newer is not None:
            raise AlreadyReplaced(self.id, self.newer)
        if self.standing.state is State.REVOKED and not answers:
            raise AlreadyRevoked(self.id, self.standing.since)

    def give_way(
        self, newer: UUID, reason: Reason, *, by: str, at: datetime, public: bool = False
    ) -> tuple["Certificate", Superseded | None]:
        """As `supersede`. What was revoked stays so, for good: it says which one answers it.

        Raises NoReason, AlreadyReplaced.
        """
        if self.standing.state is not State.REVOKED:
            return self.supersede(newer, reason, by=by, at=at, public=public)
        if self.newer is not None:
            raise AlreadyReplaced(self.id, self.newer)
        _given(reason)
        return replace(self, newer=newer), None

    @property
    def suspension(self) -> Standing | None:
        """That it is under, or was under when another one took its place."""
        last = self.history[-1] if self.standing.state is State.SUPERSEDED and self.history else self.standing
        return last if last.state is State.SUSPENDED else None

    @property
    def is_duplicate(self) -> bool:
        return self.reissued is not None and self.reissued.is_duplicate

    def has_seen(self, change_id: UUID) -> bool:
        """Whether this change has taken place, whatever came after it."""
        return any(each.change_id == change_id for each in (self.standing, *self.history))

    def forget(self) -> "Certificate":
        """Without the holder's name, and so without the documents that carry it, and without what was written of the holder."""
        granted = replace(self.granted, particulars=self.granted.particulars.without_words())
        return replace(self, document=None, granted=granted)

    def _still_in_force(self) -> None:
        if self.standing.state is State.REVOKED:
            raise AlreadyRevoked(self.id, self.standing.since)
        if self.standing.state is State.SUPERSEDED:
            raise AlreadyReplaced(self.id, self.newer)

    def _become(self, standing: Standing) -> "Certificate":
        return replace(self, standing=standing, history=(*self.history, self.standing))


def _given(reason: Reason) -> Reason:
    if isinstance(reason, OfItself):
        return reason
    if not reason.strip():
        raise NoReason
    return reason.strip()
