"""People, entries and a jury on pages alone, in both languages."""

import json
import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from tests.competitions.entering.test_places import limit
from tests.competitions.pages.reading import heading, page, post, row, text
from tests.competitions.playing import Play

from client import consents

LANGUAGES = ("ru", "en")
BERYOZOVA = {"family_name": "Берёзова", "given_name": "Анна", "birth_date": "2004-03-14", "language": "ru"}


async def new_person(play: Play, **facts: str) -> str:
    """By the form; the subject id."""
    form = await page(play, "/people/new", play.anna())
    answer = await post(play, "/people/new", play.anna(), {**hidden(form), **BERYOZOVA, **facts})
    assert answer.status_code == 303, text(answer.text)
    return str(answer.headers["location"]).rpartition("/")[2]


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))


async def found(play: Play, path: str, typed: str, language: str = "ru") -> str:
    """The page after a search, whose address has no name in it."""
    answer = await post(play, f"{path}/search", play.anna(), {"text": typed})
    address = str(answer.headers["location"])
    assert typed not in unquote(address)
    return await page(play, address, play.anna(), language=language)


async def enter(play: Play, subject: str, member: str = "Приозёрье") -> str:
    home = f"/championships/{play.championship}/entries"
    form = hidden(await found(play, f"{home}/new", "14.03.2004 анна"))
    typed = {**form, "subject_id": subject, "skill": play.skill, "member": member}
    answer = await post(play, f"{home}/new", play.anna(), typed)
    assert answer.status_code == 303, text(answer.text)
    return str(answer.headers["location"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_there_in_both_languages(play: Play, language: str) -> None:
    await play.gather()
    subject = await new_person(play)
    entry = await enter(play, subject)
    home, skill = f"/championships/{play.championship}", f"/skills/{play.skill}"
    for path in (
        "/people", "/people/new", f"/people/{subject}", f"/people/{subject}/edit", f"/people/{subject}/guardians",
        f"/people/{subject}/erasure", f"{home}/entries", f"{home}/entries/new", entry, f"{entry}/replacement",
        f"{home}/jury", f"{skill}/experts", f"{skill}/teams", f"{skill}/teams?proposed",
    ):  # fmt: skip
        html = await page(play, path, play.anna(), language=language)
        assert f'<html lang="{language}">' in html
        assert html.count("<h1") == 1, path
    assert "Берёзова" in await found(play, "/people", "березова", language)


async def test_a_person_is_added_changed_and_found(play: Play) -> None:
    subject = await new_person(play, email="anna@example.org")
    assert "Берёзова Анна" in row(await found(play, "/people", "БЕРЕЗ"), "Берёзова")
    for typed in ("14.03.2004", "anna@EXAMPLE.org", "анна берез"):
        assert "Берёзова" in text(await found(play, "/people", typed))
    assert "Ничего не найдено" in text(await found(play, "/people", "берёзова пётр"))
    edit = f"/people/{subject}/edit"
    shown = await page(play, edit, play.anna())
    assert 'value="Берёзова"' in shown
    changed = {**hidden(shown), **BERYOZOVA, "family_name": "Щёткина", "time_zone": "Asia/Omsk"}
    assert (await post(play, edit, play.anna(), changed)).status_code == 303
    assert heading(await page(play, f"/people/{subject}", play.anna())) == "Щёткина Анна"
    told = [json.loads(one["value"]) for one in await play.told("people")][-1]
    assert (told["time_zone"], told["age_zone"]) == ("Asia/Omsk", "Europe/Moscow")
    assert "Омск (UTC+6)" in text(await page(play, f"/people/{subject}", play.anna()))
    lost = await post(play, edit, play.anna(), {**changed, "time_zone": "Asia/Nowhere"})
    assert (lost.status_code, 'href="#time_zone"' in lost.text) == (422, True)
    stale = await post(play, edit, play.anna(), {**hidden(shown), **BERYOZOVA, "once": subject})
    assert stale.status_code == 412, "a colleague's change is not written over"
    assert "Берёзова" in stale.text, "what was typed stays"


async def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(play: Play) -> None:
    form = hidden(await page(play, "/people/new", play.anna()))
    typed = {**form, **BERYOZOVA, "family_name": "", "birth_date": "2199-01-01", "email": "no address"}
    answer = await post(play, "/people/new", play.anna(), typed)
    assert answer.status_code == 422
    assert 'href="#family_name"' in answer.text
    assert 'value="no address"' in answer.text
    late = await post(play, "/people/new", play.anna(), {**form, **BERYOZOVA, "birth_date": "2199-01-01"})
    assert 'href="#birth_date"' in late.text


async def test_a_form_that_is_sent_twice_adds_one_person(play: Play) -> None:
    form = {**hidden(await page(play, "/people/new", play.anna())), **BERYOZOVA}
    answers = [await post(play, "/people/new", play.anna(), form) for _ in range(2)]
    assert len({answer.headers["location"] for answer in answers}) == 1


async def test_guardians_are_named_and_taken_out(play: Play) -> None:
    subject, guardian = await new_person(play), await new_person(play, family_name="Опекунов")
    path = f"/people/{subject}/guardians"
    assert guardian in await found(play, path, "опек")
    assert (await post(play, path, play.anna(), {"person": guardian})).status_code == 303
    assert "Опекунов Анна" in text(await page(play, f"/people/{subject}", play.anna()))
    await post(play, f"{path}/{guardian}/removal", play.anna())
    assert "Опекунов" not in text(await page(play, f"/people/{subject}", play.anna()))
    assert (await post(play, path, play.anna(), {"person": subject})).status_code == 422, "nobody is their own"


async def test_a_person_is_erased_with_an_act(play: Play) -> None:
    subject = await new_person(play)
    answer = await post(play, f"/people/{subject}/erasure", play.anna())
    act = await page(play, answer.headers["location"], play.anna())
    assert heading(act) == "Акт об удалении данных"
    assert "Берёзова" not in act
    await page(play, f"/people/{subject}", play.anna(), expect=404)
    assert "Берёзова" not in text(await found(play, "/people", "березова"))


async def test_people_are_entered_confirmed_and_moved_up(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    first = await enter(play, await new_person(play))
    second = await enter(play, await new_person(play, family_name="Тучкин"))
    home = f"/championships/{play.championship}/entries"
    listed = await page(play, home, play.anna(), language="en")
    assert "Waiting, place 1" in row_of(listed, "Тучкин")
    assert "1 to be confirmed, 1 waiting for a place, 0 confirmed" in text(listed)
    assert "Тучкин" not in text(await page(play, f"{home}?state=entered", play.anna()))
    assert "Тучкин" in await found(play, home, "тучк")
    without = await post(play, f"{first}/confirmation", play.anna())
    assert without.status_code == 409, "no consents yet"
    await consents.on_paper(play.organiser, id_of(first))
    assert (await post(play, f"{first}/confirmation", play.anna())).status_code == 303
    assert (await post(play, f"{second}/confirmation", play.anna())).status_code == 409
    assert (await post(play, f"{first}/withdrawal", play.anna(), {"reason": "Заболел"})).status_code == 303
    assert "Заболел" in text(await page(play, first, play.anna()))
    moved = text(await page(play, second, play.anna(), language="en"))
    assert "To be confirmed" in moved
    assert "by itself" in moved


def id_of(entry: str) -> str:
    return entry.rpartition("/")[2]


def row_of(html: str, name: str) -> str:
    """The words of the row with this name, wherever in it."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return next(" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in rows if name in one)


async def test_several_are_confirmed_at_once_and_who_cannot_be_is_named(play: Play) -> None:
    await play.open()
    await limit(play, 2)
    entries = [await enter(play, await new_person(play, family_name=name)) for name in ("Альфин", "Бетин", "Гаммин")]
    ids = [id_of(one) for one in entries]
    for id in ids:
        await consents.on_paper(play.organiser, id)
    home = f"/championships/{play.championship}/entries"
    chosen: Any = {"action": "confirm", "entry": ids}
    ask = await post(play, f"{home}/selection", play.anna(), chosen)
    assert "Confirm 2 entries" in heading(ask.text)
    assert "Гаммин" in text(ask.text).partition("Who stays as they are")[2]
    assert (await play.get(f"/registrations/{ids[0]}"))["state"] == "entered", "nothing is done yet"
    done = await post(play, f"{home}/selection/done", play.anna(), chosen)
    for _ in range(2):
        told = await page(play, done.headers["location"], play.anna(), language="en")
        assert "2 entries are confirmed" in text(told)
        assert "Гаммин" in text(told)
    for reason, words in (("", "reason"), ("Мало\x07мест", "U+0007"), ("д" * 201, "200")):
        why: Any = {"action": "reject", "entry": ids[:1], "reason": reason}
        refused = await post(play, f"{home}/selection/done", play.anna(), why)
        assert (refused.status_code, words in text(refused.text)) == (422, True), text(refused.text)
    assert (await play.get(f"/registrations/{ids[0]}"))["state"] == "confirmed"


async def test_an_unknown_filter_or_a_strange_search_shows_nothing(play: Play) -> None:
    await play.open()
    await enter(play, await new_person(play))
    home = f"/championships/{play.championship}/entries"
    for query in ("?state=lost", "?skill=x", "?found=x", f"?member={'y' * 20}"):
        assert "Берёзова" not in text(await page(play, home + query, play.anna())), query


async def test_a_person_sees_the_own_entry_and_withdraws(play: Play) -> None:
    await play.open()
    entry = await enter(play, await play.person(**BERYOZOVA, account="anna-b"))
    herself = play.issuer.bearer("anna-b", "competitor")
    seen = await page(play, entry, herself, language="en")
    assert "Withdraw the entry" in text(seen)
    assert "Confirm" not in text(seen).replace("To be confirmed", "").replace("confirms", "")
    assert (await post(play, f"{entry}/withdrawal", herself)).status_code == 303
    await page(play, entry, play.issuer.bearer("other", "competitor"), expect=403)


async def test_somebody_else_takes_a_place_on_pages(play: Play) -> None:
    await play.open()
    entry = await enter(play, await new_person(play))
    other = await new_person(play, family_name="Замещаев")
    assert other in await found(play, f"{entry}/replacement", "замещ")
    typed = {**hidden(await found(play, f"{entry}/replacement", "замещ")), "subject_id": other, "member": "Приозёрье"}
    answer = await post(play, f"{entry}/replacement", play.anna(), typed)
    assert "Замещаев" in heading(await page(play, answer.headers["location"], play.anna()))


async def test_a_jury_with_a_chief_and_teams_is_made_on_pages(play: Play) -> None:
    await play.open()
    await enter(play, await new_person(play), "R-01")
    jury = f"/championships/{play.championship}/jury"
    assert "1 skill has no chief expert" in text(await page(play, jury, play.anna(), language="en"))
    experts = f"/skills/{play.skill}/experts"
    people = [await new_person(play, family_name=f"Экспертов-{n}") for n in range(5)]
    for number, subject in enumerate(people):
        assert subject in await found(play, experts, f"экспертов {number}")
        role = "chief" if number == 0 else "expert"
        typed = {"subject_id": subject, "member": f"R-0{number}", "role": role, "has_agreed": "true"}
        assert (await post(play, experts, play.anna(), typed)).status_code == 303
    taken = await post(
        play,
        experts,
        play.anna(),
        {"subject_id": await new_person(play), "member": "R-09", "role": "chief", "has_agreed": "true"},
    )
    assert taken.status_code == 409
    assert "Every skill has its chief expert" in text(await page(play, jury, play.anna(), language="en"))
    await post(play, f"{experts}/{people[1]}/role", play.anna(), {"role": "chief"})
    shown = await page(play, experts, play.anna(), language="en")
    assert "Chief expert" in row(shown, "Экспертов-1")
    assert "Has competitors of the same" in row(shown, "Экспертов-1")
    await play.bring_scheme()
    teams = f"/skills/{play.skill}/teams"
    proposal = await page(play, f"{teams}?proposed", play.anna(), language="en")
    ticked = re.findall(r'name="(\w+)" value="([0-9a-f-]+)"[^>]* checked', proposal)
    assert people[1] not in {who for _, who in ticked}, "has compatriots, and is chief"
    chosen: Any = {}
    for code, who in ticked:
        chosen.setdefault(code, []).append(who)
    assert (await post(play, teams, play.anna(), chosen)).status_code == 303
    assert {code: len(team) for code, team in chosen.items()} == {"A1": 3, "B1": 3, "B2": 3}
    unsaid = await post(play, f"{experts}/{people[2]}/dismissal", play.anna())
    assert (unsaid.status_code, "Write the reason" in unsaid.text or "причину" in unsaid.text) == (422, True)
    await post(play, f"{experts}/{people[2]}/dismissal", play.anna(), {"reason": "Заболел"})
    on_jury, _, former = (await page(play, experts, play.anna(), language="en")).partition("Not on the jury any more")
    assert "Экспертов-2" not in on_jury
    assert "Заболел" in row(former, "Экспертов-2")


async def test_the_list_is_taken_along_as_it_is_filtered_and_runs_no_formula(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    await enter(play, await new_person(play, family_name="=HYPERLINK(1)"))
    await enter(play, await new_person(play, family_name="Тучкин"))
    address = f"/championships/{play.championship}/entries.xlsx"
    for query, names in (("", ["Тучкин Анна", "=HYPERLINK(1) Анна"]), ("?state=entered", ["=HYPERLINK(1) Анна"])):
        answer = await play.http.get(address + query, headers=play.anna())
        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=3))
        assert [row[0].value for row in rows] == names
        assert {row[0].data_type for row in rows} == {"s"}


async def test_who_arrives_is_found_and_marked_at_the_door(play: Play) -> None:
    await play.gather()
    door = f"/championships/{play.championship}/check-in"
    assert "Альфин" not in await page(play, door, play.anna()), "nobody before somebody is searched for"
    searched = await post(play, f"{door}/search", play.anna(), {"text": "альф"})
    address = searched.headers["location"]
    shown = await page(play, address, play.anna(), language="en")
    assert "On the site: 0 of 3" in text(shown)
    assert "Альфин Вымысел" in text(shown)
    who = {"registration": play.registrations["Альфин"]}
    query = address.partition("?")[2]
    for path, arrived in ((door, 1), (f"{door}/end", 0)):
        answer = await post(play, f"{path}?{query}", play.anna(), who)
        assert answer.headers["location"] == address, "the search stays"
        assert f"On the site: {arrived} of 3" in text(await page(play, address, play.anna(), language="en"))


async def test_people_see_their_entries_and_those_of_their_wards(play: Play) -> None:
    await play.open()
    guardian = await play.person("Опекунов", account="guardian")
    await limit(play, 1)
    await play.compete("Первов", "R-01", confirmed=False)
    await play.compete("Юнин", "R-02", confirmed=False, birth_date="2012-05-01", account="yunin", guardians=[guardian])
    for account in ("yunin", "guardian"):
        mine = await page(play, "/me", play.issuer.bearer(account, "competitor"), language="en")
        assert "Waiting, place 1" in text(mine)
        assert ("Юнин" in text(mine)) == (account == "guardian")
        told = await play.get("/me/registrations", by=play.issuer.bearer(account, "competitor"))
        assert [one["waiting_place"] for one in told["items"]] == [1]
    assert "Заявок для вас нет" in text(await page(play, "/me", play.anna()))
