"""The published scoreboard, asked for again by those who have it: answers a second of one process with 304, told and not held."""

import asyncio
from statistics import median

import httpx2
from tests.bench.load import Request, rate
from tests.bench.sides import CONNECTIONS, DATABASE, ground
from tests.competitions.consents.test_publicity import EVERYTHING, published
from tests.competitions.playing import V1, Play
from tests.settings import settings_of

from competitions.settings import Settings
from competitions.wiring import wire

ROUNDS = 3
REQUESTS = 1_000
TOLD = 2_000


async def measure() -> None:
    async with ground() as place, place.ours() as (port, _process):
        stored = settings_of(Settings, mongo_url=place.mongo_url, mongo_database=DATABASE)
        async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=30) as http, wire(stored) as app:
            play = Play(http, app, place.issuer)
            await play.open()
            await published(play, EVERYTHING)
            addresses = {"page": f"/championships/{play.championship}/scoreboard"}
            addresses["JSON"] = f"{V1}{addresses['page']}"
            tags = {name: (await http.get(path)).headers["etag"] for name, path in addresses.items()}
        found = []
        for name, path in addresses.items():
            request = Request.of("GET", path, {"if-none-match": tags[name]}, b"")
            rounds = [await rate(port, [request] * REQUESTS, CONNECTIONS, status=304) for _ in range(1 + ROUNDS)]
            found.append(f"{median(rounds[1:]):,.0f} a second of the {name}")
    print(f"the scoreboard is not new, 304: {', '.join(found)} (told; thought of: {TOLD:,} from one process)")


if __name__ == "__main__":
    asyncio.run(measure())
