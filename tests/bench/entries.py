"""The organiser's list of entries: opened, searched and paged where a championship has 60,000 entries, beside one that has 600.

The entries and people are copies of real ones with other ids and names, written to the database directly.
"""

import asyncio
import re
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from statistics import median
from typing import Any, cast
from uuid import UUID, uuid4

import httpx2
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from pymongo import AsyncMongoClient
from tests.bench.sides import DATABASE, ground
from tests.competitions.playing import Play

from client import championships
from client.championships import Text
from competitions.domain.entering.codes import drawn

FEW, MANY = 600, 60_000
SKILLS = 60
REGIONS = 80
ROUNDS = 25
AT_ONCE = 5_000
GOAL = 1.2
SYLLABLES = tuple(letter + vowel for letter in "бвгджзклмнпрстфх" for vowel in "аоуи")
NEXT_PAGE = re.compile(r"/championships/[^\"]*after=[^\"]+")
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


@dataclass
class Organisation(Play):
    """One of its own: its organiser searches among its own people."""

    name: str = ""

    def anna(self) -> dict[str, str]:
        return self.issuer.bearer(f"anna-{self.name}", "organiser", organisation=self.name)


async def _filled(play: Organisation, mongo_url: str, entries: int) -> Filled:
    await play.open()
    craft = Text(ru="Ремесло", en="Craft")
    skills = [play.skill] + [
        await championships.add_skill(play.organiser, play.championship, f"{number:02}", craft)
        for number in range(2, SKILLS + 1)
    ]
    await play.compete("Образцов", "R-01", confirmed=False)
    async with _database(mongo_url) as database:
        entry = await database["registrations"].find_one({"championship_id": UUID(play.championship)})
        person = await database["people"].find_one({"_id": entry["subject_id"]})
        for start in range(0, entries, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, entries))
            people = [_person(person, family_name(number)) for number in numbers]
            await database["people"].insert_many(people)
            await database["registrations"].insert_many(
                _entries(entry, numbers, [one["_id"] for one in people], skills)
            )
    return Filled(play.championship, family_name(entries // 2))


def family_name(number: int) -> str:
    """An invented one for each number."""
    parts = []
    for _ in range(4):
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return f"{''.join(parts)}нов".capitalize()


def _person(like: dict[str, Any], name: str) -> dict[str, Any]:
    key = name.casefold()
    found_by = {"sort_key": f"{key} вымысел", "tokens": [key, "вымысел"]}
    return {**like, "_id": uuid4(), "family_name": name, **found_by, "pending": []}


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
            "code": drawn(secrets.choice),
            "entered_at": like["entered_at"] + timedelta(seconds=number),
            "pending": [],
        }
        for number, subject in zip(numbers, subjects, strict=True)
    ]


@dataclass(frozen=True)
class Looking:
    """What the organiser does on the list."""

    play: Organisation
    of: Filled

    @property
    def home(self) -> str:
        return f"/championships/{self.of.id}/entries"

    async def opens(self) -> str:
        return await self._get(self.home)

    async def narrows(self) -> str:
        return await self._get(f"{self.home}?state=confirmed")

    async def searches(self) -> str:
        asked = await self.play.http.post(f"{self.home}/search", data={"text": self.of.name}, headers=self._headers)
        return await self._get(asked.headers["location"])

    async def turns(self) -> str:
        """To the second page, from its link on the first."""
        found = NEXT_PAGE.search(await self.opens())
        if found is None:
            raise RuntimeError("a list without a second page")
        return await self._get(unescape(found[0]))

    async def _get(self, path: str) -> str:
        answer = await self.play.http.get(path, headers=self._headers)
        if not answer.is_success:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.text}")
        return answer.text

    @property
    def _headers(self) -> dict[str, str]:
        return {**self.play.anna(), "accept": "text/html", "accept-language": "en"}


async def _milliseconds(look: Callable[[], Awaitable[str]]) -> float:
    started = time.perf_counter()
    await look()
    return 1000 * (time.perf_counter() - started)


async def _compare(few: Looking, many: Looking) -> None:
    """Prints a line for each thing that is done on the list, measured in turns."""
    for doing in ("opens", "narrows", "searches", "turns"):
        looks = getattr(few, doing), getattr(many, doing)
        for look in looks:
            await look()
        rounds = [[await _milliseconds(look) for look in looks] for _ in range(ROUNDS)]
        first, second = median(one[0] for one in rounds), median(one[1] for one in rounds)
        print(
            f"the list of {MANY:,} entries {doing} / that of {FEW}: {second / first:.2f} (goal <= {GOAL})"
            f"   {second:.0f} / {first:.0f} ms"
        )


async def measure() -> None:
    async with (
        ground() as place,
        place.ours() as (port, _),
        httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as http,
    ):
        looking = []
        for name, entries in (("few", FEW), ("many", MANY)):
            play = Organisation(http, cast("Any", None), place.issuer, name=name)
            looking.append(Looking(play, await _filled(play, place.mongo_url, entries)))
        await _compare(*looking)


if __name__ == "__main__":
    asyncio.run(measure())
