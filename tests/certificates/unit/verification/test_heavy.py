"""Heavy checks run few at once, off the loop, and end for whoever waits."""

import asyncio
from threading import Event, get_ident

import pytest

from certificates.verification.heavy import HeavyChecks, VerificationBusy


async def test_a_check_runs_in_another_thread_and_its_errors_come_back() -> None:
    checks = HeavyChecks()
    assert await checks.run(get_ident) != get_ident()
    with pytest.raises(ValueError, match="invalid literal"):
        await checks.run(int, "x")


async def test_whoever_comes_too_many_is_told_at_once_and_a_place_is_free_again() -> None:
    checks = HeavyChecks(at_once=1, waiting=1, seconds=60)
    gate = Event()
    running = asyncio.create_task(checks.run(gate.wait))
    waiting = asyncio.create_task(checks.run(int, "7"))
    await asyncio.sleep(0)
    with pytest.raises(VerificationBusy):
        await checks.run(int, "8")
    gate.set()
    assert (await running, await waiting) == (True, 7)
    assert await checks.run(int, "9") == 9


async def test_nobody_waits_longer_than_the_limit() -> None:
    checks = HeavyChecks(at_once=1, waiting=1, seconds=0.01)
    gate = Event()
    with pytest.raises(VerificationBusy):
        await checks.run(gate.wait)
    with pytest.raises(VerificationBusy):
        await checks.run(int, "7")
    gate.set()
