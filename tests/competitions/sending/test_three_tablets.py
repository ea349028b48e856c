"""Three tablets, a bad network, and the same forms in three experts' hands: nothing that was called saved is missing, and nobody's
mark was replaced by who had not seen it."""

import random
from collections import Counter
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Final

import pytest
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.playing import Play
from tests.competitions.sending.tablets import Done, Tablet
from tests.competitions.workbook_maker import Scheme
from tests.endurance.sizes import chance, size

from client import marking
from competitions.settings import Settings

COMPETITORS: Final = size(2, 12)
FORMS: Final = size(1, 6)
ASPECTS: Final = size(2, 10)
"""Of each form."""
ACTIONS: Final = size(18, 900)
EXPERTS: Final = {"one": "R-91", "three": "R-92", "four": "R-93"}
CLOCK: Final = timedelta(seconds=1)
MOST: Final = 100
"""Counted of an aspect, so that each count is another mark."""


def scheme() -> Scheme:
    """Counts alone, so that each entry of an aspect can say something else."""
    codes = [f"{chr(65 + number)}1" for number in range(FORMS)]
    each, more = divmod(100, FORMS * ASPECTS)
    worth = iter([each + 1] * more + [each] * (FORMS * ASPECTS - more))
    forms = {code: [("M", f"Деталей {code}-{n}", 1, "parts", next(worth)) for n in range(ASPECTS)] for code in codes}
    return Scheme(
        sections=((1, "Making", 100),),
        criteria=tuple((code[0], f"Part {code}", sum(row[4] for row in forms[code])) for code in codes),
        forms=forms,
        calculations=[("parts", "NUMBER_COMPLETED", True, MOST)],
    )


async def begin(play: Play) -> list[tuple[str, list[str]]]:
    """Every form with its aspects."""
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    for account, member in {"two": "R-94", **EXPERTS}.items():
        await play.appoint(account, member)
    names = [f"Вымыслов-{number}" for number in range(COMPETITORS)]
    for name in names:
        await play.compete(name, "R-02")
    await play.bring_scheme(scheme())
    await marking.start(play.organiser, play.skill)
    found = [one async for one in marking.sheets(play.organiser, play.skill)]
    return [(one["id"], [f"{one['sub_criterion']}.{n:02}" for n in range(1, ASPECTS + 1)]) for one in found]


@pytest.mark.endurance
async def test_every_entry_is_there_once_and_every_conflict_was_asked(
    play: Play, open_page: OpenPage, settings: Settings, socket: str
) -> None:
    moments, forms, counts = chance("three tablets"), await begin(play), Counter[tuple[str, str]]()
    tablets = []
    for account in EXPERTS:
        options: dict[str, Any] = {"account": account, "roles": ["expert"], "service_workers": "allow"}
        page = await open_page("/", **options)
        tablets.append(
            Tablet(
                account, page, f"http://{socket}", play.skill, settings, counts, random.Random(moments.random()), forms
            )
        )
        await tablets[-1].keep_pages()
        await tablets[-1].open()
    for _ in range(ACTIONS):
        await moments.choice(tablets).act()
    for tablet in tablets:
        await tablet.go_home()
    histories = {sheet: (await play.get(f"/sheets/{sheet}"))["history"] for sheet, _ in forms}
    print(told(tablets, histories))
    for tablet in tablets:
        expect_its_entries(tablet, play.experts[tablet.account], histories)
    by_author = {play.experts[tablet.account]: tablet for tablet in tablets}
    for sheet, history in histories.items():
        expect_each_once(history)
        expect_nothing_unseen(sheet, history, by_author)


def told(tablets: list[Tablet], histories: dict[str, list[dict[str, Any]]]) -> str:
    entered = sum(len(one.entered) for one in tablets)
    asked = sum(len(one.insisted | one.given_up) for one in tablets)
    records = sum(map(len, histories.values()))
    return f"{entered} entries, {records} on the forms, {sum(len(one.saved) for one in tablets)} called saved, {asked} questions"


def expect_each_once(history: list[dict[str, Any]]) -> None:
    assert set(Counter((one["code"], one["entry"]["value"]) for one in history).values()) <= {1}


def expect_its_entries(tablet: Tablet, author: str, histories: dict[str, list[dict[str, Any]]]) -> None:
    """With who entered it and when; what is not there was replaced on the tablet itself, or given up by its expert."""
    records = {
        Done(sheet, one["code"], one["entry"]["value"]): one for sheet, history in histories.items() for one in history
    }
    own = {done for done, record in records.items() if record["author"] == author}
    assert own <= {done for done, _ in tablet.entered}, "nothing under the name of who did not enter it"
    assert tablet.saved <= records.keys()
    last = {(done.sheet, done.code): done for done, _ in tablet.entered}
    assert set(last.values()) - tablet.given_up <= own
    for done, at in tablet.entered:
        if record := records.get(done):
            assert abs(datetime.fromisoformat(record["entered_at"]) - at) < CLOCK + timedelta(seconds=1)


def expect_nothing_unseen(sheet: str, history: list[dict[str, Any]], by_author: dict[str, Tablet]) -> None:
    """Who replaced another's mark had it before their eyes, or was asked."""
    by_code = itemgetter("code")
    for code, records in groupby(sorted(history, key=by_code), by_code):
        for before, after in pairwise(records):
            if before["author"] != after["author"]:
                assert Done(sheet, code, before["entry"]["value"]) in by_author[after["author"]].shown
