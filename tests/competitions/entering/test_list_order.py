"""The list of entries in every order, across its pages, and what is done with all that are found."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from tests.competitions.entering.test_places import enter, limit
from tests.competitions.pages.reading import heading, page, post, text
from tests.competitions.pages.test_entering import hidden
from tests.competitions.playing import Play

from client import consents
from competitions.commands.registrations import say_ended
from competitions.commands.selection import do_with_all
from competitions.domain.entering.selection import Action
from competitions.queries.entering import entries, ordering
from shared.identity.principal import Principal, Role

NAMES = ("Ящуров", "Ёлкин", "Елкин", "Бетин", "Әхмәтов", "Альфин", "Жуков")
BY_NAME = ["Альфин", "Бетин", "Елкин", "Ёлкин", "Жуков", "Ящуров", "Әхмәтов"]
ORGANISER = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")


async def crowd(play: Play) -> str:
    """Entered in this order, of three regions; the address of the list."""
    await play.open()
    for number, name in enumerate(NAMES):
        await enter(play, name, f"R-{number % 3}")
    return f"/championships/{play.championship}/entries"


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row" id="e-[^"]+"><a [^>]*>(\S+) Вымысел</a>', html)


async def test_the_list_goes_by_every_column_both_ways_and_the_file_likewise(play: Play) -> None:
    home = await crowd(play)
    newest = list(reversed(NAMES))
    by_member = [name for rest in range(3) for name in newest if NAMES.index(name) % 3 == rest]
    orders = {"": newest, "entered": list(NAMES), "name": BY_NAME, "number": list(NAMES), "-number": newest}
    orders |= {"-name": BY_NAME[::-1], "member": by_member, "state": newest, "skill": newest}
    for sort, wanted in orders.items():
        shown = names(await page(play, f"{home}?sort={sort}", play.anna()))
        if sort in {"name", "-name"}:  # the same folded name: the newest first
            assert [one.replace("ё", "е").replace("Ё", "Е") for one in shown] == [
                one.replace("ё", "е").replace("Ё", "Е") for one in wanted
            ], sort
        else:
            assert shown == wanted, sort
        answer = await play.http.get(f"{home}.xlsx?sort={sort}", headers=play.anna())
        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        assert [str(row[0].value).split()[0] for row in sheet.iter_rows(min_row=3)] == shown, sort


async def test_a_heading_says_which_way_the_list_goes_and_leads_the_other_way(play: Play) -> None:
    home = await crowd(play)
    for sort, said, turned in (("name", "ascending", "-name"), ("-name", "descending", "name")):
        html = await page(play, f"{home}?sort={sort}", play.anna())
        assert re.findall(r'aria-sort="(\w+)"><a href="[^"]*sort=([^"&]+)', html) == [(said, turned)]


async def test_pages_and_filters_keep_the_order(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.web.lists.listing.SIZES", (3, 25))
    home = await crowd(play)
    seen, address = [], f"{home}?sort=name"
    for _ in range(3):
        html = await page(play, address, play.anna())
        seen += names(html)
        following = re.search(r'href="([^"]*)" rel="next"', html)
        address = following[1].replace("&amp;", "&") if following else ""
    assert not address, "the last page"
    assert len(seen) == len(NAMES)
    assert (seen[0], seen[-1]) == ("Альфин", "Әхмәтов")
    searched = await post(play, f"{home}/search?sort=name&member=R-1", play.anna(), {"text": "ёлкин"})
    found = await page(play, searched.headers["location"], play.anna())
    assert names(found) == ["Ёлкин"]
    assert '<input type="hidden" name="sort" value="name">' in found


async def test_a_list_of_too_many_stays_the_newest_first_and_says_how_to_narrow_it(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = await crowd(play)
    for module in (ordering, entries, __import__("competitions.store.registrations", fromlist=["_"])):
        monkeypatch.setattr(module, "MOST_COUNTED", 5)
    html = await page(play, f"{home}?sort=name", play.anna(), language="en")
    assert names(html) == list(reversed(NAMES))
    assert "More than 1,000 are found" in text(html)
    assert "aria-sort" not in html
    assert "All 7" not in text(html)
    narrowed = await page(play, f"{home}?sort=name&member=R-0", play.anna(), language="en")
    assert names(narrowed) == ["Бетин", "Жуков", "Ящуров"]
    answer = await post(play, f"{home}/selection", play.anna(), {"action": "confirm", "whom": "found"})
    assert answer.status_code == 303, "all of too many is nobody"


async def test_all_that_are_found_are_done_and_who_cannot_be_is_named_and_counted(play: Play) -> None:
    await play.open()
    await limit(play, 4)
    for number in range(7):
        await enter(play, f"Пробин-{number}", "R-01")
    await enter(play, "Другой", "R-02")
    for id in play.registrations.values():
        await consents.on_paper(play.organiser, id)
    await play.post(f"/registrations/{play.registrations['Пробин-0']}/confirmation")
    home = f"/championships/{play.championship}/entries"
    asked = await post(play, f"{home}/selection?member=R-01", play.anna(), {"action": "confirm", "whom": "found"})
    assert heading(asked.text) == "Confirm 3 entries"
    said = text(asked.text)
    assert "1 is so already" in said
    assert "Другой" not in said
    assert said.index("Пробин-1") < said.index("Who stays as they are") < said.index("Пробин-5")
    states = await stored(play)
    assert states.count("confirmed") == 1, "nothing is done yet"
    form: Any = {"action": "confirm", "entry": re.findall(r'name="entry" value="([^"]+)"', asked.text)}
    assert len(form["entry"]) == 7
    for _ in range(2):
        done = await post(play, f"{home}/selection/done", play.anna(), form)
        told = await page(play, done.headers["location"], play.anna(), language="en")
        assert "4 entries are confirmed" in text(told)
        assert "3 entries could not be changed" in text(told)
        assert "3: " in text(told)
        assert sorted(await stored(play)) == ["confirmed"] * 4 + ["waiting"] * 4


async def stored(play: Play) -> list[str]:
    return [one.state.value for one in await play.app.registrations.find_many({})]


async def test_a_selection_that_takes_too_long_is_left_in_the_middle_and_a_repeat_completes_it(play: Play) -> None:
    await crowd(play)
    ids = [UUID(id) for id in play.registrations.values()]
    championship = UUID(play.championship)
    seen = []
    for _ in range(4):
        outcome = await do_with_all(
            play.app, championship, Action.WITHDRAW, ids, reason=None, by=ORGANISER, seconds=0, part=3
        )
        seen.append((len(outcome.done), len(outcome.refused), len(outcome.left)))
    assert seen == [(3, 0, 4), (6, 0, 1), (7, 0, 0), (7, 0, 0)]
    assert await stored(play) == ["withdrawn"] * len(NAMES)


async def test_the_page_asks_to_go_on_where_it_took_too_long(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    home = await crowd(play)
    short = lambda *given, **named: do_with_all(*given, **named, seconds=0, part=3)  # noqa: E731
    monkeypatch.setattr("competitions.pages.entering.selection.do_with_all", short)
    form: Any = {"action": "withdraw", "entry": list(play.registrations.values())}
    answer = await post(play, f"{home}/selection/done", play.anna(), form)
    assert "3 of 7 were reached in time" in text(answer.text)
    assert heading(answer.text) == "Withdraw 4 entries"
    assert hidden(answer.text)["action"] == "withdraw"


async def test_programs_are_told_what_was_not_reached(play: Play) -> None:
    await crowd(play)
    body = {"action": "withdraw", "registrations": list(play.registrations.values())}
    answer = await play.post(f"/championships/{play.championship}/selections", body)
    assert (len(answer["done"]), answer["refused"], answer["left"]) == (7, [], [])


async def test_a_kill_between_two_entries_leaves_each_done_or_untouched(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(play)
    ids = [UUID(id) for id in play.registrations.values()]
    left = iter(range(2))

    async def dying(*given: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise ConnectionError
        return await say_ended(*given, **named)

    monkeypatch.setattr("competitions.commands.selection.say_ended", dying)
    with pytest.raises(ConnectionError):
        await do_with_all(play.app, UUID(play.championship), Action.WITHDRAW, ids, reason=None, by=ORGANISER)
    monkeypatch.undo()
    outcome = await do_with_all(play.app, UUID(play.championship), Action.WITHDRAW, ids, reason=None, by=ORGANISER)
    assert set(outcome.done) == set(ids)
    assert (await stored(play)).count("withdrawn") == len(NAMES)
    assert (await play.app.places.get(UUID(play.skill))).entries == ()
    assert not [one async for one in play.app.registrations.giving_back()]
