"""After publication a school's coordinator reads places and awards of the own people, by name."""

from tests.competitions.access.test_duties import bare, let_in
from tests.competitions.pages.reading import page, row, text
from tests.competitions.playing import Play


async def test_places_and_awards_of_the_own_people_are_read_after_publication(play: Play) -> None:
    await play.gather()
    home = f"/championships/{play.championship}"
    await play.post(f"{home}/announcement")
    await let_in(play, "vera", "school", home, member="R-02")
    vera = bare(play, "vera")
    assert "once the organiser has published" in text(await page(play, f"{home}/school/results", vera, language="en"))
    await play.get(f"{home}/school/results", by=vera, expect=403)
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    shown = await page(play, f"{home}/school/results", vera, language="en")
    assert "01 Craft 2" in row(shown, "Бетин Вымысел")
    assert "Альфин" not in shown
    (one,) = await play.get(f"{home}/school/results", by=vera)
    assert (one["name"], one["place"], one["registration_id"]) == ("Бетин Вымысел", 2, play.registrations["Бетин"])
    assert one["awards"][-1]["en"]
    file = await play.http.get(f"{home}/school/results.xlsx", headers=vera)
    assert file.status_code == 200
    assert "Results" in await page(play, f"{home}/school", vera, language="en")
