"""Verifying over HTTP beside a bare server with one read and one signature; and verifying and issuing at registers of several sizes, of
which all but a few certificates are copies, in turns. REGISTER=1000,100000,1000000 names the sizes."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from random import Random
from statistics import median
from typing import Any, Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymongo import AsyncMongoClient, WriteConcern
from tests.awards import GOLD
from tests.bench.load import Request
from tests.bench.sides import SETTINGS, Ground, Side, compared, ground
from tests.certificates.playing import AT, described, person, result
from tests.settings import settings_of

from certificates import handlers
from certificates.commands.issuers import NewIssuer, open_issuer
from certificates.domain.short_id import short_id
from certificates.domain.verifying.verdict import Answer
from certificates.queries.verification import verify_credential
from certificates.wiring import App, wire
from shared.contracts import Earned
from shared.events import Event, event
from shared.text import Text

SIZES: Final = [int(one) for one in os.environ.get("REGISTER", "1000,100000").split(",")]
ISSUED: Final = 200
"""As they come from a publication: the others are copies of these."""
BLOCK: Final = 100
COPIED: Final = 1000
ROUNDS: Final = 7
REQUESTS: Final = 400
AT_LEAST_OF_BARE: Final = 0.5
APART: Final = 1.2
PATH: Final = "/api/certificates/v1/verifications"
UNLIMITED: Final = {"rate_pages_a_minute": 10**9, "rate_guesses_a_minute": 10**9}
HEADERS: Final = {"content-type": "application/json"}


@dataclass(frozen=True)
class Register:
    """Of a size, with who answers for it."""

    size: int
    app: App
    api: Side

    async def issue(self, subjects: list[Event[Any]]) -> tuple[float, float]:
        """Certificates a second of the clock, and a second of this process's CPU time."""
        told = [_earned(one.data.subject_id) for one in subjects]
        started, cpu = time.perf_counter(), time.process_time()
        await handlers.certify(told, self.app)
        return len(told) / (time.perf_counter() - started), len(told) / (time.process_time() - cpu)


def _earned(subject: Any) -> Event[Any]:
    data = result(Earned(subject_id=subject, award=GOLD))
    return event(data, id=uuid4(), at=data.published_at)


@asynccontextmanager
async def _register(place: Ground, size: int, people: list[Event[Any]]) -> AsyncIterator[Register]:
    name, numbers = f"certificates-{size}", Random(size)
    settings: Any = settings_of(SETTINGS["certificates"], mongo_url=place.mongo_url, mongo_database=name)
    async with wire(settings) as app:
        await open_issuer(app, NewIssuer("region-47", Text("Центр навыков", "Skills Centre"), "47"), uuid4())
        championship, skill = described()
        await app.titles.record_championship(championship)
        await app.titles.record_skill(skill)
        await handlers.record(people, app)
        await handlers.certify([_earned(one.data.subject_id) for one in people], app)
        await _fill(app, size)
        origin = {"mongo_database": name, "public_url": settings.public_url, **UNLIMITED}
        async with place.ours("certificates", **origin) as (port, process):
            asked = (_ask({"number": f"47-{_year(app)}-{numbers.randint(1, size):06d}"}) for _ in cycle([0]))
            yield Register(size, app, Side(port, asked, process))


def _year(app: App) -> int:
    return app.day(app.now()).year


async def _fill(app: App, size: int) -> None:
    """With copies under numbers and ids of their own."""
    register = app.certificates.collection.with_options(write_concern=WriteConcern(1))
    first = await register.find({}).to_list()
    for start in range(len(first), size, COPIED):
        numbers = range(start + 1, min(start + COPIED, size) + 1)
        copies = [_copy(one, number) for one, number in zip(cycle(first), numbers, strict=False)]
        await register.insert_many(copies, ordered=False)
    print(f"a register of {size:,} is ready", flush=True)


def _copy(one: dict[str, Any], number: int) -> dict[str, Any]:
    id = uuid4()
    cause = {**one["cause"], "result_id": uuid4()}
    return {**one, "_id": id, "short_id": short_id(id), "number": {**one["number"], "number": number}, "cause": cause}


def _ask(presented: dict[str, Any]) -> Request:
    return Request.of("POST", PATH, HEADERS, json.dumps(presented, ensure_ascii=False).encode())


async def over_http(place: Ground, register: Register) -> None:
    """A credential that is our own, and as many bytes to a server with nothing of ours."""
    issued = [one async for one in register.app.certificates.collection.find({"cause": {"$ne": None}}).limit(ISSUED)]
    credentials = [json.loads(one["document"]["credential"]) for one in issued]
    bodies = [{"credential": one} for one in credentials]
    async with AsyncMongoClient[dict[str, Any]](place.mongo_url) as client:
        key = Ed25519PrivateKey.generate()
        await client["bare"]["certificates"].insert_many([_bare(one, key) for one in credentials])
    async with place.bare() as (port, process):
        ours: Iterator[Request] = cycle([_ask(body) for body in bodies])
        bare = cycle(
            [
                Request.of("POST", "/verifications", HEADERS, json.dumps(body, ensure_ascii=False).encode())
                for body in bodies
            ]
        )
        sides = Side(register.api.port, ours, register.api.server), Side(port, bare, process)
        await _must_hold(register, bodies[0])
        found = await compared(*sides, rounds=ROUNDS, requests=REQUESTS)
    print(
        f"verify own over HTTP / FastAPI with one read and one signature: {found.by_clock:.0%} by the clock,"
        f" {found.by_cpu:.0%} by the server's CPU time (medians of {ROUNDS} rounds; goal >= {AT_LEAST_OF_BARE:.0%})"
        f"   best {found.best[0]:.0f} / {found.best[1]:.0f} a second"
    )


def _bare(credential: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    signed = json.dumps({**credential, "proof": None}, ensure_ascii=False).encode()
    told = {"name": credential["credentialSubject"]["name"], "number": credential["credentialSubject"]["licenseNumber"]}
    signature = key.sign(sha256(signed).digest())
    public = key.public_key().public_bytes_raw()
    return {
        "_id": credential["id"],
        "credential": json.dumps(credential),
        "key": public,
        "signature": signature,
        **told,
    }


async def _must_hold(register: Register, body: dict[str, Any]) -> None:
    """Both sides say that what is presented is valid, or the figures are of something else."""
    verdict = await verify_credential(register.app, body["credential"])
    if verdict.answer is not Answer.VALID:
        raise RuntimeError(f"it is {verdict.answer}")


async def by_size(registers: list[Register], people: list[Event[Any]]) -> None:
    """In turns; each figure is the median of the rounds' ratios to the smallest."""
    for one in registers:
        await one.api.round(REQUESTS)
        await one.issue(people[:BLOCK])
    rounds = []
    for _ in range(ROUNDS):
        verified = [await one.api.round(REQUESTS) for one in registers]
        issued = [await one.issue(people[:BLOCK]) for one in registers]
        rounds.append((verified, issued))
    for at, one in enumerate(registers[1:], 1):
        ratios = [
            median(each[0][by] / each[at][by] for each in (found[of] for found in rounds))
            for of in range(2)
            for by in range(2)
        ]
        rates = [median(found[of][at][0] for found in rounds) for of in range(2)]
        print(
            f"at {one.size:,} certificates / at {registers[0].size:,}: verify by number {ratios[0]:.2f} x by the clock,"
            f" {ratios[1]:.2f} x by our CPU time; issue {ratios[2]:.2f} x, {ratios[3]:.2f} x (medians of {ROUNDS} rounds;"
            f" goal <= {APART})   {rates[0]:,.0f} verified, {rates[1]:,.0f} issued a second"
        )


async def measure() -> None:
    people = [event(person(), id=uuid4(), at=AT) for _ in range(ISSUED)]
    async with ground() as place, AsyncExitStack() as stack:
        registers = [await stack.enter_async_context(_register(place, size, people)) for size in sorted(SIZES)]
        await over_http(place, registers[0])
        await by_size(registers, people)


if __name__ == "__main__":
    asyncio.run(measure())
