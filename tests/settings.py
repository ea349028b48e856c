"""The settings of every service, as tests run it: made here and nowhere else."""

import os
from typing import Any, Final, TypeVar

from pydantic import SecretStr

from shared.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)

ORIGIN: Final = "http://localhost:8080"
NOBODY: Final = "127.0.0.1:1"
"""Where nothing ever listens."""
USUAL: Final[dict[str, Any]] = {
    "environment": "local",
    "public_url": ORIGIN,
    "mongo_url": f"mongodb://{NOBODY}",
    "mongo_database": "test",
    "kafka_bootstrap": NOBODY,
    "worker_nice": 0,
    "oidc_issuer": f"http://{NOBODY}",
    "oidc_client_id": "skillproof-web",
    "oidc_client_secret": "only for tests",
    "oidc_audience": "urn:skillproof",
    "session_secret": "s" * 32,
    "key_passphrase": "only for tests",
    "smtp_host": "127.0.0.1",
    "smtp_port": 1,
    "smtp_security": "none",
    "sender_address": "no-reply@skillproof.example",
    "letters_wait_seconds": 0,
    "schedule_wait_seconds": 0,
    "scoreboard_seconds": 0,
    "unsubscribe_secret": "u" * 32,
    "link_secret": "l" * 32,
    "scan_secret": "c" * 32,
    "needs_secret": "n" * 32,
}


def settings_of(service: type[S], **given: Any) -> S:
    """Of one service, such as `settings_of(Settings, mongo_url=…, **token_issuer.settings())`. What is not given reaches nobody."""
    unknown = given.keys() - service.model_fields.keys()
    assert not unknown, f"{service.__module__} has no {', '.join(sorted(unknown))}"
    usual = {name: value for name, value in USUAL.items() if name in service.model_fields}
    return service(**{**usual, **given})


def environment(settings: ServiceSettings, prefix: str | None = None, **changed: Any) -> dict[str, str]:
    """The environment of a process of the service's own that reads the same settings, except for what is `changed`."""
    start = settings.model_config.get("env_prefix", "") if prefix is None else prefix
    known = {name: getattr(settings, name) for name in type(settings).model_fields}
    plain = {name: one.get_secret_value() if isinstance(one, SecretStr) else one for name, one in known.items()}
    given = {**plain, "log_level": "WARNING", **changed}
    told = {name: str(value) for name, value in given.items() if value is not None}
    return {**os.environ, **{f"{start}{name}".upper(): value for name, value in told.items()}}
