"""The local sign-in as it is, two services that share nothing but their secret, and browsers that visit them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

import httpx2
from fastapi import FastAPI
from pydantic import SecretStr
from tests.shared.web.paints import PROBLEM, pages, router, wire
from tests.signed_in import due, opened

from demo.people import PEOPLE
from localstack.layout import Layout
from localstack.oidc import AUDIENCE, CLIENT, SignIn
from shared.identity.sessions import Session
from shared.settings import ServiceSettings
from shared.web.app import build

GALLERY: Final = "/gallery"
"""A page for organisers."""


@dataclass
class LocalIssuer:
    """npm's oidc-provider with the demo's people. It can be stopped; started again it has forgotten everybody."""

    layout: Layout
    process: SignIn

    @classmethod
    def at(cls, folder: Path) -> Self:
        layout = Layout.fresh(folder)
        layout.logs.mkdir()
        return cls(layout, SignIn(layout, PEOPLE))

    def settings(self, given: ServiceSettings) -> ServiceSettings:
        """A service's settings for it."""
        changed = {
            "public_url": self.layout.public_url,
            "oidc_issuer": self.layout.sign_in_url,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(self.layout.secrets.client),
            "oidc_audience": AUDIENCE,
        }
        return given.model_copy(update=changed)


@dataclass
class Visitor:
    """One browser at some services of one address: their cookies are the same, and it follows redirects as people's do."""

    services: list[FastAPI]
    settings: ServiceSettings
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(
        self,
        path: str,
        method: str = "GET",
        at: int = 0,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **sent: Any,
    ) -> httpx2.Response:
        """By the service with that number; by a copy of the browser where `cookies` are given, which keeps nothing."""
        known = self.cookies if cookies is None else cookies
        usual = {"accept": "text/html", "accept-language": "en", "sec-fetch-site": "same-origin"}
        cookie = "; ".join(f"{name}={value}" for name, value in known.items())
        shown = {**usual, "cookie": cookie, **(headers or {})}
        transport = httpx2.ASGITransport(app=self.services[at], raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=self.settings.public_url) as http:
            answer = await http.request(method, path, headers=shown, **sent)
        if cookies is None:
            self.keep(answer)
        return answer

    def keep(self, answer: httpx2.Response) -> None:
        """What a browser does with an answer's cookies, whenever it arrives."""
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
            if "Max-Age=0" in line:
                del self.cookies[name]

    async def sign_in(self, account: str, to: str = GALLERY) -> httpx2.Response:
        """By a click on the person's name. Answers as we do when the issuer sends the person back."""
        answer = await self.ask(f"/sign-in?to={to}")
        async with httpx2.AsyncClient() as issuer:
            address = answer.headers["location"]
            while not address.startswith(self.settings.public_url):
                if urlsplit(address).path.startswith("/who/"):
                    address = f"{address}?as={account}"
                address = urljoin(address, (await issuer.get(address)).headers["location"])
        return await self.ask(address.removeprefix(self.settings.public_url))

    async def reads(self, at: int = 0, cookies: Mapping[str, str] | None = None) -> bool:
        """Whether the page of organisers opens."""
        answer = await self.ask(GALLERY, at=at, cookies=cookies)
        assert answer.status_code in {200, 303}
        assert answer.status_code == 200 or answer.headers["location"].startswith("/sign-in")
        return answer.status_code == 200

    @property
    def session(self) -> Session | None:
        """What the sealed cookie says."""
        return opened(self.settings, self.cookies)

    def wait_five_minutes(self) -> None:
        """The session must be renewed now."""
        self.cookies = due(self.settings, self.cookies)


@dataclass
class Product:
    """Two services behind one address, each with a memory of its own."""

    services: list[FastAPI]
    settings: ServiceSettings

    def visitor(self) -> Visitor:
        return Visitor(self.services, self.settings)


def service(settings: ServiceSettings) -> FastAPI:
    return build(
        package="shared", settings=settings, wire=wire, routers=[router, pages], problem_types=[PROBLEM], title="Paints"
    )


@asynccontextmanager
async def product(settings: ServiceSettings) -> AsyncIterator[Product]:
    made = Product([service(settings), service(settings)], settings)
    async with AsyncExitStack() as running:
        for app in made.services:
            await running.enter_async_context(app.router.lifespan_context(app))
        yield made
