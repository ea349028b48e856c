"""Championships stand in the order of their days, however many pages they fill."""

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import HOME, Play

from competitions.domain.championship import Championship
from competitions.pages import start
from shared.clock import now
from shared.text import Text

DAY = date(2026, 3, 1)


async def held(play: Play, number: int, organisation: str = HOME) -> UUID:
    """It begins on a day of its own, but for every third."""
    begins = DAY + timedelta(days=number // 3)
    rules = ("worldskills", "ws700-mean-deviation", "equal-score-by-starters")
    name = Text(f"Проба {number}", f"Trial {number}")
    made = Championship(uuid4(), name, organisation, *rules, begins, begins, announced_at=now())
    return (await play.app.championships.add(made)).id


async def test_who_begins_last_comes_first_on_every_page(play: Play) -> None:
    made = {await held(play, number): number for number in range(20)}
    seen: list[UUID] = []
    after: UUID | None = None
    for _ in range(7):
        part, after = await play.app.championships.visible(None, limit=3, after=after)
        seen += [one.id for one in part]
    assert after is None
    assert sorted(seen, key=str) == sorted(made, key=str), "each once"
    assert [made[id] // 3 for id in seen] == sorted((number // 3 for number in made.values()), reverse=True)


async def test_the_own_ones_are_found_at_the_start_among_many_of_others(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "SHOWN", 4)
    await held(play, 0)
    for number in range(3, 40):
        await held(play, number, "region-50")
    html = await page(play, "/", play.anna(), language="en")
    assert re.findall(r"Trial \d+", text(html))[0] == "Trial 0"
    assert len(set(re.findall(r"Trial \d+", html))) == 5
    assert "All championships" in text(html)


async def test_they_are_found_by_words_of_the_name_and_by_how_far_they_are(play: Play) -> None:
    made = await held(play, 7)
    for query in ("?q=ПРОБА+7", "?q=trial", "?state=announced", "?q=7&state=announced"):
        assert f"/championships/{made}" in await page(play, f"/championships{query}", {}, language="en"), query
    for nothing in ("?q=%5B.%2A", "?state=published", "?state=draft", "?q=nobody+knows"):
        assert f"/championships/{made}" not in await page(play, f"/championships{nothing}", {}, language="en")
