"""Pages read as text, for tests that need no browser."""

import re
from collections.abc import Mapping

import httpx2
from tests.competitions.playing import Play


async def page(play: Play, path: str, by: Mapping[str, str], *, language: str = "ru", expect: int = 200) -> str:
    headers = {**by, "accept": "text/html", "accept-language": language}
    answer = await play.http.get(path, headers=headers)
    assert answer.status_code == expect, answer.text
    return answer.text


async def post(play: Play, path: str, by: Mapping[str, str], data: Mapping[str, str] | None = None) -> httpx2.Response:
    return await play.http.post(path, data=data or {}, headers={**by, "accept": "text/html", "accept-language": "en"})


async def reply(play: Play, address: str, said: Mapping[str, str]) -> httpx2.Response:
    """Opens a page of consents, chooses what is `said`, and sends the form as the page has it."""
    shown = await page(play, address, {})
    read = dict(re.findall(r'type="hidden" name="(text-[a-z_]+|language)" value="(\w+)"', shown))
    return await post(play, address, {}, {**read, **said})


def heading(html: str) -> str:
    """What names the page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert found
    return found[1]


def case(html: str) -> str:
    """What is the case, below it."""
    found = re.search(r'class="case">(.*?)</', html, re.DOTALL)
    assert found
    return found[1]


def text(html: str) -> str:
    """The words of the main part in one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main.partition(">")[2]).split())


def row(html: str, name: str) -> str:
    """The words of the table row that starts with `name`."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in rows]
    return next(one for one in words if one.startswith(name))
