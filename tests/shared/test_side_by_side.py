"""Work side by side: every answer in its place, and nothing goes on behind a failure."""

import asyncio

import pytest

from shared.side_by_side import AT_ONCE, some_at_a_time


async def test_answers_are_in_order_a_few_at_a_time_and_may_be_exceptions() -> None:
    going, most, refusal = 0, 0, ValueError("an answer")

    async def do(number: int) -> int | ValueError:
        nonlocal going, most
        going += 1
        most = max(most, going)
        await asyncio.sleep(0)
        going -= 1
        return refusal if number == 3 else number

    numbers = range(2 * AT_ONCE + 1)
    assert await some_at_a_time(numbers, do) == [refusal if number == 3 else number for number in numbers]
    assert most == AT_ONCE


async def test_where_one_fails_those_that_were_begun_have_ended() -> None:
    done: list[int] = []

    async def do(number: int) -> None:
        if number == 0:
            raise ValueError(number)
        await asyncio.sleep(0)
        done.append(number)

    with pytest.raises(ValueError, match="0"):
        await some_at_a_time(range(2 * AT_ONCE), do)
    assert done == list(range(1, AT_ONCE))
