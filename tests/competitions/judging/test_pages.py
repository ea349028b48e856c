"""The jury is asked on pages: the organiser invites, the invited answers by the link, who is dismissed reads why."""

import re
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import Play

from competitions.queries.judging import JUDGING
from shared.identity import links


async def address(play: Play, place: int = 0) -> str:
    skill = await play.app.skills.get(UUID(play.skill))
    return f"/judging/{links.token(JUDGING, skill.invitations[place].newest.id, play.app.link_secret)}"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


async def invited(play: Play, **more: Any) -> tuple[str, str]:
    """Somebody whom the organisation did not keep; their subject, and the link of the letter."""
    new = f"/skills/{play.skill}/experts/new"
    seen = hidden(await page(play, new, play.anna()), "seen")
    typed = {"family_name": "Верина", "given_name": "Проба", "email": "vera@example.org", "language": "ru"}
    sent = await post(play, new, play.anna(), {**typed, "role": "expert", "seen": seen, **more})
    assert sent.status_code == 303, sent.text
    subject = (await play.app.skills.get(UUID(play.skill))).invitations[0].subject_id
    return str(subject), await address(play)


def vera(play: Play, account: str = "vera") -> dict[str, str]:
    return play.issuer.bearer(account, "expert")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_who_is_invited_reads_signs_in_says_whence_and_accepts(play: Play, language: str) -> None:
    await play.open()
    await play.post(f"/championships/{play.championship}/members", {"name": "Приозёрье"}, expect=201)
    await play.compete("Альфин", "Приозёрье")
    subject, link = await invited(play)
    visitor = await page(play, link, {}, language=language)
    assert f"/sign-in?to={link}" in visitor
    assert "Верина" not in visitor
    assert "Проба В." in text(visitor)
    assert "Альфин" not in visitor, "nobody sees who competes before they are on the jury"
    form = await page(play, link, vera(play), language=language)
    assert '<option value="Приозёрье"' in form
    refused = await post(play, link, vera(play), {"relative": "true"})
    assert (refused.status_code, 'id="member-error"' in refused.text) == (422, True)
    assert re.search(r'id="relative"[^>]* checked', refused.text), "what was ticked is not lost"
    said = {"member": "Приозёрье", "relative": "true"}
    for _ in range(2):
        assert (await post(play, link, vera(play), said)).status_code == 303
    assert f"/skills/{play.skill}/duty" in await page(play, link, vera(play), language=language)
    experts = await page(play, f"/skills/{play.skill}/experts", play.anna(), language="en")
    assert "Conflict of interest declared" in row(experts, "Верина")
    duty = f"/skills/{play.skill}/duty"
    assert "Альфин" in await page(play, duty, vera(play), language=language)
    mine = play.registrations["Альфин"]
    assert (await post(play, duty, vera(play), {mine: "relative"})).status_code == 303
    expert = (await play.app.skills.get(UUID(play.skill))).expert(UUID(subject))
    assert [(str(one.registration_id), one.tie) for one in expert.close_to] == [(mine, "relative")]
    assert re.search(r'value="relative" selected', await page(play, duty, vera(play)))
    await page(play, duty, play.expert("nobody"), expect=403)


async def test_a_button_pressed_twice_sends_one_letter_and_a_resent_one_ends_the_older(play: Play) -> None:
    await play.open()
    subject, old = await invited(play)
    experts = f"/skills/{play.skill}/experts"
    seen = {"seen": hidden(await page(play, experts, play.anna()), "seen")}
    for _ in range(2):
        assert (await post(play, f"{experts}/{subject}/letters", play.anna(), seen)).status_code == 303
    assert len((await play.app.skills.get(UUID(play.skill))).invitations[0].sent) == 2
    assert "A newer invitation took its place" in await page(play, old, {}, language="en", expect=409)
    assert (await post(play, f"{experts}/{subject}/taking-back", play.anna())).status_code == 303
    assert "taken this invitation back" in text(await page(play, await address(play), {}, language="en"))
    assert "Taken back" in row(await page(play, experts, play.anna(), language="en"), "Верина")


async def test_a_no_is_said_without_an_account(play: Play) -> None:
    await play.open()
    _, link = await invited(play)
    assert (await post(play, f"{link}/refusal", {})).status_code == 303
    assert "You have declined" in text(await page(play, link, {}, language="en"))
    assert "Declined" in row(await page(play, f"/skills/{play.skill}/experts", play.anna(), language="en"), "Верина")
    assert (await post(play, link, vera(play), {"member": "R-05"})).status_code == 409


async def test_what_is_mistyped_of_a_newcomer_is_said_beside_the_field(play: Play) -> None:
    await play.open()
    refused = await post(play, f"/skills/{play.skill}/experts/new", play.anna(), {"family_name": "Верина"})
    assert refused.status_code == 422
    for field in ("given_name", "email"):
        assert f'id="{field}-error"' in refused.text
    assert 'value="Верина"' in refused.text


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_one_expert_has_a_page_and_who_is_dismissed_reads_why(play: Play, language: str) -> None:
    await play.gather()
    subject, link = await invited(play)
    await post(play, link, vera(play), {"member": "R-05"})
    one = f"/skills/{play.skill}/experts/{subject}"
    assert "R-05" in await page(play, one, play.anna(), language=language)
    assert (await post(play, f"{one}/role", play.anna(), {"role": "deputy"})).status_code == 303
    chief = f"/skills/{play.skill}/experts/{play.experts['chief']}"
    assert (await post(play, f"{chief}/absence", play.anna())).status_code == 303
    assert "Away since" in text(await page(play, chief, play.anna(), language="en"))
    assert "You lead the jury" in text(await page(play, f"/skills/{play.skill}/duty", vera(play), language="en"))
    assert (await post(play, f"{chief}/absence/end", play.anna())).status_code == 303
    unsaid = await post(play, f"{one}/dismissal", play.anna(), {"reason": " "})
    assert (unsaid.status_code, 'id="reason-error"' in unsaid.text) == (422, True)
    assert (await post(play, f"{one}/dismissal", play.anna(), {"reason": "Заболела"})).status_code == 303
    assert "Заболела" in await page(play, f"/skills/{play.skill}/duty", vera(play), language=language)
    assert "Заболела" in row(await page(play, f"/skills/{play.skill}/experts", play.anna(), language="en"), "Верина")
    await page(play, one, play.anna(), expect=404)


async def test_a_team_is_mended_on_the_page_with_a_reason(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    for account in ("one", "two", "three", "four"):
        await play.appoint(account, f"R-9{account}")
    await play.compete("Альфин", "R-01")
    await play.bring_scheme()
    teams = f"/skills/{play.skill}/teams"
    whole: Any = {"A1": [play.experts[one] for one in ("one", "two", "three")]}
    assert (await post(play, teams, play.anna(), whole)).status_code == 303
    await play.post(f"/skills/{play.skill}/marking")
    await play.post(f"/skills/{play.skill}/experts/{play.experts['one']}/dismissal", {"reason": "Уехал"}, expect=204)
    assert "1 team is not whole any more" in text(await page(play, teams, play.anna(), language="en"))
    proposal = await page(play, f"{teams}?proposed", play.anna(), language="en")
    ticked = re.findall(r'name="(\w+)" value="([0-9a-f-]+)"[^>]* checked', proposal)
    assert {who for _, who in ticked} == {play.experts[one] for one in ("two", "three", "four")}
    chosen: Any = {"A1": [who for _, who in ticked]}
    unsaid = await post(play, teams, play.anna(), chosen)
    assert (unsaid.status_code, 'id="reason-error"' in unsaid.text) == (422, True)
    assert (await post(play, teams, play.anna(), {**chosen, "reason": "Замена"})).status_code == 303
    assert "Замена" in await page(play, teams, play.anna())
    sheet = await play.get(f"/sheets/{await play.sheet('Альфин', 'A1')}")
    stored = await play.app.sheets.get(UUID(sheet["id"]))
    assert {str(one) for one in stored.team} == {play.experts[one] for one in ("two", "three", "four")}
