import asyncio

from tests.competitions.playing import Play

from competitions.worker import loops
from shared.cancellation import end


async def test_the_workers_own_loop_completes_a_publication(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    [(name, loop)] = loops(play.app)
    assert name == "publication"
    running = asyncio.ensure_future(loop())
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    async with asyncio.timeout(10):
        while (await play.get(f"/championships/{play.championship}/publication"))["state"] != "published":  # noqa: ASYNC110 - the state is read by HTTP
            await asyncio.sleep(0.02)
    await end(running)
    assert len(await play.told("results")) == 3
