"""Somebody who enters themselves, step by step or by the API."""

import re
from collections.abc import Mapping
from typing import Any

import httpx2
from tests import days
from tests.competitions.pages.reading import text
from tests.competitions.playing import V1, Play

from client.caller import COMPETITIONS
from client.championships import Text, add_skill

CONSENTS = ["participation"]
AHEAD = {"starts_on": f"{days.AHEAD}-03-01", "ends_on": f"{days.AHEAD}-03-02"}
SELF = {
    "applicant": {
        "family_name": "Лесничий",
        "given_name": "Вымысел",
        "birth_date": "2000-05-17",
        "email": "lesnichy@people.example",
    },
    "member": "R-01",
}
YES = [{"purpose": "participation", "decision": "given"}]
GUARDIAN = {"family_name": "Лесничая", "given_name": "Опекана", "email": "opekana@people.example"}


def born(age: int) -> str:
    """The birth date of somebody who is of this age."""
    return days.of_age(age)


def by(play: Play, account: str = "newcomer") -> dict[str, str]:
    """Somebody with an account and no role at all."""
    return play.issuer.bearer(account)


async def announced(play: Play, **plan: Any) -> None:
    """A championship that is still to come, with one skill that people enter themselves for."""
    await play.open()
    await change(play, **{**AHEAD, **plan})
    await play.post(f"/championships/{play.championship}/announcement")


async def change(play: Play, **plan: Any) -> None:
    """The championship's plan, as its organiser changes it."""
    at = f"{V1}/championships/{play.championship}"
    seen = await play.http.get(at, headers=play.anna())
    known = seen.json()
    names = ("name", "ruleset", "starts_on", "ends_on", "time_zone", "contact", "deadlines", "self_entry")
    body = {name: known[name] for name in names} | plan
    answer = await play.http.put(at, json=body, headers={**play.anna(), "if-match": seen.headers["etag"]})
    assert answer.status_code == 200, answer.text


async def change_skill(play: Play, skill: str | None = None, **plan: Any) -> None:
    at = f"{V1}/skills/{skill or play.skill}"
    seen = await play.http.get(at, headers=play.anna())
    body = {"number": seen.json()["number"], "name": seen.json()["name"], **plan}
    answer = await play.http.put(at, json=body, headers={**play.anna(), "if-match": seen.headers["etag"]})
    assert answer.status_code == 200, answer.text


async def another_skill(play: Play, number: str) -> str:
    name = Text(ru=f"Ремесло {number}", en=f"Craft {number}")
    return await add_skill(play.organiser, play.championship, number, name)


async def enter(
    play: Play, account: str = "newcomer", *, expect: int = 201, key: str = "", **changed: Any
) -> dict[str, Any]:
    body = {"skill_id": play.skill, **SELF, "answers": YES, **changed}
    headers = {"idempotency-key": key} if key else {}
    at = f"{COMPETITIONS}/championships/{play.championship}/entering"
    answer = await play.http.post(at, json=body, headers={**by(play, account), **headers})
    assert answer.status_code == expect, answer.text
    return dict(answer.json())


class Walker:
    """A browser without scripts: cookies are kept, forms are sent, redirections followed by hand."""

    def __init__(self, play: Play, account: str = "newcomer", language: str = "en") -> None:
        self._play = play
        self.by = {**by(play, account), "accept": "text/html", "accept-language": language}
        self.cookies: dict[str, str] = {}
        self.home = f"/enter/{play.championship}"

    def read_in(self, language: str) -> None:
        self.by["accept-language"] = language

    @property
    def headers(self) -> dict[str, str]:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**self.by, **({"cookie": jar} if jar else {})}

    def _keep(self, answer: httpx2.Response) -> httpx2.Response:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        self._play.http.cookies.clear()
        return answer

    async def open(self, step: str = "") -> httpx2.Response:
        return self._keep(await self._play.http.get(f"{self.home}/{step}".rstrip("/"), headers=self.headers))

    async def send(self, step: str, fields: Mapping[str, Any] | None = None) -> httpx2.Response:
        return self._keep(
            await self._play.http.post(f"{self.home}/{step}", data=dict(fields or {}), headers=self.headers)
        )

    async def go(self, step: str, fields: Mapping[str, Any], to: str) -> None:
        answer = await self.send(step, fields)
        assert answer.status_code == 303, text(answer.text)
        assert answer.headers["location"] == f"{self.home}/{to}"


def fields(who: str, **known: str) -> dict[str, str]:
    return {f"{who}-{name}": value for name, value in known.items()}


def wrong(page: str) -> list[str]:
    """Where the links of the error summary lead to; each is on the page."""
    summary = page.partition('id="error-summary"')[2].partition("</div>")[0]
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links, text(page)
    for link in links:
        assert f'id="{link}"' in page, link
    return links
