"""`kill -9` of the process that carries out acts, again and again: each entry is done once, with its event, and none is half done."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final
from uuid import uuid4

import pytest
from tests.certificates.playing import Play
from tests.endurance.sizes import chance, size
from tests.settings import environment
from tests.waiting import until

from certificates.commands.acts.drafting import draft
from certificates.domain.acts.act import Act, Doing, Stage, Task
from certificates.domain.acts.amendment import Amendment
from certificates.domain.blanks.blank import Blank
from certificates.domain.certificate import Certificate
from certificates.domain.register import RegistrationNumber
from certificates.domain.standing import State
from certificates.queries.blanks import sheets_of
from certificates.settings import Settings
from shared.events import from_document, type_of

KILLS: Final = size(2, 20)
ENTRIES: Final = size(120, 1200)
"""Of each act."""
LONGEST_LIFE: Final = size(1, 6) / 10
"""Seconds from the beginning of the work to the end of the process: it gets something done, but never all."""
EVENTS: Final = "certificates.certificate."


@asynccontextmanager
async def carrying(settings: Settings) -> AsyncIterator[Process]:
    """The process, at work; ended by its id."""
    module = f"{__package__}.carrying"
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, env=environment(settings), stdout=PIPE)
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"ready\n"
        yield process
    finally:
        process.kill()
        await process.wait()


async def entries(play: Play) -> list[Certificate]:
    """So many that three acts have as many each; all but the first are no more than stored."""
    await play.issuer()
    first = await play.app.certificates.get(await play.certificate())
    await play.app.certificates.collection.update_one({"_id": first.id}, {"$set": {"pending": []}})
    more = []
    for place in range(2, 3 * ENTRIES + 1):
        number = RegistrationNumber("47", first.number.year, place)
        more.append(
            replace(first, id=uuid4(), number=number, short_id=f"{place:012d}", status_entry=number.status_entry)
        )
    await play.app.certificates.add_many([(one, ()) for one in more])
    return [first, *more]


async def started(play: Play, doing: Doing, of: Sequence[Certificate]) -> Act:
    """As by a table, each with something of its own."""
    tasks = [
        Task(
            *(one.id, str(one.number), row),
            amendment=Amendment(name=f"Ёлкина {row}"),
            blank=Blank("АБ", str(row)) if doing is Doing.BLANKS else None,
        )
        for row, one in enumerate(of, 2)
    ]
    act = await draft(play.app, uuid4(), "region-47", doing, tasks, by="olga")
    return await play.app.acts.save(act.started("Протокол № 5.", public=False, sure=True, by="olga", at=play.app.now()))


@pytest.mark.endurance
async def test_each_entry_is_done_once_with_its_event_however_often_the_process_is_killed(
    play: Play, settings: Settings
) -> None:
    of = await entries(play)
    thirds = [of[place * ENTRIES : (place + 1) * ENTRIES] for place in range(3)]
    doings = (Doing.REVOKE, Doing.REISSUE, Doing.BLANKS)
    acts = [await started(play, doing, third) for doing, third in zip(doings, thirds, strict=True)]
    moments, midway = chance("acts"), 0
    for _ in range(KILLS):
        async with carrying(settings):
            await asyncio.sleep(moments.random() * LONGEST_LIFE)
        midway += bool([one async for one in play.app.acts.going()])
    print(f"{KILLS} kills, of which {midway} while something was left")
    async with carrying(settings):

        async def are_done() -> bool:
            return not [one async for one in play.app.acts.going()]

        await until(are_done, seconds=size(20, 120))
    done = await play.app.acts.some([one.id for one in acts])
    assert [(one.stage, one.done, one.left_out) for one in done] == [(Stage.DONE, ENTRIES, ())] * 3
    await are_revoked(play, thirds[0])
    await are_issued_anew(play, thirds[1])
    on = await sheets_of(play.app, [one.id for one in thirds[2]])
    blanks = [(str(found.blank), len(found.changes)) for one in thirds[2] if (found := on[one.id].on)]
    assert blanks == [(f"АБ {row}", 1) for row in range(2, ENTRIES + 2)]


async def are_revoked(play: Play, of: Sequence[Certificate]) -> None:
    found = await play.app.certificates.some([one.id for one in of])
    assert {(one.standing.state, len(one.history)) for one in found} == {(State.REVOKED, 1)}
    assert await told(play, of) == {("revoked",): ENTRIES}


async def are_issued_anew(play: Play, of: Sequence[Certificate]) -> None:
    found = await play.app.certificates.some([one.id for one in of])
    assert {(one.standing.state, len(one.history)) for one in found} == {(State.SUPERSEDED, 1)}
    newer = await play.app.certificates.find_many({"reissued.by": "olga"}, sort=[("number.number", 1)])
    assert [one.number.number for one in newer] == list(range(3 * ENTRIES + 1, 4 * ENTRIES + 1))
    assert [one.handed_out.name for one in newer] == [f"Ёлкина {row}" for row in range(2, ENTRIES + 2)]
    assert {one.reissued.older: one.id for one in newer if one.reissued} == {one.id: one.newer for one in found}
    assert await told(play, newer) == {("issued",): ENTRIES}
    assert await told(play, found) == {(): ENTRIES}, "the newer one tells of itself"


async def told(play: Play, of: Sequence[Certificate]) -> Counter[tuple[str, ...]]:
    """Which events wait of each, and of how many."""
    query = {"_id": {"$in": [one.id for one in of]}}
    waiting = [one["pending"] async for one in play.app.certificates.collection.find(query, {"pending": True})]
    return Counter(
        tuple(str(type_of(from_document(each).headers)).removeprefix(EVENTS).split(".")[0] for each in one)
        for one in waiting
    )
