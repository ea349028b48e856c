"""The three services' applications, made once a process and wired to nothing: for what their routes and documents say."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from tests.settings import settings_of

import certificates.asgi
import certificates.settings
import competitions.asgi
import competitions.settings
import notifications.asgi
import notifications.settings


@cache
def applications() -> Mapping[str, FastAPI]:
    """By service. What tests look at stays as it is."""
    return {
        "competitions": competitions.asgi.api(settings_of(competitions.settings.Settings)),
        "certificates": certificates.asgi.api(settings_of(certificates.settings.Settings)),
        "notifications": notifications.asgi.api(settings_of(notifications.settings.Settings)),
    }


def documents() -> dict[str, dict[str, Any]]:
    """Each service's OpenAPI document. It needs nothing that runs."""
    return {name: api.openapi() for name, api in applications().items()}
