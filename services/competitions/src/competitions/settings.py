import hmac
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from shared.identity.sealing import KeyRing
from shared.printing.fonts import FOLDER
from shared.settings import ServiceSettings, prefixed


class Settings(ServiceSettings):
    """Environment variables with the prefix COMPETITIONS_."""

    model_config = prefixed("COMPETITIONS_")

    link_secret: SecretStr = Field(min_length=32)
    """Proves the links in letters that let people answer without signing in: the same as that of notifications, which makes them."""
    scan_secret: SecretStr = Field(min_length=32)
    """Seals scans of consents where they are stored, and packages in the hour for which they wait. Changed, older ones cannot be opened
    any more."""
    needs_secret: SecretStr = Field(min_length=32)
    """Seals what people need where it is stored: health data; and what experts leave on tablets. Changed with `old_needs_secret`
    beside it."""
    old_needs_secret: SecretStr = SecretStr("")
    """Former values of `needs_secret`, with commas between them: they open what they sealed until `needs reseal` has run, and no
    tablet keeps anything from before."""
    schedule_wait_seconds: float = Field(300, ge=0)
    """So long after a change of the schedule people are told, with all that changed meanwhile. A changed start never waits."""
    scoreboard_seconds: float = Field(5, ge=0, le=30)
    """So often a published scoreboard is read anew while people look at it. A name that is taken back is gone after twice as long."""
    consents_grace_seconds: float = Field(60, ge=1, le=3600)
    """Between the deadline of consents and what follows from it: an answer that came in the last second is being stored. The worker
    looks twice in it."""
    fonts: Path = FOLDER
    """The TTF files that marking forms and protocols are set with."""
    rulesets: Path | None = None
    """The folder with the installation's own rulesets, `*.toml`, beside those of the package."""

    @property
    def needs_keys(self) -> KeyRing:
        newest, *former = self._needs_secrets
        return KeyRing("needs", newest, former)

    def tablet_keys(self, account: str) -> list[bytes]:
        """Of what an expert leaves on a tablet, 32 bytes each, the newest first."""
        about = b"skillproof tablet:" + account.encode()
        return [hmac.digest(secret, about, "sha256") for secret in self._needs_secrets]

    @property
    def _needs_secrets(self) -> list[bytes]:
        """The newest first."""
        former = [one.strip() for one in self.old_needs_secret.get_secret_value().split(",")]
        return [one.encode() for one in (self.needs_secret.get_secret_value(), *former) if one]

    @field_validator("rulesets", mode="before")
    @classmethod
    def _none_where_empty(cls, value: object) -> object:
        return value or None
