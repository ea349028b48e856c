"""Whether what a world knows as answered is answered: else the attacks that begin with it would get no further than a refusal."""

from collections.abc import AsyncIterator
from http import HTTPStatus

import httpx2
from tests.fuzz.whole import Whole
from tests.fuzz.world import World


async def unanswered(world: World) -> dict[str, list[str]]:
    """Refusals by request. One after the other in one world: what destroys comes last."""
    known = sorted(world.known.whole.items(), key=lambda one: one[0].startswith("DELETE"))
    return {request: refused for request, whole in known if (refused := await _refusals(world, request, whole))}


async def _refusals(world: World, request: str, known: list[Whole]) -> list[str]:
    """None where somebody was answered."""
    refused = []
    async for answer in _asked(world, request, known):
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            return []
        if answer.status_code != HTTPStatus.FORBIDDEN:
            refused.append(answer.text)
    return refused or ["forbidden to everybody"]


async def _asked(world: World, request: str, known: list[Whole]) -> AsyncIterator[httpx2.Response]:
    method, _, path = request.partition(" ")
    for headers in [sender for some in world.senders().values() for sender in some]:
        for whole in known:
            told = {**headers, **whole.headers, "Accept": "application/json"}
            body = {"content": whole.body} if isinstance(whole.body, bytes) else {"json": whole.body}
            yield await world.callers["competitions"].request(method, path.format(**whole.path), headers=told, **body)
