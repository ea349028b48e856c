from typing import Literal

from pydantic import Field, SecretStr, model_validator

from shared.settings import ServiceSettings, prefixed


class Settings(ServiceSettings):
    model_config = prefixed("NOTIFICATIONS_")

    smtp_host: str
    smtp_port: int = 587
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    """`tls` is TLS from the first byte (port 465)."""
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_connections: int = Field(4, ge=1, le=100)
    smtp_seconds: float = Field(20, gt=0)
    """Within which one letter must be handed over."""
    sender_address: str
    sender_name: str = "Skillproof"
    lease_seconds: float = 60
    """After which another worker sends a letter again whose worker fell silent."""
    unsubscribe_secret: SecretStr = Field(min_length=32)
    """Signs the links that switch a category off. Changing it makes the links in old letters invalid."""

    @model_validator(mode="after")
    def _lease_outlives_a_letter(self) -> "Settings":
        if self.lease_seconds <= self.smtp_seconds:
            raise ValueError("lease_seconds must be longer than smtp_seconds, or letters are sent twice")
        return self
