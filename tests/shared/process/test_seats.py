"""A few work at once, a few wait, and nobody waits for ever."""

import asyncio

import pytest

from shared.process.seats import NoSeat, Seats


async def test_who_finds_no_place_or_waits_too_long_is_told_so_and_the_place_is_free_again() -> None:
    seats = Seats(at_once=1, waiting=1, patience=30)
    begun, ends = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        async with seats.one():
            begun.set()
            await ends.wait()
        return "done"

    async with asyncio.timeout(20):
        first = asyncio.create_task(work())
        await begun.wait()
        second = asyncio.create_task(work())
        await asyncio.sleep(0)
        with pytest.raises(NoSeat):
            await work()
        ends.set()
        assert [await first, await second, await work()] == ["done"] * 3
    impatient = Seats(at_once=0, waiting=1, patience=0)
    for _ in range(3):
        with pytest.raises(NoSeat):
            async with impatient.one():
                raise AssertionError("nobody works")
