"""What an operator may set, by environment variables with the service's prefix. There are no default secrets."""

from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.idn import with_a_labels


def prefixed(prefix: str) -> SettingsConfigDict:
    """The configuration of a service's settings: `prefixed("COMPETITIONS_")` reads COMPETITIONS_MONGO_URL and so on."""
    return SettingsConfigDict(env_prefix=prefix, frozen=True, extra="ignore")


class ServiceSettings(BaseSettings):
    """What every service needs. A service's own class adds its settings and its prefix."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    environment: Literal["local", "production"] = "production"
    public_url: str
    """The one origin under which people reach all services, without a slash at the end; «https://навыки.рф» by its A-labels."""
    host: str = "127.0.0.1"
    port: int = 8000
    worker_port: int = 8001
    """Health and metrics of the worker. A worker of the same host and port is the same worker, started again."""

    worker_nice: int = Field(default=5, ge=0, le=19)
    """How far the worker gives way where processors are short: people who wait for an answer go first. 0 is no difference."""

    mongo_url: str
    mongo_database: str
    kafka_bootstrap: str
    topic_prefix: str = ""
    """Keeps several installations apart on one broker."""
    silence_seconds: float = Field(default=10, ge=1)
    """After which what a worker reads goes to another one, or to itself after a kill. The broker allows no less than its
    `group.min.session.timeout.ms` (6 s, where nobody changed it)."""

    time_zone: str = "Europe/Moscow"
    """Whose calendar decides what day it is, for ages, numbers and whatever is shown. One for all services."""

    oidc_issuer: str
    """Letter for letter as the issuer names itself in its tokens, so only in ASCII, as it has to (OpenID Connect Core, 2)."""
    oidc_discovery_url: str | None = None
    """Where services read the issuer's configuration, when it is not below the issuer's public address."""
    oidc_client_id: str
    oidc_client_secret: SecretStr
    oidc_audience: str
    oidc_scope: str = "openid profile"
    """What is asked for at the sign-in. The issuer must answer with a refresh token; some want `offline_access` for that."""
    session_secret: SecretStr = Field(min_length=32)
    session_hours: int = 10

    rate_pages_a_minute: int = Field(default=3000, ge=600)
    """Requests for public pages, scans and boards by one account or address. A school or a hall is one address, and a scan is
    three requests."""
    rate_guesses_a_minute: int = Field(default=20, ge=1)
    """Requests that try a name or a number, by one account or address."""
    rate_listed_a_minute: int = Field(default=1000, ge=100)
    """Certificates that are checked in lists and files, by one account or address. A file costs twenty more."""
    rate_entries_a_minute: int = Field(default=10, ge=1)
    """People whom one account enters by itself."""
    rate_entries_of_address_a_minute: int = Field(default=120, ge=1)
    """The same, of one address: a class in a school's room is one."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    otlp_endpoint: str | None = None

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be the name of a time zone, such as Europe/Moscow or Asia/Kamchatka") from None
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ValueError("must be an address with http or https")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _in_ascii(cls, value: str) -> str:
        """Browsers say `Origin: https://xn--…` whatever people typed, and so do headers and QR codes."""
        try:
            return with_a_labels(value)
        except ValueError:
            raise ValueError("must be an address of ASCII signs, or of a domain that IDNA 2008 allows") from None

    @field_validator("oidc_issuer")
    @classmethod
    def _as_the_issuer_writes_it(cls, value: str) -> str:
        if not value.isascii():
            raise ValueError("must be written as in the issuer's tokens, with the domain's A-labels: https://xn--…")
        return value

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")
