"""The results of a final: 1,238 entrants in 64 skills, ranked anew; and its scoreboard, asked for again and again of one process.

One small championship is played; the others' documents are copies of real ones with other ids, names and totals, written to the
database directly.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from http import HTTPStatus
from itertools import repeat
from random import Random
from statistics import median
from typing import Any, Final
from uuid import UUID, uuid4

import httpx2
from bson.decimal128 import Decimal128
from tests.bench.entries import family_name
from tests.bench.load import Request
from tests.bench.sides import DATABASE, Side, ground
from tests.competitions.consents.test_publicity import EVERYTHING, published
from tests.competitions.playing import V1, Play
from tests.settings import settings_of

from competitions.domain.results.result import Result, SkillResults
from competitions.domain.results.standings import standings
from competitions.queries.results import rank, rules_of
from competitions.settings import Settings
from competitions.wiring import App, wire

ENTRANTS, SKILLS = 1_238, 64
ROUNDS = 3
REQUESTS = 1_000
TOLD_MS, TOLD_ANSWERS = 200, 2_000
AS_IN_PRODUCTION: Final[dict[str, Any]] = {"scoreboard_seconds": 5, "rate_pages_a_minute": 100_000_000}
"""Tests read the board anew each time. All requests come from one address here."""


@dataclass(frozen=True)
class Copies:
    """What was played, and what is made of it. `championship`: its id."""

    app: App
    championship: UUID
    skill: dict[str, Any]
    entry: dict[str, Any]
    person: dict[str, Any]
    sheets: Sequence[dict[str, Any]]
    """Of that entry."""

    @classmethod
    async def of(cls, app: App, championship: UUID) -> "Copies":
        database = app.database
        skill = await database["skills"].find_one({"championship_id": championship})
        entry = await database["registrations"].find_one({"championship_id": championship})
        assert skill
        assert entry
        person = await database["people"].find_one({"_id": entry["subject_id"]})
        assert person
        sheets = await database["sheets"].find({"competitor.registration_id": entry["_id"]}).to_list()
        return cls(app, championship, skill, entry, person, sheets)

    async def add(self, number: int, entrants: range) -> UUID:
        """A skill with these entrants; the id of the skill."""
        id, chance = uuid4(), Random(number)
        people = [{**self.person, "_id": uuid4(), "family_name": family_name(one), "pending": []} for one in entrants]
        entries = [self._entry(id, one, number) for number, one in enumerate(people)]
        sheets = [
            {
                **sheet,
                "_id": uuid4(),
                "skill_id": id,
                "competitor": {name: entry[known] for name, known in OF_ENTRY},
                "total": Decimal128(Decimal(chance.randrange(4000)) / 100),
                "pending": [],
            }
            for entry in entries
            for sheet in self.sheets
        ]
        starters = [one["_id"] for one in entries]
        skill = {**self.skill, "_id": id, "number": f"{number:02}", "starters": starters, "pending": []}
        for name, documents in (
            ("people", people),
            ("registrations", entries),
            ("sheets", sheets),
            ("skills", [skill]),
        ):
            await self.app.database[name].insert_many(documents)
        return id

    def _entry(self, skill: UUID, person: dict[str, Any], number: int) -> dict[str, Any]:
        named = {"skill_id": skill, "subject_id": person["_id"], "member": f"R-{number:02}"}
        return {**self.entry, "_id": uuid4(), **named, "code": uuid4().hex[:8], "pending": []}


OF_ENTRY = (("registration_id", "_id"), ("subject_id", "subject_id"), ("member", "member"))


@dataclass(frozen=True)
class Recomputed:
    ms: float
    cpu_ms: float
    """Of this process; the rest is the database's, and waiting for it."""
    results: dict[UUID, tuple[Result, ...]]
    """By skill."""


async def _recomputed(app: App, championship_id: UUID) -> Recomputed:
    """Each skill ranked by its marks as they stand, and the members compared."""
    championship = await app.championships.get(championship_id)
    skills = await app.skills.held(championship_id)
    began, cpu = time.perf_counter(), time.process_time()
    ranked = {skill.id: (await rank(app, championship, skill))[0] for skill in skills}
    rules = rules_of(app, championship)
    if rules.standings:
        standings(ranked.values(), rules.standings, by_medals=rules.gives_medals)
    return Recomputed(1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu), ranked)


def _tell_results(taken: Sequence[Recomputed]) -> None:
    found = taken[-1].results
    entrants = sum(map(len, found.values()))
    if (entrants, len(found)) != (ENTRANTS, SKILLS):
        raise SystemExit(f"ranked were {entrants} entrants in {len(found)} skills")
    print(
        f"results of {ENTRANTS:,} entrants in {SKILLS} skills recomputed: {median(one.ms for one in taken):.0f} ms by the clock,"
        f" {median(one.cpu_ms for one in taken):.0f} ms of CPU (told; thought of: {TOLD_MS} ms)"
    )


async def _store(app: App, like: SkillResults, ranked: dict[UUID, tuple[Result, ...]]) -> None:
    for skill_id, results in ranked.items():
        if skill_id != like.id:
            await app.results.add(replace(like, id=skill_id, results=results))


async def _tell_board(http: httpx2.AsyncClient, server: Side, championship: str, skill: UUID) -> None:
    page = f"/championships/{championship}/scoreboard"
    paths = {"the page": page, "its JSON": f"{V1}{page}", "the JSON of one skill": f"{V1}{page}/skills/{skill}"}
    told = []
    for name, path in paths.items():
        answer = await http.get(path, headers={"accept-encoding": "identity"})
        packed = await http.get(path, headers={"accept-encoding": "gzip"})
        known = Request.of("GET", path, {"if-none-match": answer.headers["etag"]}, b"")
        asking = replace(server, requests=repeat(known), status=HTTPStatus.NOT_MODIFIED)
        rounds = [await asking.round(REQUESTS) for _ in range(1 + ROUNDS)][1:]
        sizes = f"{int(answer.headers['content-length']) / 1000:.0f} kB, {int(packed.headers['content-length']) / 1000:.1f} packed"
        by_clock, by_cpu = (median(one[of] for one in rounds) for of in (0, 1))
        told.append(f"{by_clock:,.0f} by the clock and {by_cpu:,.0f} by its CPU time of {name} ({sizes})")
    print(
        f"the scoreboard of {ENTRANTS:,} entrants is not new, answers a second with 304 of one process: {', '.join(told)}"
        f" (told; thought of: {TOLD_ANSWERS:,})"
    )


async def measure() -> None:
    async with ground() as place, place.ours(**AS_IN_PRODUCTION) as (port, process):
        stored = settings_of(Settings, mongo_url=place.mongo_url, mongo_database=DATABASE)
        async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as http, wire(stored) as app:
            play = Play(http, app, place.issuer)
            await published(play, EVERYTHING)
            like, first = await app.results.get(UUID(play.skill)), len(play.registrations)
            copies = await Copies.of(app, UUID(play.championship))
            bounds = [first + (ENTRANTS - first) * number // (SKILLS - 1) for number in range(SKILLS)]
            for number in range(SKILLS - 1):
                last = await copies.add(number + 2, range(bounds[number], bounds[number + 1]))
            taken = [await _recomputed(app, copies.championship) for _ in range(1 + ROUNDS)][1:]
            _tell_results(taken)
            await _store(app, like, taken[-1].results)
            await _tell_board(http, Side(port, iter(()), process), play.championship, last)


if __name__ == "__main__":
    asyncio.run(measure())
