"""A table of awards: checked row by row, handed out by the worker, and the same row never twice."""

import asyncio

import pytest
from tests.competitions.awards.granting import Granting, as_csv, lines, offered, row, xlsx
from tests.competitions.playing import Play

ROWS = 12


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


@pytest.mark.parametrize("write", [xlsx, as_csv, lines])
async def test_a_table_is_checked_then_granted_and_told_and_comes_to_nothing_when_it_comes_again(
    granting: Granting, write: object
) -> None:
    content = write([row(n) for n in range(ROWS)])  # type: ignore[operator]
    table = await granting.bring(content)
    assert (table["stage"], table["found"]["new"], table["found"]["faulty"]) == ("checked", ROWS, 0)
    assert (await granting.count("people"), await granting.count("awards")) == (0, 0), "nothing is there yet"
    await granting.start(table)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["stage"], done["done"], done["granted"]) == ("done", ROWS, ROWS)
    told = await granting.told()
    assert len({one["award_id"] for one in told}) == len(told) == ROWS
    assert {(one["revision"], one["facts"]["hours"], one["context"]["title"]["ru"]) for one in told} == {
        (1, 72, "Робототехника")
    }
    people = {event["key"] for event in await granting.play.told("people")}
    assert {one["subject_id"].encode() for one in told} == people
    rows = [one async for one in granting.play.app.award_rows.each({})]
    assert {(one.recipient, one.granted) for one in rows} == {(None, None)}, "names stand with the people alone"
    again = await granting.bring(content)
    assert (again["found"]["known"], again["found"]["new"]) == (ROWS, 0)
    assert (await granting.start(again, expect=409))["type"].endswith("/nothing-to-grant")


async def test_what_is_sent_again_is_the_same_table_and_another_file_is_refused(granting: Granting) -> None:
    content = lines([row(1)])
    first, second = await asyncio.gather(*(granting.bring(content, key="k") for _ in range(2)))
    assert first["id"] == second["id"], "sent twice at once"
    assert (await granting.bring(content, key="k"))["found"]["new"] == 1
    assert await granting.count("award_tables") == 1
    assert await granting.count("award_files") == 0
    for other, more in ((lines([row(2)]), {}), (content, {"granted_on": "2026-05-29"})):
        refused = await granting.bring(other, key="k", expect=422, **more)
        assert refused["type"].endswith("/idempotency-key-reused")
    assert await granting.count("award_tables") == 1
