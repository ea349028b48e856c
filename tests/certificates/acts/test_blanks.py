"""Which blank a certificate was printed on."""

from typing import Any
from uuid import uuid4

import pytest
from tests.certificates.playing import Play

from certificates.commands.acts.drafting import draft
from certificates.commands.acts.one import enter_blank
from certificates.commands.blanks import print_on
from certificates.domain.acts.act import Act
from certificates.domain.reissue import Blank, BlankTaken
from certificates.domain.standing import Sought
from certificates.store.certificates import _sought


async def test_a_blank_that_somebody_else_took_at_the_same_moment_is_refused_and_not_passed_over(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    ours, theirs = [await play.app.certificates.get(await play.certificate()) for _ in range(2)]
    blank = Blank("АБ", "7")

    async def slowly(*arguments: Any, **named: Any) -> Act:
        act = await draft(*arguments, **named)
        await print_on(play.app, theirs.id, blank)
        return act

    monkeypatch.setattr("certificates.commands.acts.one.draft", slowly)
    with pytest.raises(BlankTaken):
        await enter_blank(play.app, ours, blank, by="olga", change_id=uuid4())
    assert (await play.app.certificates.get(ours.id)).blanks == ()


async def test_a_sheet_that_was_counted_as_spoilt_by_mistake_is_not_there_twice(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for number in ("1", "2", "1"):
        await print_on(play.app, id_, Blank("АБ", number))
    blanks = (await play.app.certificates.get(id_)).blanks
    assert [(str(each), each.is_spoilt) for each in blanks] == [("АБ 2", True), ("АБ 1", False)]


@pytest.mark.parametrize("blank", ["АБ 7", "7"])
async def test_a_blank_is_found_by_an_index_however_long_the_register(play: Play, blank: str) -> None:
    query = _sought("region-47", Sought(2026, blank=blank))
    await play.app.certificates.ensure_indexes()
    plans = (await play.app.certificates.collection.find(query).explain())["queryPlanner"]
    assert "organisation_1_blanks." in str([plans["winningPlan"], *plans["rejectedPlans"]])
