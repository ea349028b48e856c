"""Cookies and parts of addresses that only we can read or make (JWE, direct AES-256-GCM), each for one purpose and until its end."""

import gc
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from joserfc import jwe
from joserfc.jwk import OctKey
from starlette.requests import Request
from starlette.responses import Response

from shared.identity.oidc import UNREADABLE
from shared.settings import ServiceSettings

ALGORITHMS: Final = ["dir", "A256GCM", "DEF"]
LARGEST_COOKIE: Final = 4096
"""Bytes of name, value and attributes together: what a browser must keep (RFC 6265, 6.1). Most drop a larger one silently."""


class CookieTooLarge(Exception):
    """A browser would not keep it. Has its size in bytes."""


def cookie_name(name: str, *, https: bool) -> str:
    """With `__Host-` a browser takes the cookie from this very host alone, over TLS (RFC 6265bis, 4.1.3.2).

    Without TLS, which is the local stack at http://localhost, no browser would keep such a name.
    """
    return f"__Host-{name}" if https else name


class Sealed:
    """Sets and reads them. Every cookie is for all paths, since the prefix wants that."""

    def __init__(self, settings: ServiceSettings) -> None:
        secret = settings.session_secret.get_secret_value().encode()
        self._key = OctKey.import_key(hashlib.sha256(b"skillproof session" + secret).digest())
        self._https = settings.is_https

    def name(self, name: str) -> str:
        """As the browser knows it."""
        return cookie_name(name, https=self._https)

    def set(
        self, response: Response, name: str, content: Mapping[str, Any], seconds: int, *, is_packed: bool = False
    ) -> None:
        """`is_packed`: so that more has room. Not for what holds a secret beside what others may have written: its length would tell.

        Raises CookieTooLarge, and then sets nothing.
        """
        self.set_plain(response, name, self.seal(name, content, seconds, is_packed=is_packed), seconds)

    def seal(self, purpose: str, content: Mapping[str, Any], seconds: int, *, is_packed: bool = False) -> str:
        """For an address: what may not be read in it, such as a name that was searched for. `is_packed`: as for `set`."""
        body = json.dumps({**content, "for": purpose, "exp": int(time.time()) + seconds}, ensure_ascii=False)
        packing = {"zip": "DEF"} if is_packed else {}
        return jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM", **packing}, body, self._key, ALGORITHMS)

    def set_plain(self, response: Response, name: str, value: str, seconds: int) -> None:
        """For a value that may be read, such as a random one. Raises CookieTooLarge, and then sets nothing."""
        alone = Response()
        alone.set_cookie(
            self.name(name), value, max_age=seconds, path="/", secure=self._https, httponly=True, samesite="lax"
        )
        line = alone.headers["set-cookie"]
        if len(line) > LARGEST_COOKIE:
            raise CookieTooLarge(len(line))
        response.headers.append("set-cookie", line)

    def get(self, request: Request, name: str) -> Mapping[str, Any] | None:
        """What `set` kept, or None where there is none, it is over, or it is not ours."""
        return self.unseal(name, request.cookies.get(self.name(name)))

    def unseal(self, purpose: str, value: str | None) -> Mapping[str, Any] | None:
        """What `seal` sealed for this purpose, or None as in `get`."""
        if not value:
            return None
        try:
            plain = jwe.decrypt_compact(value, self._key, ALGORITHMS).plaintext
            content: Mapping[str, Any] = json.loads(plain or b"{}")
        except UNREADABLE:
            return None
        return content if content.get("for") == purpose and content.get("exp", 0) > time.time() else None

    def get_plain(self, request: Request, name: str) -> str | None:
        return request.cookies.get(self.name(name))

    def drop(self, response: Response, name: str) -> None:
        response.delete_cookie(self.name(name), path="/", secure=self._https, httponly=True, samesite="lax")


class _Large(jwe.JWERegistry):
    max_ciphertext_length = 16 * 1024 * 1024


LARGE: Final = 64 * 1024
"""Bytes. What the library makes of a content refers to itself, so that it stays until the collector comes, which counts objects and not
their sizes: a long file, opened piece by piece, would stay four times over."""


class Vault:
    """Seals what is stored, for one purpose and with a secret of its own (JWE, direct AES-256-GCM)."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        self._key = OctKey.import_key(hashlib.sha256(b"skillproof " + purpose.encode() + b":" + secret).digest())

    def seal(self, name: str, content: bytes) -> bytes:
        """What can be opened under this name alone. Takes a third more room."""
        sealed = jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM", "kid": name}, content, self._key).encode()
        if len(content) >= LARGE:
            gc.collect(0)
        return sealed

    def open(self, name: str, sealed: bytes) -> bytes:
        """Raises CannotOpen where it was sealed under another name or with another secret, or was changed."""
        try:
            found = jwe.decrypt_compact(sealed, self._key, registry=_Large(algorithms=["dir", "A256GCM"]))
        except UNREADABLE:
            raise CannotOpen from None
        if found.protected.get("kid") != name or found.plaintext is None:
            raise CannotOpen
        found.recipient = None
        return found.plaintext


class CannotOpen(Exception):
    """Something sealed is not ours, or not what it is taken for."""


class KeyRing:
    """Seals with the newest of several secrets, and opens what any of them sealed: so a secret can be changed.

    `older`: those from before, which open and never seal.
    """

    def __init__(self, purpose: str, newest: bytes, older: Sequence[bytes] = ()) -> None:
        self._vaults = {_key_name(purpose, secret): Vault(secret, purpose) for secret in (newest, *older)}
        self.newest = _key_name(purpose, newest)
        """What the key is called by which is sealed now: stands beside what is sealed, and tells nothing of the secret."""

    def seal(self, name: str, content: bytes) -> bytes:
        """With the newest, as `Vault.seal`."""
        return self._vaults[self.newest].seal(name, content)

    def open(self, name: str, key: str, sealed: bytes) -> bytes:
        """`key`: by which it was sealed. Raises CannotOpen, also where that key is not among these."""
        vault = self._vaults.get(key)
        if vault is None:
            raise CannotOpen
        return vault.open(name, sealed)


def _key_name(purpose: str, secret: bytes) -> str:
    return hashlib.sha256(b"skillproof key name " + purpose.encode() + b":" + secret).hexdigest()[:16]
