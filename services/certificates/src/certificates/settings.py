from pathlib import Path

from pydantic import Field, SecretStr

from shared.printing.fonts import FOLDER
from shared.settings import ServiceSettings, prefixed


class Settings(ServiceSettings):
    """What an operator of the certificates service may set."""

    model_config = prefixed("CERTIFICATES_")

    key_passphrase: SecretStr = Field(min_length=12)
    """Seals the issuers' private keys in the database."""
    fonts: Path = FOLDER
    """The TTF files that certificates are set with."""
    name_checks_an_hour: int = Field(default=20, ge=1)
    """How often a name may be tried on one certificate."""
