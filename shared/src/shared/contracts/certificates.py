"""Events of the certificates service. No names of people: who holds a certificate is a subject id."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Line, Moment, Payload, Text


class IssuerOpened(Payload):
    """An organisation can hand out certificates from now on. Results that waited for it (`issuer:<organisation>`) wake."""

    topic: ClassVar[str] = "certificates.issuer"
    type: ClassVar[str] = "certificates.issuer.opened.v1"

    issuer_id: UUID
    organisation: str

    @property
    def key(self) -> UUID:
        return self.issuer_id


class Wanted(BaseModel):
    """What a table of awards brings for an achievement, beside who, when and where."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Line
    """`hours`, `score`, `result`, `period`, `basis`, `modules`, `level`."""
    required: bool


class AchievementChanged(Payload):
    """What can be granted of an issuer, as it says it now: when it is made, and whenever that changes.

    Only achievements made on the issuer's page are told, not those that a ruleset gives.
    """

    topic: ClassVar[str] = "certificates.achievement"
    type: ClassVar[str] = "certificates.achievement.changed.v1"
    impersonal: ClassVar[bool] = True

    achievement_id: UUID
    organisation: str
    version: int
    """Of this achievement, from 1: the highest that has arrived stands."""
    code: str
    """The issuer's own, for good: small letters, digits, hyphens."""
    kind: Line
    """An open word: `course`, `competence`, `demonstration-exam`, `participation`, `thanks`, …"""
    title: Text
    languages: tuple[Literal["ru", "en"], ...]
    """In which certificates of it can be made."""
    wants: tuple[Wanted, ...] = ()
    is_offered: bool
    """False: nothing new is granted of it."""
    self_made: bool = True

    @property
    def key(self) -> UUID:
        return self.achievement_id


class CertificateFacts(BaseModel):
    """What each event about a certificate says of it."""

    certificate_id: UUID
    subject_id: UUID
    registration_number: str
    organisation: str | None = None
    """The issuer's, as in the `organisation` claim of its officers' tokens. Older events lack it."""
    issuer: Text | None = None
    """The issuer's name, for whoever has a question. Older events lack it."""
    title: Text
    """What was earned, such as «Золотая медаль» or «Основы робототехники»."""
    championship_id: UUID | None = None
    """As in the events of competitions, which say what it is called; None: it was not earned in a championship."""
    skill_id: UUID | None = None
    special_category: bool = False
    """To have it tells what the law protects specially."""

    @property
    def key(self) -> UUID:
        return self.certificate_id


class Replaced(BaseModel):
    """A certificate that another one stands for: it is out of force."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    certificate_id: UUID
    registration_number: str
    is_lost: bool = False
    """The newer one is a duplicate of it: it says the same."""


class CertificateIssued(CertificateFacts, Payload):
    topic: ClassVar[str] = "certificates.certificate"
    type: ClassVar[str] = "certificates.certificate.issued.v1"

    achievement: str
    """The issuer's code of what it is for."""
    kind: Line = ""
    """Of the achievement: an open word."""
    result_id: UUID | None = None
    """The result that earned it, …"""
    award_id: UUID | None = None
    """… or the award that was granted."""
    issued_at: Moment
    team_id: UUID | None = None
    """The team in which a member or a mentor earned it; a team's own certificate has the team as its subject."""
    replaces: Replaced | None = None
    """Where it was issued anew."""


class CertificateRevoked(CertificateFacts, Payload):
    topic: ClassVar[str] = "certificates.certificate"
    type: ClassVar[str] = "certificates.certificate.revoked.v1"

    is_reason_public: bool = False
    """Whether the certificate's page shows everybody why. The reason itself was typed by somebody, and travels nowhere."""
    revoked_at: Moment


class CertificateSuspended(CertificateFacts, Payload):
    """Out of force until the issuer has looked into it: a reinstatement or a revocation follows."""

    topic: ClassVar[str] = "certificates.certificate"
    type: ClassVar[str] = "certificates.certificate.suspended.v1"

    is_reason_public: bool = False
    """Whether the certificate's page shows everybody why. The reason itself was typed by somebody, and travels nowhere."""
    suspended_at: Moment


class CertificateReinstated(CertificateFacts, Payload):
    """Its suspension has ended: it is in force again."""

    topic: ClassVar[str] = "certificates.certificate"
    type: ClassVar[str] = "certificates.certificate.reinstated.v1"

    reinstated_at: Moment
