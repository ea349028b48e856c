"""A school's team: brought by its coordinator from a file, and seen on the school's page."""

from tests.competitions.access.test_duties import bare
from tests.competitions.pages.reading import page, row, text
from tests.competitions.playing import Play
from tests.competitions.schools.test_entering import bring, enter
from tests.competitions.schools.test_school import prepared

from client import championships
from client.championships import Text

HEADINGS = ("Компетенция", "Фамилия", "Имя", "Дата рождения", "Команда", "Роль в команде")


async def test_a_team_of_the_own_school_comes_from_a_file_and_its_members_enter_nothing_too_many(play: Play) -> None:
    at = await prepared(play)
    both = Text(ru="Вдвоём", en="Together")
    pairs = await championships.add_skill(play.organiser, play.championship, "77", both, team_size=2)
    vera = bare(play, "vera")
    members = [
        ("77", family, "Вымысел", "14.03.2010", "Дрозды", role)
        for family, role in (("Альфин", ""), ("Зетин", "Капитан"))
    ]
    made = await bring(play, vera, HEADINGS, *members)
    assert (made.status_code, made.json()["new_entries"]) == (201, 1)
    await play.post(f"/imports/{made.json()['id']}/keeping", by=vera)
    (entry,) = (await play.get(f"/skills/{pairs}/registrations"))["items"]
    assert entry["team"]["name"] == "Дрозды"
    shown = await page(play, at, vera)
    assert "Дрозды" in row(shown, "Дрозды")
    alone = await enter(play, vera, skill_id=pairs, family_name="Одинцов", expect=422)
    assert alone["type"].endswith("/team-unfit")
    await enter(play, vera, expect=201)  # Альфин, in another skill: what the team is in counts as one of his
    assert "Альфин" in text(await page(play, at, vera))
