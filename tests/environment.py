"""The environment variables of a service's process."""

import os
from typing import Any

from shared.settings import ServiceSettings


def environment(settings: ServiceSettings, prefix: str) -> dict[str, str]:
    plain: dict[str, Any] = settings.model_dump()
    secrets = {name: value.get_secret_value() for name, value in plain.items() if hasattr(value, "get_secret_value")}
    given = {f"{prefix}_{name.upper()}": str(one) for name, one in {**plain, **secrets}.items() if one is not None}
    return {**os.environ, **given}
