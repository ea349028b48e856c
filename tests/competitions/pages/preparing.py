"""What an organiser types on the pages that prepare a championship."""

import re

import httpx2
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

FIRST = {"name-ru": "Мастера", "name-en": "Masters", "ruleset": "worldskills"}
SECOND = {
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-03",
    "time_zone": "Asia/Yekaterinburg",
    "venues-0-name": "Колледж Приозёрья",
    "venues-0-address": "Набережная, 1",
    "venues-0-rooms": "Мастерская 1\r\nМастерская 2",
    "contact-name": "Анна Пробная",
    "contact-email": "ask@region-47.example",
}
SKILL = {
    "number": "R07",
    "name-ru": "Сборка",
    "name-en": "Assembly",
    "quota": "10",
    "member_quota": "2",
    "team_size": "1",
}


def typed_in(html: str) -> dict[str, str]:
    """The fields of the page's form as they stand: of radio buttons and boxes those that are chosen."""
    html = re.sub(r'<input type="(?:radio|checkbox)"(?:(?! checked)[^>])*>', "", html)
    inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"', html)
    inputs += [
        (name, value) for name, _, value in re.findall(r'<input id="([^"]+)" name="(\1)"[^>]*value="([^"]*)"', html)
    ]
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)</textarea>', html)
    chosen = re.findall(r'<select id="[^"]+" name="([^"]+)".*?<option value="([^"]*)" selected', html, re.DOTALL)
    return dict([*inputs, *areas, *chosen])


async def new(play: Play, **changed: str) -> str:
    """The id of a draft that the three steps have made."""
    home = "/championships/new"
    typed = typed_in(await page(play, home, play.anna()))
    answer = await post(play, home, play.anna(), {**typed, **FIRST, "go": "on"})
    answer = await post(play, home, play.anna(), {**typed_in(answer.text), **SECOND, **changed, "go": "on"})
    assert answer.status_code == 200, text(answer.text)
    answer = await post(play, home, play.anna(), {**typed_in(answer.text), "go": "on"})
    assert answer.status_code == 303, text(answer.text)
    return str(answer.headers["location"].rpartition("/")[2])


async def add_skill(play: Play, championship: str, **changed: str) -> str:
    at = f"/championships/{championship}/skills/new"
    typed = {**typed_in(await page(play, at, play.anna())), **SKILL, **changed}
    assert (await post(play, at, play.anna(), typed)).status_code == 303
    skills = (await play.get(f"/championships/{championship}/skills"))["items"]
    return str(next(one["id"] for one in skills if one["number"] == typed["number"]))


async def upload(play: Play, skill: str, content: bytes, **typed: str) -> httpx2.Response:
    headers = {**play.anna(), "accept": "text/html", "accept-language": "en"}
    files = {"workbook": ("scheme.xlsx", content)}
    return await play.http.post(f"/skills/{skill}/scheme", data=typed, files=files, headers=headers)


async def read(play: Play, path: str) -> str:
    return await page(play, path, play.anna(), language="en")
