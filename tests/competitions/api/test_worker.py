import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

from tests.competitions.playing import Play

from competitions.domain.championship import Stage
from competitions.domain.skill import Skill
from competitions.worker import loops
from shared.cancellation import end
from shared.clock import now


async def test_the_workers_own_loop_completes_a_publication(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    (name, loop), *_ = loops(play.app)
    assert name == "publication"
    running = asyncio.ensure_future(loop())
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    async with asyncio.timeout(10):
        while (await play.get(f"/championships/{play.championship}/publication"))["state"] != "published":  # noqa: ASYNC110 - the state is read by HTTP
            await asyncio.sleep(0.02)
    await end(running)
    assert len(await play.told("results")) == 3


async def test_a_publication_that_fails_holds_up_no_other(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    good = await play.app.championships.get(UUID(play.championship))
    begun = replace(good, stage=Stage.PUBLISHING, is_being_published=True, published_at=now())
    bad = replace(begun, id=UUID(int=1), ruleset="of-another-version")
    await play.app.championships.add(bad)
    await play.app.skills.add(Skill(uuid4(), bad.id, "01", bad.name))
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    assert [one.id for one in await play.app.championships.being_published()] == [bad.id, good.id]
    (_, loop), *_ = loops(play.app)
    running = asyncio.ensure_future(loop())
    async with asyncio.timeout(10):
        while (await play.get(f"/championships/{play.championship}/publication"))["state"] != "published":  # noqa: ASYNC110 - the state is read by HTTP
            await asyncio.sleep(0.02)
    assert not running.done()
    await end(running)
    assert (await play.app.championships.get(bad.id)).is_being_published
