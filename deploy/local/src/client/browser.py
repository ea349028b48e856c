"""Signs a person in as their browser does: our address, Keycloak's login form, and back with a session."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, Self
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2

LOGIN, REGISTRATION = "kc-form-login", "kc-register-form"
TO_REGISTER: Final = "/login-actions/registration"
MOST_STEPS: Final = 10
SECONDS: Final = 60.0


class SignInFailed(Exception):
    """Where it ended instead."""


@dataclass
class _Page(HTMLParser):
    """A page of Keycloak's: where its forms and links lead."""

    address: str
    forms: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def read(cls, answer: httpx2.Response) -> Self:
        page = cls(str(answer.url))
        page.feed(answer.text)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form":
            self.forms[known.get("id") or ""] = known.get("action") or ""
        elif tag == "a":
            self.links.append(known.get("href") or "")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who registers at Keycloak."""

    given_name: str
    family_name: str
    email: str
    password: str


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
        action = (await self._login("/")).forms[LOGIN]
        sent = await self.http.post(action, data={"username": username, "password": password, "credentialId": ""})
        if not self._leads_back(sent):
            raise SignInFailed(f"{username} was not let in ({sent.status_code})")
        await self._come_back(sent, "/")

    async def register(self, somebody: Newcomer, to: str, checked: Callable[[], Awaitable[str]]) -> None:
        """Somebody new, led to `to` afterwards. `checked`: the address in the letter that Keycloak sends them. Raises SignInFailed."""
        page = await self._login(to)
        link = next((one for one in page.links if TO_REGISTER in one), None)
        if link is None:
            raise SignInFailed("nobody can register: SELF_REGISTRATION is off, or was when the realm was made")
        form = _Page.read(await self.http.get(urljoin(page.address, link))).forms.get(REGISTRATION)
        if form is None:
            raise SignInFailed("the link to register leads to no form")
        typed = {"firstName": somebody.given_name, "lastName": somebody.family_name, "email": somebody.email}
        secret = {"password": somebody.password, "password-confirm": somebody.password}
        sent = await self._led(await self.http.post(form, data={**typed, **secret}))
        if self._leads_back(sent):
            raise SignInFailed("an address was let in that nobody has checked")
        answer = await self._led(await self.http.get(await checked()))
        if not self._leads_back(answer):
            raise SignInFailed(f"the letter's link did not lead back ({answer.status_code})")
        await self._come_back(answer, to)

    async def _login(self, to: str) -> _Page:
        begun = await self.http.get("/sign-in", params={"to": to})
        asked = parse_qs(urlsplit(begun.headers.get("location", "")).query)
        if asked.get("response_type") != ["code"] or asked.get("code_challenge_method") != ["S256"]:
            raise SignInFailed(f"/sign-in answered {begun.status_code} and asks for no code with PKCE")
        login = await self.http.get(begun.headers["location"])
        page = _Page.read(login)
        if LOGIN not in page.forms:
            raise SignInFailed(f"no login form, but {login.status_code}")
        return page

    def _leads_back(self, answer: httpx2.Response) -> bool:
        return str(answer.headers.get("location", "")).startswith(f"{self.url}/sign-in/callback?")

    async def _led(self, answer: httpx2.Response) -> httpx2.Response:
        """Wherever Keycloak leads, as long as that is not back to us."""
        for _ in range(MOST_STEPS):
            if "location" not in answer.headers or self._leads_back(answer):
                return answer
            answer = await self.http.get(urljoin(str(answer.url), answer.headers["location"]))
        raise SignInFailed("Keycloak leads in a circle")

    async def _come_back(self, answer: httpx2.Response, to: str) -> None:
        back = await self.http.get(answer.headers["location"])
        if back.headers.get("location") != to or self._session_cookie not in back.cookies:
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
