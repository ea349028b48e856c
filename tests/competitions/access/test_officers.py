"""Who acts for an issuer: let in by officers, and never the last one out."""

import re

from tests.competitions.access.test_duties import VERA, bare, let_in, offer, officer
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import HOME, Play


async def test_the_last_officer_stays_until_another_person_is_one(play: Play) -> None:
    duty_id = await let_in(play, "vera", "officer", by=officer(play))
    vera = bare(play, "vera")
    program = {"duty": "officer", "name": "Учёт", "account": "robot"}
    await play.post("/access/programs", program, by=vera, expect=201)
    refused = await play.call("DELETE", f"/access/{duty_id}", vera, expect=409)
    assert "единственный сотрудник" in refused["errors"][0]["message"]
    await let_in(play, "zoya", "officer", by=vera, family_name="Другая", email="zoya@example.org")
    await play.call("DELETE", f"/access/{duty_id}", vera, expect=204)


async def test_the_officers_of_an_issuer_are_listed_and_invited_on_one_page(play: Play) -> None:
    await let_in(play, "vera")
    both = play.issuer.bearer("olga", "officer", "organiser", organisation=HOME)
    await offer(play, "officer", by=both, family_name="Иная", email="inaya@example.org")
    alone = str(await page(play, "/access", officer(play)))
    assert 'name="email"' in alone
    assert ('href="/organisation"' in alone, 'href="/inbox/letters"' in alone) == (False, False), "organisers' pages"
    assert 'name="member"' not in alone, "whose people a coordinator enters is asked where one can be invited"
    shown = await page(play, "/access?duty=officer", both)
    assert 'name="member"' in str(shown)
    assert 'href="/inbox/letters"' in str(shown)
    assert "Иная" in text(shown)
    assert VERA["family_name"] not in text(shown)
    assert re.search(r'id="invitation-duty-officer"[^>]* checked', str(shown))
