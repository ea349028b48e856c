"""What was written of somebody in an award goes with them; what was counted stays, and is nobody's."""

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import HEADINGS, Granting, offered, row, xlsx
from tests.competitions.playing import Play

from competitions.commands.awards.keeping import write_awards
from competitions.domain.awards.facts import Facts, Module
from competitions.domain.awards.offers import Want

WANTS = [Want(name, required=False) for name in ("hours", "score", "result", "basis", "modules", "level", "evidence")]
MARK = "Zimmerlinde"
"""In every word that somebody types."""
WORDS: dict[str, Any] = {
    "result": f"{MARK} result",
    "basis": f"{MARK} order",
    "level": f"{MARK} level",
    "evidence": f"{MARK} https://example.org/p",
    "modules": [{"title": f"{MARK} module", "hours": 12, "mark": f"{MARK} mark"}],
}
COLUMNS = (*HEADINGS, "Ключ", "Результат", "Основание", "Уровень", "Подтверждение", "Модули")


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play, *WANTS)


async def kept(granting: Granting) -> dict[str, list[str]]:
    """Where what was typed still lies: anything of it, in anything that any collection has."""
    database = granting.play.app.database
    for event in ("pending", "put_aside"):  # the relay has sent what was told of people before
        await database["people"].update_many({}, {"$set": {event: []}})
    found: dict[str, list[str]] = {}
    for name in await database.list_collection_names():
        documents = [str(one) async for one in database[name].find({})]
        if those := [
            one for one in documents if MARK in one or "Пробный" in one or str("Пробный".encode())[2:-1] in one
        ]:
            found[name] = those
    return found


async def test_nothing_that_was_typed_of_somebody_outlives_them(granting: Granting) -> None:
    play = granting.play
    [subject_id] = [(await by_api(granting))["subject_id"]]
    words = [f"{MARK} {name}" for name in ("key", "result", "order", "level", "evidence", "module = mark")]
    typed = [*row(1, **{"Согласие: номер дела": f"{MARK} 17-03"}), *words]
    await granting.granted(xlsx([typed], COLUMNS))
    changed = [*typed[:-1], f"{MARK} other = mark"]
    await granting.granted(xlsx([changed], COLUMNS), correct=True)
    waiting = await granting.bring(xlsx([[*typed[:-1], f"{MARK} third = mark"]], COLUMNS))
    assert waiting["found"]["changes"] == 1
    assert {"awards", "award_rows", "people"} <= (await kept(granting)).keys(), "else the walk sees nothing"
    await play.call("DELETE", f"/persons/{subject_id}", play.anna(), expect=204)
    assert await kept(granting) == {}
    assert await granting.told() == [], "of what was not told yet nobody is told any more"
    awards = (await granting.call("GET", "/awards"))["items"]
    assert len(awards) == 2
    for one in awards:
        assert (one["facts"]["hours"], one["facts"]["evidence"], one["paper_consent"]) == (72, None, None)
    await play.call("DELETE", f"/persons/{subject_id}", play.anna(), expect=204)
    assert await granting.count("awards") == 2


async def by_api(granting: Granting) -> Any:
    body = {
        "achievement_id": str(granting.achievement),
        "granted_on": "2026-05-28",
        "recipient": {
            "family_name": "Пробный-б",
            "given_name": "Вымысел",
            "patronymic": "Тестович",
            "birth_date": "1981-03-02",
        },
        "facts": {"hours": 72, **WORDS},
        "paper_consent": {"given_on": "2026-01-01", "file_number": f"{MARK} 17"},
    }
    return await granting.call("POST", "/awards", body, expect=201, idempotency_key="once")


async def test_what_is_granted_while_somebody_is_erased_says_nothing_of_them_either(granting: Granting) -> None:
    play = granting.play
    given = await by_api(granting)
    award = await play.app.awards.get(UUID(given["id"]))
    await play.call("DELETE", f"/persons/{given['subject_id']}", play.anna(), expect=204)
    later = replace(award, id=UUID(int=7), version=1)
    await write_awards(play.app, [later], correct=False)
    assert await kept(granting) == {}
    assert await granting.told() == []


async def test_a_granted_row_holds_ids_alone(granting: Granting) -> None:
    await granting.granted(xlsx([[*row(1), f"{MARK} key", *[None] * 5]], COLUMNS))
    [one] = [one async for one in granting.play.app.award_rows.each({})]
    assert (one.key, one.same, one.recipient, one.granted) == (None, None, None, None)
    assert one.award_id


def test_every_word_of_the_facts_goes_and_every_number_stays() -> None:
    facts = Facts(
        72, Decimal(5), Decimal(10), **{**WORDS, "modules": (Module("a", 12, "b"),)},
    )  # fmt: skip
    assert all(asdict(facts).values()), "a new one has to be thought of"
    assert asdict(facts.without_words()) == {
        **dict.fromkeys(WORDS), "modules": (), "hours": 72, "score": Decimal(5), "out_of": Decimal(10),
    }  # fmt: skip
