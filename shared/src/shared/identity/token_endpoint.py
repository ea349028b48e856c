"""What the issuer is asked for with our client's secret: tokens for a code, tokens anew, and their end (RFC 6749, 7009)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from shared.errors import SignInFailed, Transient
from shared.identity.oidc import Issuer
from shared.observability.telemetry import log


class SessionOver(Exception):
    """The issuer says that the refresh token is good for nothing any more."""


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    identity: str | None
    refresh: str | None
    """None where the issuer gives none; at a renewal the one that was used stays good then."""


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    issuer: Issuer

    async def exchange(self, code: str, verifier: str, redirect_uri: str) -> Tokens:
        """Raises SignInFailed where the issuer refuses the code, Transient where it does not answer."""
        status, answer = await self._ask(
            grant_type="authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier
        )
        if status != httpx2.codes.OK:
            raise SignInFailed("the issuer refused the code")
        return _tokens(answer)

    async def renew(self, refresh: str) -> Tokens:
        """Raises SessionOver, and Transient for every answer that does not say so: a fault of the issuer's or of our own
        set-up there signs nobody out."""
        status, answer = await self._ask(grant_type="refresh_token", refresh_token=refresh)
        if status == httpx2.codes.BAD_REQUEST and answer.get("error") == "invalid_grant":
            raise SessionOver
        if status != httpx2.codes.OK:
            log.warning("session not renewed", status=status)
            raise Transient("the sign-in renews nothing now")
        return _tokens(answer)

    async def revoke(self, refresh: str) -> None:
        """Ends what the token stands for. Raises Transient until the issuer has confirmed it."""
        address = (await self.issuer.metadata()).revocation_endpoint
        if address is None:
            return
        answer = await self._post(address, {"token": refresh, "token_type_hint": "refresh_token"})
        if answer.status_code != httpx2.codes.OK:
            log.warning("session not revoked", status=answer.status_code)
            raise Transient("the sign-in ends nothing now")

    async def _ask(self, **form: str) -> tuple[int, Mapping[str, Any]]:
        answer = await self._post((await self.issuer.metadata()).token_endpoint, form)
        try:
            body = answer.json()
        except ValueError:
            body = None
        return answer.status_code, body if isinstance(body, dict) else {}

    async def _post(self, address: str, form: Mapping[str, str]) -> httpx2.Response:
        settings = self.issuer.settings
        client = (settings.oidc_client_id, settings.oidc_client_secret.get_secret_value())
        try:
            return await self.issuer.http.post(address, data=form, auth=client)
        except httpx2.HTTPError as error:
            raise Transient(f"the sign-in does not answer: {type(error).__name__}") from error


def _tokens(answer: Mapping[str, Any]) -> Tokens:
    access, identity, refresh = (answer.get(name) for name in ("access_token", "id_token", "refresh_token"))
    if not isinstance(access, str):
        raise Transient("the sign-in answered without a token")
    return Tokens(access, _text(identity), _text(refresh))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
