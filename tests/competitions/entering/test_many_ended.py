"""However many entries have ended or fail for good: the others are seen, and go on."""

from dataclasses import replace
from uuid import UUID, uuid4

from tests.competitions.playing import Play

from competitions.domain.entering.places import MOST_ENTRIES
from competitions.domain.registration import Registration, State
from competitions.queries.skill_pages import entrants
from shared.identity.principal import Principal, Role

ORGANISER = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")


async def keep(play: Play, entries: list[Registration]) -> None:
    store = play.app.registrations
    await store.collection.insert_many([{"_id": one.id, **store.dump(one), "pending": []} for one in entries])


async def test_the_oldest_of_a_skill_is_seen_behind_all_who_ended(play: Play) -> None:
    await play.open()
    await play.compete("Первая", "R-01")
    known = await play.app.registrations.get(UUID(play.registrations["Первая"]))
    later = play.app.now()
    ended = [
        replace(known, id=uuid4(), code=None, entered_at=later, state=State.WITHDRAWN) for _ in range(MOST_ENTRIES)
    ]
    await keep(play, ended)
    _, _, shown = await entrants(play.app, UUID(play.skill), ORGANISER)
    assert known.id in {one.registration.id for one in shown}


async def test_a_hundred_that_fail_for_good_hold_up_no_other(play: Play) -> None:
    """Whose skill is not there any more: the worker tries them every time, and comes to the last."""
    await play.open()
    await play.compete("Первая", "R-01", confirmed=False)
    known = await play.app.registrations.get(UUID(play.registrations["Первая"]))
    over = replace(known, code=None, skill_id=UUID(int=1), state=State.WITHDRAWN)
    await keep(play, [replace(over, id=UUID(int=n)) for n in range(100)])
    await play.app.registrations.save(replace(known, state=State.WITHDRAWN))
    store = play.app.registrations
    for waiting in (store.giving_back(), store.ended_unseen()):
        assert known.id in [one.id async for one in waiting]
