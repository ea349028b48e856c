"""Two officers at one certificate, of whom one is later by a moment."""

from typing import Any

import pytest
from tests.certificates.acts.test_blanks import EIGHT, SEVEN, on, put
from tests.certificates.playing import Play

from certificates.commands.acts import drafting, one
from certificates.domain.blanks.blank import BlankChanged


async def test_who_is_late_by_a_moment_is_told_that_somebody_else_was_there(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check and the act."""
    await play.issuer()
    id_ = await play.certificate()
    check = drafting.check

    async def overtaken(*given: Any) -> None:
        monkeypatch.setattr(one, "check", check)
        await check(*given)
        await put(play, id_, EIGHT)

    monkeypatch.setattr(one, "check", overtaken)
    with pytest.raises(BlankChanged):
        await put(play, id_, SEVEN)
    stands = (await on(play, id_)).on
    assert stands is not None
    assert stands.blank == EIGHT
