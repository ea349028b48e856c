"""What can go wrong, named after what went wrong. None of them knows HTTP."""

from datetime import datetime
from uuid import UUID


class CertificateError(Exception):
    """Any refusal of this service's rules."""


class UnknownCertificate(CertificateError):
    def __init__(self, certificate_id: UUID) -> None:
        super().__init__(f"no certificate {certificate_id}")
        self.certificate_id = certificate_id


class UnknownIssuer(CertificateError):
    def __init__(self, organisation: str) -> None:
        super().__init__(f"no issuer of the organisation {organisation}")
        self.organisation = organisation


class IssuerExists(CertificateError):
    def __init__(self, organisation: str) -> None:
        super().__init__(f"{organisation} is an issuer already")
        self.organisation = organisation


class PrefixTaken(CertificateError):
    def __init__(self, prefix: str) -> None:
        super().__init__(f"another issuer's numbers begin with {prefix}")
        self.prefix = prefix


class BadPrefix(CertificateError):
    def __init__(self, prefix: str) -> None:
        super().__init__(f"{prefix!r} cannot begin a registration number")
        self.prefix = prefix


class BadOrganisation(CertificateError):
    def __init__(self, organisation: str) -> None:
        super().__init__(f"{organisation!r} cannot name an issuer in addresses")
        self.organisation = organisation


class BadRegistrationNumber(CertificateError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no registration number")
        self.text = text


class BadShortId(CertificateError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no short id")
        self.text = text


class RegisterFull(CertificateError):
    def __init__(self, year: int) -> None:
        super().__init__(f"the register of {year} has no number left")
        self.year = year


class AlreadyRevoked(CertificateError):
    def __init__(self, certificate_id: UUID, at: datetime) -> None:
        super().__init__(f"{certificate_id} was revoked at {at:%Y-%m-%dT%H:%MZ}")
        self.certificate_id = certificate_id
        self.at = at


class AlreadyReplaced(CertificateError):
    def __init__(self, certificate_id: UUID, newer: UUID | None) -> None:
        super().__init__(f"{certificate_id} was replaced by {newer}")
        self.certificate_id = certificate_id
        self.newer = newer


class AlreadySuspended(CertificateError):
    def __init__(self, certificate_id: UUID, since: datetime) -> None:
        super().__init__(f"{certificate_id} is suspended since {since:%Y-%m-%dT%H:%MZ}")
        self.certificate_id = certificate_id
        self.since = since


class NotSuspended(CertificateError):
    def __init__(self, certificate_id: UUID) -> None:
        super().__init__(f"{certificate_id} is not suspended")
        self.certificate_id = certificate_id


class NoReason(CertificateError):
    """A certificate is not taken from somebody without saying why."""


class UnknownHolder(CertificateError):
    """Nothing is known yet of the person who earned it."""

    def __init__(self, subject_id: UUID) -> None:
        super().__init__(f"no person {subject_id}")
        self.subject_id = subject_id


class UnknownStatusList(CertificateError):
    """No such list: another purpose, or a year and block that no certificate is in."""


class Erased(CertificateError):
    """The issuer's copy of the holder's name is gone; the certificate in the holder's hands stays verifiable."""

    def __init__(self, certificate_id: UUID) -> None:
        super().__init__(f"the document of {certificate_id} was erased with its holder's data")
        self.certificate_id = certificate_id


class IncompleteName(CertificateError):
    """A family name alone, or with initials, cannot be compared."""


class TooManyNameChecks(CertificateError):
    def __init__(self, seconds: int) -> None:
        super().__init__(f"next name check in {seconds} s")
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return max(1, -(-self.seconds // 60))
