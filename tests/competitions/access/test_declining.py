"""No to a duty, by the link alone; and the duty of who receives people on the site."""

from tests.competitions.access.test_duties import bare, let_in, link, offer
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play


async def test_who_says_no_has_no_duty_and_the_organiser_sees_it(play: Play) -> None:
    await play.open()
    address = link(play, await offer(play))
    for _press in range(2):
        answer = await post(play, f"{address}/refusal", {}, {})
        assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert "You said no" in text(await page(play, address, {}, language="en"))
    assert (await post(play, address, bare(play, "vera"))).status_code == 409
    declined = "/access?state=declined"
    assert "Nothing was found" not in text(await page(play, declined, play.anna(), language="en"))
    assert (await post(play, link(play, await offer(play)), bare(play, "vera"))).status_code == 303
    assert "Nothing was found" in text(await page(play, declined, play.anna(), language="en"))
    assert (await post(play, f"{address}/refusal", {}, {})).status_code == 303, "a repeat changes nothing"


async def test_what_was_accepted_is_not_declined_by_the_link(play: Play) -> None:
    await play.open()
    duty = await let_in(play, "vera")
    assert (await post(play, f"{link(play, duty)}/refusal", {}, {})).status_code == 409
    await play.get("/persons", by=bare(play, "vera"))


async def test_a_coordinator_stands_at_the_door_of_what_they_were_let_in_to(play: Play) -> None:
    await play.open()
    door, entries = f"/championships/{play.championship}/check-in", f"/championships/{play.championship}/entries"
    await let_in(
        play, "dora", "coordinator", f"/championships/{play.championship}", family_name="Дверева", email="d@example.org"
    )
    await let_in(play, "vera", "coordinator")
    for account in ("dora", "vera"):
        await page(play, door, bare(play, account))
        await page(play, entries, bare(play, account), expect=403)
    await page(play, door, bare(play, "nobody"), expect=403)
