"""An invitation: a letter with a link, by which a person says which account is theirs."""

from uuid import UUID

import pytest
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

from competitions.queries.people import INVITATION
from shared.identity import links


async def invite(play: Play, subject: str) -> str:
    """The address in the letter."""
    await play.post(f"/persons/{subject}/invitation", expect=202)
    invitation = (await play.app.people.get(UUID(subject))).invitation
    assert invitation
    return f"/invitation/{links.token(INVITATION, invitation.id, play.app.link_secret)}"


def masha(play: Play, account: str = "masha") -> dict[str, str]:
    return play.issuer.bearer(account, "competitor")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_who_signs_in_and_accepts_has_the_account_bound(play: Play, language: str) -> None:
    subject = await play.person("Альфина", email="alfina@example.org")
    address = await invite(play, subject)
    visitor = await page(play, address, {}, language=language)
    assert "Вымысел А." in text(visitor)
    assert "Альфина" not in visitor
    assert f"/sign-in?to={address}" in visitor
    assert await page(play, address, masha(play), language=language)
    assert (await play.app.people.get(UUID(subject))).account is None, "opening it changes nothing"

    assert (await post(play, address, masha(play))).status_code == 303
    person = await play.app.people.get(UUID(subject))
    assert person.account == "masha"
    assert person.account_binding
    assert person.account_binding.by == "masha"
    assert (await post(play, address, masha(play))).status_code == 303, "a repeat changes nothing"
    assert (await play.app.people.get(UUID(subject))).version == person.version
    assert "connected" in text(await page(play, address, masha(play), language="en"))
    await play.get(f"/persons/{subject}", masha(play))


async def test_a_newer_invitation_ends_the_older(play: Play) -> None:
    subject = await play.person("Альфина", email="alfina@example.org")
    old = await invite(play, subject)
    new = await invite(play, subject)
    assert old != new
    html = await page(play, old, {}, language="en", expect=409)
    assert "A newer invitation took its place" in html
    assert (await post(play, old, masha(play))).status_code == 409
    assert (await post(play, new, masha(play))).status_code == 303


async def test_an_accepted_invitation_is_nobody_elses(play: Play) -> None:
    subject = await play.person("Альфина", email="alfina@example.org")
    address = await invite(play, subject)
    await post(play, address, masha(play))
    assert (await post(play, address, masha(play, "other"))).status_code == 409
    assert (await play.app.people.get(UUID(subject))).account == "masha"
    refused = await play.post(f"/persons/{subject}/invitation", expect=409)
    assert refused["type"].endswith("/has-account")


async def test_an_account_belongs_to_one_person(play: Play) -> None:
    await play.person("Первая", account="masha")
    subject = await play.person("Альфина", email="alfina@example.org")
    address = await invite(play, subject)
    refused = await post(play, address, masha(play))
    assert refused.status_code == 409
    assert "Another person whom the organisation keeps signs in with this account." in refused.text


async def test_who_has_no_address_is_not_invited(play: Play) -> None:
    subject = await play.person("Альфина")
    refused = await play.post(f"/persons/{subject}/invitation", expect=409)
    assert refused["type"].endswith("/no-address")
    stranger = await play.call("POST", f"/persons/{subject}/invitation", play.stranger(), expect=403)
    assert stranger["type"].endswith("/forbidden")


async def test_a_link_for_consents_is_no_invitation_and_an_erased_person_is_invited_to_nothing(play: Play) -> None:
    subject = await play.person("Альфина", email="alfina@example.org")
    address = await invite(play, subject)
    invitation = (await play.app.people.get(UUID(subject))).invitation
    assert invitation
    other = links.token("consent", invitation.id, play.app.link_secret)
    await page(play, f"/invitation/{other}", {}, expect=404)
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    await page(play, address, {}, expect=409)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_organiser_invites_on_a_page_and_a_second_press_sends_no_second_letter(
    play: Play, language: str
) -> None:
    subject = await play.person("Альфина", email="alfina@example.org")
    address = f"/people/{subject}/invitation"
    assert address in await page(play, f"/people/{subject}", play.anna(), language=language)
    for _ in range(2):
        assert (await post(play, address, play.anna())).status_code == 303
    person = await play.app.people.get(UUID(subject))
    assert person.invitation
    html = await page(play, address, play.anna(), language=language)
    again = await post(play, address, play.anna(), {"seen": str(person.invitation.id)})
    assert again.status_code == 303
    newer = (await play.app.people.get(UUID(subject))).invitation
    assert newer
    assert newer.id != person.invitation.id
    assert str(person.invitation.id) in html


async def test_who_has_no_address_is_told_on_the_page(play: Play) -> None:
    subject = await play.person("Альфина")
    address = f"/people/{subject}/invitation"
    assert "Enter an e-mail" in await page(play, address, play.anna(), language="en")
    assert (await post(play, address, play.anna())).status_code == 409


async def test_a_corrected_address_ends_the_link_that_went_to_the_wrong_one(play: Play) -> None:
    subject = await play.person("Альфина", email="wrong@example.org")
    wrong = await invite(play, subject)
    await play.call(
        "PUT",
        f"/persons/{subject}",
        play.anna(),
        {"family_name": "Альфина", "given_name": "Вымысел", "email": "right@example.org"},
        if_match='"2"',
    )
    assert (await post(play, wrong, masha(play))).status_code == 409
    right = await invite(play, subject)
    assert right != wrong
    assert (await post(play, right, masha(play))).status_code == 303


async def test_an_account_accepts_the_invitations_of_two_organisations(play: Play) -> None:
    await play.person("Первая", account="masha")
    other = {"family_name": "Альфина", "given_name": "Вымысел", "email": "alfina@example.org"}
    subject = (await play.post("/persons", other, by=play.stranger(), expect=201))["subject_id"]
    await play.post(f"/persons/{subject}/invitation", by=play.stranger(), expect=202)
    invitation = (await play.app.people.get(UUID(subject))).invitation
    assert invitation
    address = f"/invitation/{links.token(INVITATION, invitation.id, play.app.link_secret)}"
    assert (await post(play, address, masha(play))).status_code == 303
    assert len(await play.app.people.subjects_of("masha")) == 2
