"""How many designs an issuer brings along, under which codes, and what their pictures may be."""

import asyncio
from typing import Any

import pytest
from tests.certificates.playing import Play
from tests.certificates.test_own_designs import AT, GOOD, brought, zipped
from tests.certificates.unit.documents.test_rasters import red, red_pixels

from certificates.commands import designs as commands
from certificates.domain.designs import own as designs
from certificates.domain.designs.own import TooManyDesigns


async def test_a_png_of_a_design_is_drawn_under_its_own_name(play: Play) -> None:
    await play.issuer()
    template = GOOD + b'#image("frame.png", width: 30mm, format: "png", alt: "frame")\n'
    answer = await brought(play, zipped(template, **{"frame.png": red()}))
    assert answer.status_code == 303, answer.text
    sample = await play.http.get(f"{AT}/own/short.png", headers=play.officer)
    assert red_pixels(sample.content) > 500


async def test_an_issuer_has_so_many_designs_and_no_more(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(designs, "MOST", 1)
    await play.issuer()
    assert (await brought(play, zipped())).status_code == 303
    more = await brought(play, zipped(), "other")
    assert (more.status_code, "больше нельзя" in more.text) == (409, True)
    assert (await brought(play, zipped())).status_code == 303, "its own place it keeps"
    [kept] = await play.app.designs.of("region-47")
    assert (kept.version, kept.samples) == (2, ())


async def test_those_that_are_brought_at_the_same_moment_are_no_more_either(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each saw that there was room."""

    async def tried(*_: Any) -> tuple[()]:
        return ()

    monkeypatch.setattr(designs, "MOST", 3)
    monkeypatch.setattr(commands, "_tried", tried)
    await play.issuer()
    bringing = (commands.keep(play.app, "region-47", f"own-{n}", zipped(), by="olga") for n in range(6))
    came = await asyncio.gather(*bringing, return_exceptions=True)
    assert sum(isinstance(one, TooManyDesigns) for one in came) == 3
    assert sorted(one.place for one in await play.app.designs.of("region-47")) == [0, 1, 2]
    [first, *_] = await play.app.designs.of("region-47")
    await commands.delete(play.app, "region-47", first.code)
    assert (await commands.keep(play.app, "region-47", "later", zipped(), by="olga")).place == first.place


@pytest.mark.parametrize(("code", "words"), [("Наш", "кодом оформления"), ("plain", "есть у всех организаций")])
async def test_a_wrong_code_is_called_the_code_of_a_design(play: Play, code: str, words: str) -> None:
    await play.issuer()
    answer = await brought(play, zipped(), code)
    assert (words in answer.text, 'href="#code"' in answer.text, "достижени" in answer.text) == (True, True, False)
