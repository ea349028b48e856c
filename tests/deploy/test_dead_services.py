"""What Caddy answers by itself, by the routes of compose and of the local stack: never a white page."""

import re
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
from playwright.async_api import Browser
from tests.browser.checks import Watch, overflowing, small_text, violations

from localstack import ports
from localstack.caddy import Caddy
from localstack.layout import Layout
from shared.web.i18n import texts
from shared.web.problems import Problem

AWAY: Final = ("/", "/inbox", "/certificates", "/sign-in", "/api/competitions/v1/championships")
"""An address of each route. No service runs here."""
PERSON: Final = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PROGRAM: Final = {"accept": "application/json"}
UNAVAILABLE: Final = "A part of the system does not answer"
NOT_FOUND: Final = "There is nothing at this address"


@pytest.fixture(scope="module")
async def origin(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Caddy in front of three services of which none is there."""
    layout = Layout.fresh(tmp_path_factory.mktemp("caddy"))
    with pytest.MonkeyPatch.context() as given:
        given.setenv("TRIED_FOR", "200ms")  # a service that starts is waited for; here none ever will
        caddy = Caddy(layout)
        await caddy.start()
    yield layout.public_url
    await caddy.stop()


async def ask(origin: str, path: str, headers: dict[str, str], method: str = "GET") -> httpx2.Response:
    async with httpx2.AsyncClient(base_url=origin, timeout=30) as http:
        return await http.request(method, path, headers=headers)


def heading(answer: httpx2.Response) -> str:
    found = re.search("<h1>(.*?)</h1>", answer.text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [path for path in AWAY if not path.startswith("/api/")])
async def test_a_person_sees_what_is_the_case_and_what_to_do(origin: str, path: str) -> None:
    answer = await ask(origin, path, PERSON)
    assert answer.status_code in {502, 503}
    assert answer.headers["content-type"].startswith("text/html")
    assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("30", "no-store")
    assert heading(answer) == texts("shared", "ru")(UNAVAILABLE)
    assert "Что делать" in answer.text


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", AWAY)
async def test_a_program_gets_a_problem_as_the_services_write_it(origin: str, path: str, method: str) -> None:
    answer = await ask(origin, path, {**PROGRAM, "accept-language": "en"}, method)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(answer.text)
    assert (problem.status, problem.title) == (answer.status_code, UNAVAILABLE)
    assert (problem.type, problem.instance) == (f"{origin}/problems/unavailable", path)
    assert problem.errors[0].fix


async def test_an_api_answers_a_browser_with_a_problem_too(origin: str) -> None:
    answer = await ask(origin, "/api/notifications/v1/inbox", PERSON)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_form_that_is_sent_gets_the_page(origin: str) -> None:
    answer = await ask(origin, "/championships/1/publication", PERSON, "POST")
    assert (answer.status_code, heading(answer)) == (502, texts("shared", "ru")(UNAVAILABLE))


async def test_a_strange_address_neither_breaks_the_json_nor_runs_as_a_template(origin: str) -> None:
    path = '/inbox/"}{{env "HOME"}}{http.request.host}\\<b>'
    problem = (await ask(origin, path, PROGRAM)).json()
    assert problem["instance"] == path
    page = (await ask(origin, path, PERSON)).text
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "ru"),
        ({"accept-language": "en-GB,en;q=0.9,ru;q=0.8"}, "en"),
        ({"accept-language": "de,en;q=0.7"}, "en"),
        ({"accept-language": "de"}, "ru"),
        ({"accept-language": "en", "cookie": "lang=ru"}, "ru"),
        ({"accept-language": "ru", "cookie": "lang=en"}, "en"),
    ],
)
async def test_it_speaks_the_readers_language(origin: str, asked: dict[str, str], language: Any) -> None:
    page = await ask(origin, "/v", {**PERSON, **asked})
    problem = await ask(origin, "/v", {**PROGRAM, **asked})
    assert f'<html lang="{language}">' in page.text
    assert heading(page) == problem.json()["title"] == texts("shared", language)(UNAVAILABLE)
    assert f'lang="{language}"' in (await ask(origin, f"/v?lang={language}", PERSON)).text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_what_caddy_hides_is_not_there(origin: str, path: str) -> None:
    page, problem = await ask(origin, path, PERSON), await ask(origin, path, {**PROGRAM, "accept-language": "en"})
    assert (page.status_code, heading(page)) == (404, texts("shared", "ru")(NOT_FOUND))
    assert (problem.json()["type"], problem.json()["title"]) == (f"{origin}/problems/not-found", NOT_FOUND)
    assert "retry-after" not in page.headers


async def test_a_service_that_never_answers_is_as_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATIENCE", "200ms")
    layout = Layout.fresh(tmp_path)
    with socket.socket() as frozen:
        frozen.bind((ports.LOOPBACK, 0))
        frozen.listen()
        caddy = Caddy(replace(layout, ports=replace(layout.ports, notifications=frozen.getsockname()[1])))
        await caddy.start()
        try:
            answer = await ask(layout.public_url, "/inbox", PERSON)
        finally:
            await caddy.stop()
    assert (answer.status_code, heading(answer)) == (504, texts("shared", "ru")(UNAVAILABLE))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/inbox", "/livez"])
async def test_the_page_is_read_by_everybody(browser: Browser, origin: str, path: str, scheme: Any) -> None:
    for width, locale in ((360, "ru-RU"), (1280, "en-GB")):
        context = await browser.new_context(
            service_workers="block", viewport={"width": width, "height": 740}, locale=locale, color_scheme=scheme
        )
        page = await context.new_page()
        watch = Watch(origin.removeprefix("http://"), expected=("Failed to load resource",))
        watch.attach(page)
        await page.goto(origin + path)
        assert (await violations(page), await overflowing(page), await small_text(page)) == ([], [], [])
        assert watch.faults == []
        await context.close()
