"""Whoever is asked by name and address is one person, however they are written, merged, or asked twice at once."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.consents.test_merging import merge
from tests.competitions.judging.test_invitations import accept, invite, skill_of, token_of
from tests.competitions.playing import HOME, Play

from competitions.commands import judging
from competitions.domain.person import Person
from competitions.domain.records.merging import is_meant
from competitions.queries.records.naming import meant_by
from competitions.wiring import App

NOVA: dict[str, Any] = {"family_name": "Новикова", "given_name": "Алёна", "email": "nova@example.org"}


async def ask_newcomer(play: Play, **more: Any) -> str:
    body = {**NOVA, "role": "expert", **more}
    made = await play.post(f"/skills/{play.skill}/invitations/newcomers", body, expect=201)
    found: str = made["subject_id"]
    return found


def known(**more: Any) -> Person:
    return Person(uuid4(), HOME, **{**NOVA, **more})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"family_name": "НОВИКОВА", "given_name": "Алена", "email": "Nova@Example.org"}, True),
        ({"patronymic": "Пробовна"}, {}, True),
        ({"patronymic": "Пробовна"}, {"patronymic": "Тестовна"}, False),
        ({}, {"given_name": "Вера"}, False),
        ({}, {"email": "other@example.org"}, False),
        ({"email": None}, {"email": None}, False),
    ],
)
def test_who_is_meant_goes_by_name_and_address(one: Any, other: Any, *, same: bool) -> None:
    assert is_meant(known(**one), known(**other)) is same
    assert is_meant(known(**other), known(**one)) is same


async def test_who_is_typed_without_patronymic_is_who_is_kept_with_one(play: Play) -> None:
    await play.open()
    subject = await play.person(**NOVA, patronymic="Пробовна")
    assert await ask_newcomer(play) == subject


async def test_the_old_address_of_a_merged_record_means_the_one_that_stays_who_is_on_a_jury_once(play: Play) -> None:
    await play.open()
    alias = await play.person(**NOVA)
    staying = await play.person("Новикова", given_name="Алёна", email="new@example.org", account="nova")
    await invite(play, alias)
    token = await token_of(play, alias)
    await merge(play, alias, staying)
    assert await ask_newcomer(play) == alias, "the jury knows her by this id"
    assert (await skill_of(play)).invitations[0].newest, "one invitation"
    assert len((await skill_of(play)).invitations) == 1
    assert token != await token_of(play, alias)
    await accept(play, await token_of(play, alias), by="nova")
    for id in (alias, staying):
        assert (await invite(play, id, expect=409))["type"].endswith("/already-on-jury")
        body = {"subject_id": id, "member": "R-05", "role": "deputy", "has_agreed": True}
        refused = await play.post(f"/skills/{play.skill}/experts", body, expect=409)
        assert refused["type"].endswith("/already-on-jury")
    assert (await play.app.people.get(UUID(alias))).account is None
    duty = {"duty": "organiser", **NOVA}
    await play.post("/access/invitations", duty, expect=201)
    assert (await play.app.rosters.of(HOME)).grants[-1].subject_id == UUID(staying)


async def test_two_who_ask_the_same_newcomer_at_once_keep_one_person(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.open()
    both = asyncio.Barrier(2)

    async def looked(app: App, named: Person) -> Person | None:
        found = await meant_by(app, named)
        await both.wait()
        return found

    monkeypatch.setattr(judging, "meant_by", looked)
    await asyncio.gather(*(ask_newcomer(play) for _ in range(2)))
    monkeypatch.undo()
    assert len(await play.app.people.find_many({})) == 1
    (gone,) = [one.id for one in await play.app.people.find_many({})]
    await play.call("DELETE", f"/persons/{gone}", play.anna(), expect=204)
    assert await ask_newcomer(play) != str(gone), "who is erased does not come back"
