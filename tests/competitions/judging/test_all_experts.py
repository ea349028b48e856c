"""One list of all who judge or were asked to: found, filtered, in order, as a file, and written to again."""

import io

import openpyxl
from tests.competitions.judging.test_invitations import invite, invited, letters, skill_of
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play


def home(play: Play) -> str:
    return f"/championships/{play.championship}/jury/experts"


async def gathered(play: Play) -> str:
    """The jury of the play, somebody who was asked, and somebody of a similar name."""
    await play.gather()
    await invited(play)
    other = await play.person("Верин", email="verin@example.org")
    await invite(play, other, "independent")
    return other


async def test_the_list_is_filtered_found_and_goes_into_a_file(play: Play) -> None:
    await gathered(play)
    everybody = await page(play, home(play), play.anna(), language="en")
    assert "Верина" in everybody
    assert "Верин" in everybody
    waiting = text(await page(play, f"{home(play)}?state=invited&role=independent", play.anna(), language="en"))
    assert "Верина" not in waiting
    assert "Found: 1" in waiting
    found = await post(play, f"{home(play)}/search", play.anna(), {"text": "верина"})
    assert "%D0%B2" not in found.headers["location"], "a name stands in no address"
    narrowed = text(await page(play, found.headers["location"], play.anna(), language="en"))
    assert "Found: 1" in narrowed
    unknown = text(await page(play, f"{home(play)}?state=nobody", play.anna(), language="en"))
    assert "is not known" in unknown
    answer = await play.http.get(f"{home(play)}.xlsx?state=invited&sort=-name", headers=play.anna())
    rows = [*openpyxl.load_workbook(io.BytesIO(answer.content))["Sheet"].iter_rows(values_only=True)]
    assert [str(row[0]).split()[0] for row in rows[2:]] == ["Верина", "Верин"]


async def test_who_has_not_answered_is_written_to_again_once(play: Play) -> None:
    await gathered(play)
    sent = len(await letters(play, "invited"))
    waiting = [str(one.newest.id) for one in (await skill_of(play)).invitations]
    for written in (2, 0):
        answer = await play.http.post(f"{home(play)}/letters", data={"letter": waiting}, headers=play.anna())
        assert answer.headers["location"].endswith(f"?written={written}")
    assert len(await letters(play, "invited")) == sent + 2
    assert "2 letters are written again" in text(
        await page(play, f"{home(play)}?written=2", play.anna(), language="en")
    )
