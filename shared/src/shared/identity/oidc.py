"""Who somebody is: OIDC access tokens (RFC 9068) checked against the issuer's keys, by the tokens' own signature."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.errors import NotSignedIn, Transient
from shared.identity.principal import Principal, principal_of
from shared.settings import ServiceSettings
from shared.ttl_cache import TtlCache

ALGORITHMS: Final = ["RS256", "PS256", "ES256"]
"""An allow-list: a token never chooses how it is checked."""
UNREADABLE: Final = (JoseError, ValueError, TypeError, KeyError)
"""What joserfc raises for a token: headers of the wrong types have no error of its own."""
KEYS_FRESH_SECONDS: Final = 600.0
COOL_DOWN_SECONDS: Final = 10.0
LEEWAY_SECONDS: Final = 30
SEEN_SECONDS: Final = 60.0
"""A token that was found valid is not checked again for so long: a tablet sends the same one with every mark."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the issuer says of itself (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    revocation_endpoint: str | None


@dataclass
class Issuer:
    """The OIDC issuer: its addresses and its keys, kept for some minutes and used when stale while it does not answer."""

    settings: ServiceSettings
    http: httpx2.AsyncClient
    _metadata: Metadata | None = None
    _keys: KeySet | None = None
    _keys_at: float = 0.0
    _asked_at: float = -COOL_DOWN_SECONDS
    _refreshing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _seen: TtlCache[str, Principal] = field(default_factory=lambda: TtlCache(most=2000, seconds=SEEN_SECONDS))

    async def metadata(self) -> Metadata:
        if self._metadata is None:
            address = self.settings.oidc_discovery_url or (
                f"{self.settings.oidc_issuer}/.well-known/openid-configuration"
            )
            found = await self._json(address)
            if str(found["issuer"]).rstrip("/") != self.settings.oidc_issuer:
                raise Transient("the issuer answers under another name")
            self._metadata = Metadata(
                found["issuer"],
                found["authorization_endpoint"],
                found["token_endpoint"],
                found["jwks_uri"],
                found.get("end_session_endpoint"),
                found.get("revocation_endpoint"),
            )
        return self._metadata

    async def principal(self, access_token: str) -> Principal:
        """Raises NotSignedIn for a token that is not valid for us, Transient where the issuer's keys cannot be had."""
        seen = self._seen.get(access_token)
        if seen is not None:
            return seen
        claims = await self.claims(access_token, self.settings.oidc_audience)
        return self._seen.keep(access_token, principal_of(claims), seconds=float(claims["exp"]) - time.time())

    async def claims(self, token: str, audience: str) -> Mapping[str, Any]:
        try:
            decoded = jwt.decode(token, await self._keys_for(token), algorithms=ALGORITHMS)
            registry = jwt.JWTClaimsRegistry(
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": (await self.metadata()).issuer},
                aud={"essential": True, "value": audience},
                exp={"essential": True},
                sub={"essential": True},
            )
            registry.validate(decoded.claims)
        except UNREADABLE as error:
            raise NotSignedIn(type(error).__name__) from None
        return decoded.claims

    async def _keys_for(self, token: str) -> KeySet:
        age = time.monotonic() - self._keys_at
        if self._keys is not None and age < KEYS_FRESH_SECONDS and _has_key(self._keys, token):
            return self._keys
        async with self._refreshing:
            # An unknown key id asks the issuer again, but not more often than the cool-down allows.
            if time.monotonic() - self._asked_at >= COOL_DOWN_SECONDS:
                await self._refresh()
        if self._keys is None:
            raise Transient("the issuer's keys cannot be read")
        return self._keys

    async def _refresh(self) -> None:
        try:
            found = await self._json((await self.metadata()).jwks_uri)
        except Transient:
            if self._keys is None:
                raise
            return
        finally:
            self._asked_at = time.monotonic()
        usable = [key for key in found["keys"] if key.get("use", "sig") == "sig"]
        self._keys = KeySet.import_key_set({"keys": usable})
        self._keys_at = time.monotonic()

    async def _json(self, address: str) -> Any:
        try:
            answer = await self.http.get(address)
            answer.raise_for_status()
            return answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise Transient(f"the sign-in does not answer: {type(error).__name__}") from error


def _has_key(keys: KeySet, token: str) -> bool:
    try:
        key_id = jws.extract_compact(token.encode()).headers().get("kid")
    except UNREADABLE:
        return True  # No key will help a token that cannot be read.
    return key_id is None or any(key.kid == key_id for key in keys.keys)
