"""Results that are certified together: in any order, twice, in any company, and with others who take numbers at the same moment."""

import asyncio
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo.errors import AutoReconnect
from tests.awards import GOLD, PARTICIPATION
from tests.certificates.playing import Play, described, person, result

from certificates.commands.people import erase_person
from certificates.domain.holders.team import Team
from certificates.domain.short_id import short_id
from certificates.handlers import certify, record, record_teams, subscriptions
from shared.contracts import Earned
from shared.contracts.competitions import AwardGranted, PersonChanged, ResultPublished, TeamChanged
from shared.events import Event
from shared.mongo.turns import Turns


async def known(play: Play, number: int) -> list[UUID]:
    return [(await play.know(person())).subject_id for _ in range(number)]


def published(play: Play, subjects: list[UUID]) -> list[Event[ResultPublished]]:
    """Each took part, and every other one won."""
    won = [[PARTICIPATION, GOLD] if at % 2 else [PARTICIPATION] for at in range(len(subjects))]
    return [
        play.event(result(*(Earned(subject_id=who, award=award) for award in awards)))
        for who, awards in zip(subjects, won, strict=True)
    ]


async def register(play: Play) -> dict[int, Any]:
    """By number: whose it is, and by which id."""
    stored = await play.app.database["certificates"].find({}).sort("number.number", 1).to_list()
    return {one["number"]["number"]: (one["_id"], one["subject_id"], len(one["pending"])) for one in stored}


def test_every_kind_that_is_handled_many_at_once_is_tried_here() -> None:
    many = {one.kind for one in subscriptions.by_type.values() if one.takes_many}
    assert many == {ResultPublished, AwardGranted, PersonChanged, TeamChanged}, "awards: `test_granted.py`"


@pytest.mark.parametrize("seed", range(2))
async def test_people_are_as_they_were_told_last_however_it_comes(play: Play, seed: int) -> None:
    chance = Random(seed)
    first, second, team = uuid4(), uuid4(), uuid4()
    await erase_person(play.app, first)
    people = [person(subject_id=id, version=v, given_name=f"Пример-{v}") for id in (first, second) for v in range(1, 5)]
    teams = [TeamChanged(subject_id=team, version=v, name=f"Команда {v}", members=(second,)) for v in (1, 2)]
    for _ in range(3):
        chance.shuffle(people)
        at = chance.randint(0, len(people))
        for some in (people[:at], people[at:]):
            assert await record([play.event(one) for one in some], play.app) == {}
        assert await record_teams([play.event(one) for one in chance.sample(teams, 2)], play.app) == {}
    assert {one.id: (one.given_name, one.erased, one.team) for one in await play.app.holders.find_many({})} == {
        first: ("", True, None),
        second: ("Пример-4", False, None),
        team: ("", False, Team("Команда 2", (second,), None)),
    }


async def test_a_batch_has_numbers_without_a_gap_and_changes_nothing_the_second_time(play: Play) -> None:
    await play.issuer()
    await play.describe()
    batch = published(play, await known(play, 5))
    assert await certify(batch, play.app) == {}
    first = await register(play)
    assert list(first) == list(range(1, 8))
    assert {pending for _, _, pending in first.values()} == {1}
    for order in list(permutations(batch))[::17]:
        assert await certify(order, play.app) == {}
    assert await register(play) == first


async def test_one_by_one_and_together_make_the_same_certificates(play: Play) -> None:
    await play.issuer()
    await play.describe()
    batch = published(play, await known(play, 4))
    await certify(batch[1:2], play.app)
    await certify(batch[::-1], play.app)
    found = await register(play)
    assert list(found) == list(range(1, 7))
    assert len({id for id, _, _ in found.values()}) == 6


async def test_batches_at_once_leave_no_gap(play: Play) -> None:
    """As two processes, which do not share turns."""
    await play.issuer()
    await play.describe()
    batch = published(play, await known(play, 8))
    ways = (batch[:5], batch[3:], batch[::-1])
    await asyncio.gather(*(certify(some, replace(play.app, turns=Turns())) for some in ways))
    assert list(await register(play)) == list(range(1, 13))


async def test_others_who_take_numbers_meanwhile_are_passed_by(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process stored its own under the very number, between the look and the write."""
    await play.issuer()
    await play.describe()
    subjects = await known(play, 4)
    rival, batch = published(play, subjects[:1]), published(play, subjects[1:])
    sign_all, raced = play.app.signing.sign_all, list[bool]()

    async def overtaken(drafts: Any) -> Any:
        documents = await sign_all(drafts)
        if not raced:
            raced.append(True)
            monkeypatch.setattr(play.app.signing, "sign_all", sign_all)
            await certify(rival, replace(play.app, turns=Turns()))
        return documents

    monkeypatch.setattr(play.app.signing, "sign_all", overtaken)
    await certify(batch, play.app)
    found = await register(play)
    assert list(found) == list(range(1, 6))
    assert found[1][1] == subjects[0]


async def test_those_that_miss_something_hold_up_nobody(play: Play) -> None:
    await play.issuer()
    await play.describe()
    subjects = await known(play, 3)
    stranger = person()
    told = published(play, [subjects[0], stranger.subject_id, *subjects[1:]])
    elsewhere = play.event(result(Earned(subject_id=subjects[0], award=GOLD), organisation="region-50"))
    untold = play.event(result(Earned(subject_id=subjects[0], award=GOLD), championship_id=uuid4()))
    championship, _ = described("region-50")
    await play.app.titles.record_championship(championship)
    missed = await certify([*told, elsewhere, untold], play.app)
    assert missed == {
        told[1].id: f"person:{stranger.subject_id}",
        elsewhere.id: "issuer:region-50",
        untold.id: f"title:{untold.data.championship_id}",
    }
    assert list(await register(play)) == [1, 2, 3, 4]
    await play.know(stranger)
    assert await certify([told[1]], play.app) == {}
    assert list(await register(play)) == [1, 2, 3, 4, 5, 6]


async def test_who_is_erased_in_a_batch_gets_none_and_leaves_no_gap(play: Play) -> None:
    await play.issuer()
    await play.describe()
    subjects = await known(play, 3)
    await erase_person(play.app, subjects[1])
    await certify(published(play, subjects), play.app)
    assert [who for _, who, _ in (await register(play)).values()] == [subjects[0], subjects[2]]


async def test_who_is_erased_while_the_batch_is_signed_has_no_name_in_it(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    await play.describe()
    subjects = await known(play, 3)
    sign_all = play.app.signing.sign_all

    async def meanwhile(drafts: Any) -> Any:
        await erase_person(play.app, subjects[1])
        return await sign_all(drafts)

    monkeypatch.setattr(play.app.signing, "sign_all", meanwhile)
    await certify(published(play, subjects), play.app)
    found = await play.app.certificates.find_many({})
    assert {one.subject_id for one in found if one.document is None} == {subjects[1]}


async def test_who_ends_before_it_looks_who_was_erased_leaves_no_name(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database went away behind the block. What was told is told again, and finds its certificates there."""
    await play.issuer()
    await play.describe()
    subjects = await known(play, 3)
    batch = published(play, subjects)
    sign_all = play.app.signing.sign_all

    async def meanwhile(drafts: Any) -> Any:
        await erase_person(play.app, subjects[1])
        return await sign_all(drafts)

    async def away(ids: set[UUID]) -> set[UUID]:
        if ids:
            raise AutoReconnect
        return ids

    with monkeypatch.context() as broken:
        broken.setattr(play.app.signing, "sign_all", meanwhile)
        broken.setattr(play.app.holders, "erased_of", away)
        with pytest.raises(AutoReconnect):
            await certify(batch, play.app)
    for _ in range(2):
        await certify(batch, play.app)
        found = await play.app.certificates.find_many({})
        assert [one.subject_id for one in found if one.document is None] == [subjects[1]] * 2
        assert {one.version for one in found if one.document is None} == {2}


async def test_a_short_id_that_is_taken_leaves_no_gap_in_the_batch(play: Play) -> None:
    await play.issuer()
    await play.describe()
    other = await play.certificate()
    subjects = await known(play, 3)
    batch = published(play, subjects)
    await certify(batch, play.app)
    ids = [id for id, _, _ in (await register(play)).values() if id != other]
    await play.app.database["certificates"].delete_many({"_id": {"$in": ids}})
    await play.app.database["certificates"].update_one({"_id": other}, {"$set": {"short_id": short_id(ids[1])}})
    await certify(batch, play.app)
    assert list(await register(play)) == [1, 2, 3, 4, 5]
    again = await play.app.certificates.get(ids[1])
    assert again.short_id == short_id(ids[1], 1)
