"""The organiser's list of entries: opened, searched and paged where a championship has 60,000 entries, beside one that has 600.

The entries and people are copies of real ones with other ids and names, written to the database directly.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any, cast
from uuid import UUID, uuid4

import httpx2
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from pymongo import AsyncMongoClient
from tests.bench.sides import DATABASE, ground
from tests.competitions.playing import HOME, Play

from client import championships
from client.championships import Text
from localstack.token_issuer import TokenIssuer

FEW, MANY = 600, 60_000
SKILLS = 60
REGIONS = 80
ROUNDS = 25
AT_ONCE = 5_000
GOAL = 1.2
STATES = ("entered", "confirmed", "checked_in", "waiting", "withdrawn", "rejected")


@dataclass(frozen=True)
class Filled:
    """A championship with so many entries."""

    id: str
    name: str
    """Of one entrant."""


@asynccontextmanager
async def _database(mongo_url: str) -> AsyncIterator[Any]:
    ids = CodecOptions[dict[str, Any]](uuid_representation=UuidRepresentation.STANDARD, tz_aware=True)
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        yield client.get_database(DATABASE, codec_options=ids)


async def _filled(http: httpx2.AsyncClient, issuer: TokenIssuer, mongo_url: str, entries: int) -> Filled:
    """An organisation of its own holds it: one searches among its own people."""
    play = Play(http, cast("Any", None), issuer)
    await play.open()
    craft = Text(ru="Ремесло", en="Craft")
    skills = [play.skill] + [
        await championships.add_skill(play.organiser, play.championship, f"{number:02}", craft)
        for number in range(2, SKILLS + 1)
    ]
    await play.compete("Образцов", "R-01", confirmed=False)
    async with _database(mongo_url) as database:
        person = await database["people"].find_one({"sort_key": {"$regex": "^образцов"}}, sort=[("_id", -1)])
        entry = await database["registrations"].find_one({"championship_id": UUID(play.championship)})
        for start in range(0, entries, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, entries))
            people = [_person(person, number) for number in numbers]
            await database["people"].insert_many(people)
            await database["registrations"].insert_many(_entries(entry, numbers, [one["_id"] for one in people], skills))
    return Filled(play.championship, "Скоров-7")


def _person(like: dict[str, Any], number: int) -> dict[str, Any]:
    name = f"Скоров-{number}"
    tokens = ["скоров", str(number), "вымысел"]
    words = {"family_name": name, "sort_key": f"скоров {number} вымысел", "tokens": tokens}
    return {**like, "_id": uuid4(), **words, "pending": []}


def _entries(
    like: dict[str, Any], numbers: Iterable[int], subjects: list[UUID], skills: list[str]
) -> list[dict[str, Any]]:
    return [
        {
            **like,
            "_id": uuid4(),
            "subject_id": subject,
            "skill_id": UUID(skills[number % SKILLS]),
            "member": f"R-{number % REGIONS:02}",
            "state": STATES[number % len(STATES)],
            "sequence": number + 2,
            "entered_at": like["entered_at"] + timedelta(seconds=number),
            "pending": [],
        }
        for number, subject in zip(numbers, subjects, strict=True)
    ]


@dataclass(frozen=True)
class Looking:
    """What the organiser does on the list, in a browser's session."""

    http: httpx2.AsyncClient
    of: Filled

    @property
    def home(self) -> str:
        return f"/championships/{self.of.id}/entries"

    async def opens(self) -> httpx2.Response:
        return await self._get(self.home)

    async def narrows(self) -> httpx2.Response:
        return await self._get(f"{self.home}?state=confirmed")

    async def searches(self) -> httpx2.Response:
        answer = await self.http.post(f"{self.home}/search", data={"text": self.of.name}, follow_redirects=True)
        assert answer.is_success, answer.text
        return answer

    async def pages(self, after: str) -> httpx2.Response:
        return await self._get(after)

    async def _get(self, path: str) -> httpx2.Response:
        answer = await self.http.get(path)
        assert answer.is_success, answer.text
        return answer


async def _milliseconds(doing: Any) -> float:
    started = time.perf_counter()
    await doing
    return 1000 * (time.perf_counter() - started)
