import re
from typing import Final, Literal

from pydantic import Field, SecretStr, field_validator, model_validator

from notifications.channels.email.addresses import mailbox
from shared.idn import a_labels
from shared.settings import ServiceSettings, prefixed

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Settings(ServiceSettings):
    model_config = prefixed("NOTIFICATIONS_")

    smtp_host: str
    """A name or an address; an international domain by its A-labels."""
    smtp_port: int = 587
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    """`tls` is TLS from the first byte (port 465)."""
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_connections: int = Field(4, ge=1, le=100)
    smtp_seconds: float = Field(20, gt=0)
    """Within which one letter must be handed over."""
    sender_address: str
    """Of an international domain the A-labels are used; the part before the @ is ASCII."""
    sender_name: str = Field("Skillproof", max_length=200)
    streams_a_person: int = Field(default=10, ge=1)
    """Open inboxes of one person in one process: each holds a connection."""
    lease_seconds: float = 60
    """After which another worker sends a letter again whose worker fell silent."""
    letters_wait_seconds: float = Field(300, ge=0)
    """Letters about entries wait so long and are then one, with all that happened meanwhile. The inbox has each at once."""
    unsubscribe_secret: SecretStr = Field(min_length=32)
    """Signs the links that switch a category off. Changing it makes the links in old letters invalid."""
    link_secret: SecretStr = Field(min_length=32)
    """Signs the links by which people answer without signing in: the same as that of competitions, which reads them."""

    @field_validator("smtp_host")
    @classmethod
    def _host_in_ascii(cls, value: str) -> str:
        # What is ASCII may be an address, or a name such as those of containers, which no registry would give.
        if value.isascii():
            return value
        try:
            return a_labels(value)
        except ValueError:
            raise ValueError("must be a host's name, or a domain that IDNA 2008 allows") from None

    @field_validator("sender_address")
    @classmethod
    def _sender_can_be_answered(cls, value: str) -> str:
        try:
            return str(mailbox(value))
        except ValueError:
            raise ValueError("must be an e-mail address like no-reply@example.org, in ASCII before the @") from None

    @field_validator("sender_name")
    @classmethod
    def _name_of_one_line(cls, value: str) -> str:
        if CONTROL.search(value):
            raise ValueError("must have no line breaks and no control characters")
        return value

    @model_validator(mode="after")
    def _lease_outlives_a_letter(self) -> "Settings":
        if self.lease_seconds <= self.smtp_seconds:
            raise ValueError("lease_seconds must be longer than smtp_seconds, or letters are sent twice")
        return self
