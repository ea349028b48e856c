"""A draft that is deleted leaves nothing by which somebody would still do something for it."""

from uuid import UUID

from tests.competitions.access.test_duties import bare, let_in, link, offer, told
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play


async def test_schedule_places_duties_and_invitations_go_with_a_draft(play: Play) -> None:
    await play.open()
    home, id = f"/championships/{play.championship}", UUID(play.championship)
    item = {
        "name": {"ru": "Открытие", "en": "Opening"},
        "starts_at": "2026-11-20T06:00:00Z",
        "ends_at": "2026-11-20T07:00:00Z",
    }
    await play.post(f"{home}/schedule/items", item, expect=201, idempotency_key="a")
    held = await let_in(play, "vera", "coordinator", home)
    asked = await offer(play, "reader", home, family_name="Иная", email="other@example.org")
    skill = await play.app.skills.get(UUID(play.skill))
    places = await play.app.places.of_skill(skill.id, id)
    await play.app.places.add(places)
    assert (await post(play, f"{home}/deletion", play.anna())).status_code == 303
    assert await play.app.schedules.find(id) is None
    assert await play.app.places.of_championship(id) == []
    roster = await play.app.rosters.get(id)
    assert all(grant.ended_at for grant in roster.grants)
    assert [bytes(event["key"]).decode() for event in await told(play)][-1] == held, "other services hear that it ended"
    assert (await post(play, link(play, asked), bare(play, "other"))).status_code == 409
    shown = text(await page(play, link(play, asked), {}, language="en", expect=409))
    assert "invitation" in shown.lower()
