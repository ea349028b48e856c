"""What is signed on paper: its blank, its date, and its scan in the same form."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from tests.competitions.pages.reading import page, text
from tests.competitions.pages.test_consents import ADULT, TEENAGER, entered, home
from tests.competitions.playing import Play
from tests.competitions.scans import made

ANSWER = {"once": str(uuid4()), "purpose": "participation", "decision": "given", "language": "ru"}


async def enter(play: Play, scan: bytes | None, **typed: str) -> httpx2.Response:
    """By the organiser's form, as a browser sends it."""
    address = f"{home(play)}/{play.registrations['Альфин']}"
    files = {"scan": ("paper.jpg", scan or b"", "image/jpeg")}
    headers = {**play.anna(), "accept": "text/html", "accept-language": "en"}
    return await play.http.post(address, data={**ANSWER, **typed}, files=files, headers=headers)


async def answers(play: Play, giver: str) -> list[dict[str, Any]]:
    told = await play.get(f"/registrations/{play.registrations['Альфин']}/consents")
    return next(list(one["answers"]) for one in told["voices"] if one["giver_id"] == giver)


async def test_answer_date_and_scan_are_one_form(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    day = (play.app.now().date() - timedelta(days=3)).isoformat()
    kept = await enter(play, made.jpeg(), giver=adult, signed_on=day)
    assert kept.status_code == 303, kept.text
    (answer,) = await answers(play, adult)
    assert (answer["way"], answer["signed_on"]) == ("paper", day)
    assert "signed on" in text(await page(play, kept.headers["location"], play.anna(), language="en"))
    assert await play.app.database["scans"].count_documents({}) == 1


@pytest.mark.parametrize("scan", [b"MZ\x90\x00 no picture", b"%PDF-1.7\n%%EOF"])
async def test_a_scan_that_cannot_be_kept_keeps_the_answer_out_too(play: Play, scan: bytes) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    refused = await enter(play, scan, giver=adult, signed_on="2026-05-04")
    assert refused.status_code == 422
    assert await answers(play, adult) == []
    assert 'value="2026-05-04"' in refused.text, "what was typed stays in the form"


async def test_nothing_is_signed_in_the_future(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    later = (play.app.now().date() + timedelta(days=2)).isoformat()
    refused = await enter(play, None, giver=adult, signed_on=later)
    assert refused.status_code == 422
    assert "nothing can be signed later" in text(refused.text)
    assert await answers(play, adult) == []


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_blanks_hold_what_each_giver_signs_and_nothing_that_is_signed(play: Play, language: str) -> None:
    await play.open()
    mother = await play.person("Мамина")
    await entered(play, TEENAGER, mother)
    everybody = await page(play, f"{home(play)}/blanks", play.anna(), language=language)
    assert everybody.count('<section class="blank"') == 3, "the minor's own, the guardian's, and the permission"
    assert text(everybody).count("Мамина") >= 2
    own = f"{home(play)}/{play.registrations['Альфин']}/blanks"
    before = (await page(play, own, play.anna(), language=language)).count('<section class="blank"')
    assert (await enter(play, None, giver=mother)).status_code == 303
    after = (await page(play, own, play.anna(), language=language)).count('<section class="blank"')
    assert (before, after) == (before, before - 1)
