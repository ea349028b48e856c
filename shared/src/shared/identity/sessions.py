"""The session of a page: one encrypted cookie that all three services read, so that none of them keeps sessions."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from joserfc import jwe
from joserfc.jwk import OctKey
from starlette.requests import Request
from starlette.responses import Response

from shared.errors import NotSignedIn
from shared.identity.oidc import UNREADABLE, Issuer
from shared.identity.principal import Principal, principal_of
from shared.settings import ServiceSettings

SESSION: Final = "session"
BEARER: Final = "bearer "


class Sealed:
    """Cookies that only we can read or make (JWE, direct AES-256-GCM), each for one purpose and until its end."""

    def __init__(self, settings: ServiceSettings) -> None:
        secret = settings.session_secret.get_secret_value().encode()
        self._key = OctKey.import_key(hashlib.sha256(b"skillproof session" + secret).digest())
        self._secure = settings.is_https

    def set(self, response: Response, name: str, content: Mapping[str, Any], seconds: int, path: str = "/") -> None:
        body = json.dumps({**content, "for": name, "exp": int(time.time()) + seconds})
        value = jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, body, self._key)
        response.set_cookie(name, value, max_age=seconds, path=path, secure=self._secure, httponly=True, samesite="lax")

    def get(self, request: Request, name: str) -> Mapping[str, Any] | None:
        """What `set` kept, or None where there is none, it is over, or it is not ours."""
        value = request.cookies.get(name)
        if not value:
            return None
        try:
            plain = jwe.decrypt_compact(value, self._key, algorithms=["dir", "A256GCM"]).plaintext
            content: Mapping[str, Any] = json.loads(plain or b"{}")
        except UNREADABLE:
            return None
        return content if content.get("for") == name and content.get("exp", 0) > time.time() else None

    def drop(self, response: Response, name: str, path: str = "/") -> None:
        response.delete_cookie(name, path=path, secure=self._secure, httponly=True, samesite="lax")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Finds out who sends a request: a bearer token (programs) or the session cookie (pages)."""

    issuer: Issuer
    sealed: Sealed

    async def principal(self, request: Request) -> Principal | None:
        authorization = request.headers.get("authorization")
        if authorization is not None:
            if not authorization.lower().startswith(BEARER):
                raise NotSignedIn("only bearer tokens")
            return await self.issuer.principal(authorization[len(BEARER) :].strip())
        content = self.sealed.get(request, SESSION)
        return principal_of(content) if content is not None else None

    def keep(self, response: Response, claims: Mapping[str, Any], seconds: int) -> None:
        wanted = ("sub", "name", "roles", "organisation")
        self.sealed.set(response, SESSION, {name: claims[name] for name in wanted if name in claims}, seconds)

    def forget(self, response: Response) -> None:
        self.sealed.drop(response, SESSION)
