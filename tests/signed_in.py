"""The cookies that a sign-in would leave in somebody's browser."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from shared.identity.principal import Principal, Role
from shared.identity.sealing import Sealed
from shared.identity.sessions import SESSION, TURN, Session
from shared.settings import ServiceSettings

NAME: Final = "Пример Образцов"
SECONDS: Final = 600


def session(
    account: str, roles: Iterable[str] = (), organisation: str | None = None, holds: float = SECONDS
) -> Session:
    """One that `holds` for so many seconds before it must be renewed."""
    known = frozenset(Role(role) for role in roles)
    principal = Principal(account, NAME, known, organisation, until=time.time() + holds)
    return Session(principal, refresh=f"of {account}", turn=f"turn of {account}", ends_at=time.time() + SECONDS)


def opened(settings: ServiceSettings, cookies: Mapping[str, str]) -> Session | None:
    """What the sealed cookie among them says."""
    return Session.of(Sealed(settings).get(asking(cookies), SESSION) or {})


def asking(cookies: Mapping[str, str]) -> Request:
    """A request of the browser that has these."""
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Request({"type": "http", "headers": [(b"cookie", header.encode())]})


def due(settings: ServiceSettings, kept: Mapping[str, str], seconds: float = -1) -> dict[str, str]:
    """The same session, which must be renewed in so many seconds from now."""
    session = opened(settings, kept)
    assert session
    principal = replace(session.principal, until=time.time() + seconds)
    return {**kept, **cookies(settings, replace(session, principal=principal))}


def cookies(settings: ServiceSettings, session: Session) -> dict[str, str]:
    """By the names under which a browser keeps them."""
    response, sealed = Response(), Sealed(settings)
    sealed.set(response, SESSION, session.content(), SECONDS)
    sealed.set_plain(response, TURN, session.turn, SECONDS)
    return received(response.headers.getlist("set-cookie"))


def received(lines: Iterable[str]) -> dict[str, str]:
    """What a browser makes of Set-Cookie's lines."""
    return {name: one.value for line in lines for name, one in SimpleCookie(line).items()}


def in_browser(cookies: Mapping[str, str], url: str) -> list[Any]:
    """As Playwright takes them."""
    return [{"name": name, "value": value, "url": url, "httpOnly": True} for name, value in cookies.items()]
