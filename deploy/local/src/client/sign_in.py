"""Signs a person in as their browser would: OIDC's code flow with PKCE, with a click on their name."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import httpx2

MOST_STEPS: Final = 10


class SignInFailed(Exception):
    """The issuer did not lead back to us with a code."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """As a public client with this id sees it: one that may be led back to `redirect`, where nobody needs to listen."""

    authorization: str
    token: str
    client_id: str
    redirect: str

    @classmethod
    async def at(cls, url: str, client_id: str, redirect: str) -> "Issuer":
        async with httpx2.AsyncClient() as http:
            found = (await http.get(f"{url}/.well-known/openid-configuration")).raise_for_status().json()
        return cls(found["authorization_endpoint"], found["token_endpoint"], client_id, redirect)

    async def register(self, name: str) -> str:
        """The access token of somebody new, of whom nothing but the name is known."""
        return await self.sign_in(f"new&{urlencode({'name': name})}")

    async def program(self, client_id: str, secret: str) -> str:
        """The access token of a program (RFC 6749, 4.4)."""
        async with httpx2.AsyncClient() as http:
            answer = await http.post(self.token, data={"grant_type": "client_credentials"}, auth=(client_id, secret))
        return str(answer.raise_for_status().json()["access_token"])

    async def sign_in(self, account: str) -> str:
        """The person's access token."""
        verifier = secrets.token_urlsafe(48)
        async with httpx2.AsyncClient() as browser:
            code = await self._code(browser, account, verifier)
            form = {
                "grant_type": "authorization_code",
                "client_id": self.client_id,
                "redirect_uri": self.redirect,
                "code": code,
                "code_verifier": verifier,
            }
            answer = await browser.post(self.token, data=form)
        return str(answer.raise_for_status().json()["access_token"])

    async def _code(self, browser: httpx2.AsyncClient, account: str, verifier: str) -> str:
        """Follows the redirects, and clicks where the issuer asks who it is."""
        address = f"{self.authorization}?{urlencode(self._asked(verifier))}"
        for _ in range(MOST_STEPS):
            answer = await browser.get(address)
            address = urljoin(address, answer.headers.get("location", ""))
            if address.startswith(self.redirect):
                return parse_qs(urlsplit(address).query)["code"][0]
            if urlsplit(address).path.startswith("/who/"):
                address = f"{address}?as={account}"
        raise SignInFailed(account)

    def _asked(self, verifier: str) -> dict[str, str]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        return {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect,
            "scope": "openid profile",
            "state": secrets.token_urlsafe(16),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
