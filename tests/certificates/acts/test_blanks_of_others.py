"""A blank that another certificate was on a moment ago, or is on now."""

import asyncio
from uuid import uuid4

import pytest
from tests.certificates.acts.test_blanks import EIGHT, SEVEN, on, put, sent
from tests.certificates.acts.test_many import HOME, WHY
from tests.certificates.playing import Play
from tests.certificates.test_issuing_pages import headers

from certificates.commands.blanks import put_on
from certificates.domain.acts.act import Doing, Task
from certificates.domain.blanks.blank import Blank, BlankChanged
from certificates.domain.blanks.record import Change, Earlier


async def test_a_blank_is_not_printed_on_itself_and_what_another_is_on_is_not_written_otherwise(play: Play) -> None:
    await play.issuer()
    ours, theirs = [await play.certificate() for _ in range(2)]
    await put(play, ours, SEVEN)
    same = await sent(play, ours, "reprint", series="аб", blank="7", reason="Замят.")
    assert (same.status_code, (await on(play, ours)).spoilt) == (409, ())
    await put(play, ours, EIGHT, Doing.CORRECT_BLANKS)
    await put(play, theirs, SEVEN)
    late = Task(ours, "1", blank=Blank("аб", "7"), earlier=SEVEN)
    with pytest.raises(BlankChanged):
        await put_on(play.app, ours, late, Earlier.MISTYPED, Change(uuid4(), "olga", play.app.now()))
    stands = (await on(play, theirs)).on
    assert stands is not None
    assert (stands.blank, [one.deed.value for one in stands.changes]) == (SEVEN, ["entered", "mistyped", "entered"])


async def test_what_one_row_gives_up_another_row_of_the_same_act_may_take(play: Play) -> None:
    await play.issuer()
    ours, theirs = [await play.certificate() for _ in range(2)]
    await put(play, ours, SEVEN)
    change = Change(uuid4(), "olga", play.app.now(), WHY)
    for _ in range(2):
        await put_on(play.app, ours, Task(ours, "1", blank=EIGHT, earlier=SEVEN), Earlier.MISTYPED, change)
        await put_on(play.app, theirs, Task(theirs, "2", blank=SEVEN), Earlier.NONE, change)
    sheets = [(await on(play, id_)).on for id_ in (ours, theirs)]
    assert [one and one.blank for one in sheets] == [EIGHT, SEVEN]


async def test_two_presses_at_the_same_moment_are_one(play: Play) -> None:
    await play.issuer()
    blanks = f"{HOME}/blanks"
    form = {"once": str(uuid4()), "series": "АБ", "blank": "7", "reason": "Залит."}
    answers = await asyncio.gather(*(play.http.post(blanks, data=form, headers=headers(play)) for _ in range(4)))
    assert [one.status_code for one in answers] == [303] * 4
    record = await play.app.blanks.of("region-47", SEVEN)
    back = {"once": str(uuid4()), "reason": "Другой лист."}
    address = f"{blanks}/{record.id}"
    answers = await asyncio.gather(*(play.http.post(address, data=back, headers=headers(play)) for _ in range(4)))
    assert [one.status_code for one in answers] == [303] * 4
    assert len((await play.app.blanks.of("region-47", SEVEN)).changes) == 2
