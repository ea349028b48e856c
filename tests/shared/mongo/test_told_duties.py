"""Duties as other services keep them: what is told twice, late or in the wrong order revives nothing that ended."""

from uuid import UUID, uuid4

import pytest

from shared.contracts.duties import DutyGranted
from shared.identity.duties import KnownDuties
from shared.identity.principal import Duty, Role
from shared.mongo.database import Database
from shared.mongo.told_duties import ToldDuties


def granted(duty_id: UUID | None = None, role: str = "officer", account: str = "olga") -> DutyGranted:
    return DutyGranted(duty_id=duty_id or uuid4(), account=account, role=role, organisation="region-47")


@pytest.fixture
async def duties(db: Database) -> ToldDuties:
    made = ToldDuties(db)
    await made.ensure_indexes()
    return made


async def test_what_is_told_is_held_until_its_end(duties: ToldDuties) -> None:
    one = granted()
    for _ in range(2):
        await duties.record(one)
    await duties.record(granted(account="other"))
    assert await duties.of("olga") == [Duty(Role.OFFICER, "region-47")]
    for _ in range(2):
        await duties.end(one.duty_id)
    assert await duties.of("olga") == []
    await duties.record(one)
    assert await duties.of("olga") == []
    assert await duties.collection.find_one({"_id": one.duty_id, "account": "olga"}) is None


async def test_an_end_that_comes_first_holds(duties: ToldDuties) -> None:
    one = granted()
    await duties.end(one.duty_id)
    await duties.record(one)
    assert await duties.of("olga") == []


async def test_a_role_that_is_not_known_yet_is_none(duties: ToldDuties) -> None:
    await duties.record(granted(role="archivist"))
    assert await duties.of("olga") == []


async def test_it_is_asked_for_anew_after_it_was_forgotten(duties: ToldDuties) -> None:
    known = KnownDuties(duties.of)
    assert await known.held_by("olga") == []
    await duties.record(granted())
    assert await known.held_by("olga") == []
    known.forget("olga")
    assert await known.held_by("olga") == [Duty(Role.OFFICER, "region-47")]


async def test_no_account_is_found_by_reading_all_duties(duties: ToldDuties) -> None:
    plan = await duties.collection.find({"account": "olga"}).explain()
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
