"""Signs a person in as their browser does: our address, Keycloak's login form, and back with a session."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx2

FORM: Final = "kc-form-login"
SECONDS: Final = 60.0


class SignInFailed(Exception):
    """Where it ended instead."""


@dataclass
class _Form(HTMLParser):
    """Where Keycloak's login form leads to."""

    action: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form" and known.get("id") == FORM:
            self.action = known.get("action") or ""


@dataclass
class Browser:
    """One person's browser: it keeps the session's cookie, and says where its requests come from."""

    url: str
    http: httpx2.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx2.AsyncClient(base_url=self.url, headers={"Origin": self.url}, timeout=SECONDS)
        if urlsplit(self.url).hostname == "localhost":
            self.http.event_hooks["response"].append(self._trust)

    @property
    def _session_cookie(self) -> str:
        return "__Host-session" if self.url.startswith("https://") else "session"

    async def _trust(self, _answer: httpx2.Response) -> None:
        """Browsers send Secure cookies to localhost without TLS too: it is trustworthy (W3C Secure Contexts, 3.1)."""
        for cookie in self.http.cookies.jar:
            cookie.secure = False

    async def sign_in(self, username: str, password: str) -> None:
        """OIDC's code flow with PKCE. Raises SignInFailed."""
        begun = await self.http.get("/sign-in", params={"to": "/"})
        asked = parse_qs(urlsplit(begun.headers.get("location", "")).query)
        if asked.get("response_type") != ["code"] or asked.get("code_challenge_method") != ["S256"]:
            raise SignInFailed(f"/sign-in answered {begun.status_code} and asks for no code with PKCE")
        login = await self.http.get(begun.headers["location"])
        form = _Form()
        form.feed(login.text)
        if not form.action:
            raise SignInFailed(f"no login form, but {login.status_code}")
        sent = await self.http.post(form.action, data={"username": username, "password": password, "credentialId": ""})
        if not sent.headers.get("location", "").startswith(f"{self.url}/sign-in/callback?"):
            raise SignInFailed(f"{username} was not let in ({sent.status_code})")
        back = await self.http.get(sent.headers["location"])
        if back.headers.get("location") != "/" or self._session_cookie not in back.cookies:
            raise SignInFailed(f"our own address refused the code ({back.status_code})")

    async def sign_out(self) -> None:
        """Here and at Keycloak, which sends back at once: there is no session left to ask about. Raises SignInFailed."""
        ended = await self.http.post("/sign-out")
        leads_to = ended.headers.get("location", "")
        if self.http.cookies.get(self._session_cookie) or "/protocol/openid-connect/logout?" not in leads_to:
            raise SignInFailed(f"/sign-out answered {ended.status_code} and kept the session")
        answer = await self.http.get(leads_to)
        if answer.headers.get("location") != f"{self.url}/":
            raise SignInFailed(f"Keycloak has not ended the session ({answer.status_code})")
