"""Nothing that a request says makes us send, link or lead anybody to another site. Node's URL, the browsers' own rules, is the judge."""

import asyncio
import html
import json
import random
import re
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import uvicorn
from fastapi import FastAPI
from tests.serving import serving

from localstack.folders import CHECKOUT
from localstack.oidc import NODE
from shared.web.addresses import own
from shared.web.signin import way_back

OURS: Final = "ours.example"
BASES: Final = (f"https://{OURS}/sheets/1", f"https://{OURS}//evil.example/x", f"https://{OURS}/")
HOSTS: Final = """
const host = (address, base) => { try { return new URL(address, base).host } catch (error) { return String(error) } };
require("readline").createInterface({ input: process.stdin }).on("line", (asked) => {
  const [addresses, bases] = JSON.parse(asked);
  console.log(JSON.stringify(addresses.map((one) => bases.map((base) => host(one, base)))));
});
"""
Strangers = Callable[[Sequence[str]], list[str]]


@pytest.fixture(scope="module")
def strangers() -> Iterator[Strangers]:
    """Those of the addresses that a browser on a page of ours takes elsewhere: a Node that is asked line by line."""
    with subprocess.Popen([NODE, "-e", HOSTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin
        assert node.stdout
        questions, answers = node.stdin, node.stdout

        def strangers(addresses: Sequence[str]) -> list[str]:
            questions.write(json.dumps([addresses, BASES]) + "\n")
            questions.flush()
            told = json.loads(answers.readline())
            return [one for one, hosts in zip(addresses, told, strict=True) if set(hosts) != {OURS}]

        yield strangers
        questions.close()


HOSTILE: Final = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u00a0/evil.example",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "user@evil.example",
    "//user:word@evil.example",
    "evil",
    "",
    "?to=x",
    "#x",
    "/a\nb",
    "/a\x00b",
    "/\ud800/x",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_what_a_browser_might_take_elsewhere_becomes_the_start_page(address: str) -> None:
    assert own(address) == "/"
    assert way_back(address) == "/"


def test_the_judge_knows_another_site_when_it_sees_one(strangers: Strangers) -> None:
    assert strangers(["/inbox", "//evil.example", "/\t/evil.example", "/\\evil.example", "http:evil.example"]) == [
        "//evil.example",
        "/\t/evil.example",
        "/\\evil.example",
        "http:evil.example",
    ]


@pytest.mark.parametrize(
    "address",
    ["/", "/inbox?page=2", "/sheets/1?saved#A1", "/%2Fevil.example", "/v#text", "/a@b:80", "/.//evil.example"],
)
def test_an_address_of_ours_stays_as_it_is(strangers: Strangers, address: str) -> None:
    assert own(address) == address
    assert strangers([address]) == []


def test_what_has_no_place_in_an_address_is_encoded() -> None:
    assert own('/поиск?q="a b"<>') == "/%D0%BF%D0%BE%D0%B8%D1%81%D0%BA?q=%22a%20b%22%3C%3E"


def test_no_mixture_of_what_browsers_read_strangely_leads_elsewhere(strangers: Strangers) -> None:
    chance = random.Random(47)
    parts = ["/", "\\", "\t", "\n", "\r", " ", ".", "..", "@", ":", "%", "%2f", "%5c", "%09", "?", "#", "evil.example"]
    parts += ["https:", "／", "。", "\u200b", "\ufeff", "\x00", "x", "[::1]", ";", "&"]
    mixed = ["".join(chance.choices(parts, k=chance.randint(1, 8))) for _ in range(20_000)]
    kept = {own(one) for one in ("/" + one for one in mixed)}
    assert len(kept) > 1000
    assert strangers(sorted(kept)) == []


@pytest.mark.parametrize("to", ["/sign-in", "/sign-in/callback?x", "/sign-in?to=/sign-in"])
def test_nobody_is_led_in_a_circle_after_signing_in(to: str) -> None:
    assert way_back(to) == "/"


@dataclass
class Answer:
    status: int
    head: str
    body: str

    @property
    def location(self) -> str | None:
        found = re.search(r"^location: (.*)$", self.head, re.MULTILINE)
        return found[1].strip() if found else None

    @property
    def links(self) -> list[str]:
        return [html.unescape(one) for one in re.findall(r'(?:href|action|src)="([^"]*)"', self.body)]


@pytest.fixture(scope="module")
async def server(served: FastAPI) -> AsyncIterator[uvicorn.Server]:
    """It keeps nothing of what it is asked here."""
    async with serving(served, lifespan="off") as running:
        yield running


async def ask(
    server: uvicorn.Server,
    target: bytes,
    host: bytes = b"localhost:8080",
    method: bytes = b"GET",
    accept: bytes = b"text/html",
    more: bytes = b"",
) -> Answer:
    """Sends exactly these bytes: no client corrects them."""
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    usual = b"Accept: " + accept + b"\r\nAccept-Language: en\r\nConnection: close\r\nContent-Length: 0\r\n"
    writer.write(method + b" " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + usual + more + b"\r\n")
    received = (await reader.read()).decode(errors="replace")
    writer.close()
    head, _, body = received.partition("\r\n\r\n")
    return Answer(int(head.split()[1]), head.replace("\r\n", "\n"), body)


TARGETS: Final = (
    b"//evil.example/x",
    b"///evil.example/x",
    b"/%2Fevil.example/x",
    b"/%2f%2fevil.example",
    b"/%5Cevil.example/x",
    b"/%5c%5cevil.example",
    b"/%09/evil.example/x",
    b"/%0d%0aSet-Cookie:x=y",
    b"/.//evil.example/x",
    b"/@evil.example",
    b"//user@evil.example/",
    b"//evil.example/gallery/",
    b"//evil.example/%3Flang=en",
    b"/nothing?lang=ru&to=//evil.example",
    b"/nothing?\xff=%ff",
    b"/\xd0\xbf",
)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
async def test_a_page_about_a_strange_address_links_to_us_alone(
    server: uvicorn.Server, strangers: Strangers, target: bytes, method: bytes
) -> None:
    answer = await ask(server, target, method=method)
    if answer.status == 400:
        assert "Invalid HTTP request" in answer.body  # the server itself does not take such bytes
        return
    assert answer.status == 404
    assert len(answer.links) > 5
    assert strangers(answer.links) == []


async def test_a_problem_names_its_place_as_an_address_of_ours(server: uvicorn.Server, strangers: Strangers) -> None:
    for target in (b"//evil.example/x", b"/api//evil.example", b"/%5Cevil.example"):
        answer = await ask(server, target, accept=b"application/json")
        assert answer.status == 404
        assert strangers([json.loads(answer.body)["instance"]]) == []


@pytest.mark.parametrize(
    "host", [b"evil.example", b"localhost:8080@evil.example", b"evil.example/x?", b"evil.example:80", b"[::1]"]
)
@pytest.mark.parametrize(
    "target", [b"/gallery", b"/gallery/", b"/api/shared/v1/paints/", b"/nothing", b"/sign-in/", b"/static/shared"]
)
async def test_the_host_that_a_request_names_is_never_repeated(
    server: uvicorn.Server, strangers: Strangers, target: bytes, host: bytes
) -> None:
    forwarded = (
        b"X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Forwarded-Prefix: //evil.example\r\n"
    )
    answer = await ask(server, target, host, more=forwarded + b"X-Original-URL: //evil.example\r\n")
    assert "evil.example" not in answer.head + answer.body
    assert strangers([*answer.links, *([answer.location] if answer.location else [])]) == []


@pytest.mark.parametrize(
    ("method", "asked", "meant"),
    [
        (b"GET", b"/gallery/", "/gallery"),
        (b"GET", b"/gallery///", "/gallery"),
        (b"GET", b"/gallery/?room=2&lang=en", "/gallery?room=2&lang=en"),
        (b"POST", b"/api/shared/v1/paints/", "/api/shared/v1/paints"),
        (b"GET", b"/sign-in/", "/sign-in"),
    ],
)
async def test_a_slash_too_many_leads_to_what_was_meant(
    server: uvicorn.Server, method: bytes, asked: bytes, meant: str
) -> None:
    answer = await ask(server, asked, b"evil.example", method)
    assert (answer.status, answer.location) == (307, meant)


@pytest.mark.parametrize(
    "asked",
    [
        b"/static/shared/none.css",
        b"/static/shared/none.css/",
        b"/gallery/zzz",
        b"/gallery/zzz/x/",
        b"/rooms/x",
        b"/rooms/x/",
    ],
)
async def test_what_is_not_there_with_or_without_a_slash_is_not_there(server: uvicorn.Server, asked: bytes) -> None:
    assert (await ask(server, asked)).status == 404


FROM_THE_REQUEST: Final = re.compile(
    r"\brequest\.(?:url|base_url)\b|\burl_for\(|\bRedirectResponse\(|redirect_slashes=True"
)
TO_THE_ISSUER: Final = {"shared/src/shared/web/signin.py", "shared/src/shared/web/addresses.py"}


def sources() -> list[Path]:
    kinds = ("shared/src/**/*.py", "services/*/src/**/*.py", "shared/src/**/*.html", "services/*/src/**/*.html")
    return [path for kind in kinds for path in sorted(CHECKOUT.glob(kind)) if "vendor" not in path.parts]


def test_every_own_address_is_made_in_one_place() -> None:
    """What a framework makes of a request's address holds the host that the request names."""
    found = {
        str(path.relative_to(CHECKOUT)): match[0]
        for path in sources()
        if (match := FROM_THE_REQUEST.search(path.read_text(encoding="utf-8")))
    }
    assert {path: what for path, what in found.items() if path not in TO_THE_ISSUER} == {}
