"""A part that dies while the stack is up: the terminal names it, people and programs are told through the one address."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest
from tests.waiting import until

from demo.people import PEOPLE
from localstack.layout import Layout
from localstack.stack import Stack
from localstack.watch import watched

PERSON = {"accept": "text/html", "accept-language": "en"}


@dataclass(frozen=True)
class Terminal:
    stack: Stack
    told: list[str]


@pytest.fixture(scope="module")
async def terminal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Terminal]:
    """One stack for all tests: the first leaves it as it was, and each kills another part."""
    told: list[str] = []
    layout = Layout.fresh(tmp_path_factory.mktemp("stack"))
    async with Stack(layout, PEOPLE) as running, watched(running, "make demo KEEP=1", told.append):
        yield Terminal(running, told)


async def test_a_killed_service_is_named_and_the_others_go_on(terminal: Terminal) -> None:
    stack, told = terminal.stack, terminal.told
    dead = stack.services["certificates"]
    async with httpx2.AsyncClient(base_url=stack.layout.public_url, timeout=30) as http:
        assert (await http.get("/certificates/1", headers=PERSON)).status_code == 404
        dead.api.kill()
        page = await http.get("/v", headers=PERSON)
        problem = await http.get("/api/certificates/v1/issuers", headers={"accept-language": "en"})
        others = [(await http.get(path, headers=PERSON)).status_code for path in ("/championships", "/inbox")]
        await until(lambda: len(told) == 1)
        await dead.start_api()
        again = await http.get("/v", headers=PERSON)

    assert (page.status_code, problem.status_code) == (502, 502)
    assert "What to do" in page.text
    assert problem.json()["errors"][0]["fix"].startswith("Try again in a minute")
    assert others == [200, 303]
    assert "certificates api was killed by SIGKILL" in told[0]
    assert str(dead.api.log) in told[0]
    assert "make demo KEEP=1" in told[0]
    assert again.status_code == 200


async def test_what_is_stopped_on_purpose_is_not_told(terminal: Terminal) -> None:
    stack, told = terminal.stack, terminal.told
    told.clear()
    await stack.services["notifications"].worker.stop()
    stack.services["notifications"].api.kill()
    await until(lambda: bool(told))
    assert ["notifications api" in one for one in told] == [True]


async def test_what_ends_the_work_is_told_before_the_work_is_given_up(terminal: Terminal) -> None:
    told: list[str] = []
    async with watched(terminal.stack, "make demo KEEP=1", told.append):
        terminal.stack.services["competitions"].api.kill()
    assert any("competitions api" in one for one in told)
