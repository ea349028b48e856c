"""A championship prepared on pages alone, without a script: from `new` to the end of entries."""

import re
from collections.abc import Mapping

import pytest
from tests import days
from tests.competitions.pages.preparing import FIRST, SECOND, add_skill, new, read, typed_in
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play


async def test_three_steps_make_a_draft_with_deadlines_in_its_own_zone(play: Play) -> None:
    play.championship = await new(play)
    made = await play.get(f"/championships/{play.championship}")
    assert made["venues"] == [
        {"name": "Колледж Приозёрья", "address": "Набережная, 1", "rooms": ["Мастерская 1", "Мастерская 2"]}
    ]
    assert made["deadlines"]["entries_close"] == "2026-11-17T13:00:00Z", "18:00 in Yekaterinburg"
    words = text(await read(play, f"/championships/{play.championship}"))
    assert "Draft, which your organisation alone sees" in words
    assert "Next: Add the skills" in words
    await page(play, f"/championships/{play.championship}", {}, expect=401)


async def test_a_draft_sent_twice_is_one(play: Play) -> None:
    home = "/championships/new"
    typed = {**typed_in(await page(play, home, play.anna())), **FIRST, **SECOND, "step": "3", "go": "on"}
    ids = {(await post(play, home, play.anna(), typed)).headers["location"] for _ in range(2)}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("step", "changed", "field", "words"),
    [
        ("1", {"name-en": ""}, "name-en", "It is missing."),
        ("2", {"ends_on": "2026-11-30"}, "ends_on", "2026-11-30 is before 2026-12-01."),
        ("2", {"starts_on": "soon"}, "starts_on", "It is not a date."),
        ("2", {"contact-email": ""}, "contact-email", "It is missing."),
        ("2", {"time_zone": "Asia/Nowhere"}, "time_zone", "There is no such time zone."),
        ("3", {"deadlines-entries_close": "2026-12-02T10:00"}, "deadlines-entries_close", "after the championship has begun"),
        ("3", {"deadlines-entries_open": "2026-11-20T10:00", "deadlines-entries_close": "2026-11-19T10:00"},
         "deadlines-entries_close", "Entries would close before they open."),
    ],
)  # fmt: skip
async def test_a_refused_step_keeps_what_was_typed_and_leads_to_the_field(
    play: Play, step: str, changed: Mapping[str, str], field: str, words: str
) -> None:
    sent = {"draft": "x", "step": step, "go": "on", **FIRST, **SECOND, **changed}
    answer = await post(play, "/championships/new", play.anna(), sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text, "the summary leads to a field of this step"
    assert words in text(answer.text)
    kept = typed_in(answer.text)
    for name, value in sent.items():
        if value and name not in {"go", "step", "venues-0-rooms", "time_zone"}:
            assert kept[name] == value, name


async def test_going_back_loses_nothing(play: Play) -> None:
    sent = {"draft": "x", "step": "3", "go": "back", **FIRST, **SECOND, "deadlines-withdrawal": "2026-11-20T10:00"}
    answer = await post(play, "/championships/new", play.anna(), sent)
    assert "Step 2 of 3" in answer.text
    assert typed_in(answer.text)["deadlines-withdrawal"] == "2026-11-20T10:00"


async def test_what_froze_is_said_and_refused_as_in_the_api(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    at = f"/championships/{play.championship}"
    before = typed_in(await read(play, f"{at}/edit"))
    assert (await post(play, f"{at}/announce", play.anna())).status_code == 303
    html = await read(play, f"{at}/edit")
    assert "It cannot change any more: the championship is announced." in html
    assert 'name="time_zone"' not in html
    late = {**before, "time_zone": "Asia/Omsk", "version": typed_in(html)["version"]}
    answer = await post(play, f"{at}/edit", play.anna(), late)
    assert answer.status_code == 409
    assert 'href="#time_zone"' in answer.text
    answer = await post(play, f"{at}/edit", play.anna(), {**typed_in(html), "name-en": "Masters of Priozerye"})
    assert answer.status_code == 303, text(answer.text)
    changed = await play.get(at)
    assert (changed["name"]["en"], changed["time_zone"]) == ("Masters of Priozerye", "Asia/Yekaterinburg")


async def test_a_colleagues_change_is_shown_beside_ones_own(play: Play) -> None:
    play.championship = await new(play)
    at = f"/championships/{play.championship}/edit"
    mine = typed_in(await read(play, at))
    theirs = {**mine, "contact-name": "Вера Лужина"}
    assert (await post(play, at, play.anna(), theirs)).status_code == 303
    answer = await post(play, at, play.anna(), {**mine, "contact-name": "Анна Берёзова"})
    assert answer.status_code == 409
    assert "Saved meanwhile: Вера Лужина" in answer.text
    endless = {**mine, f"venues-{'9' * 5000}-name": "Цех", "version": "9" * 5000}
    assert (await post(play, at, play.anna(), endless)).status_code in {409, 422}
    again = typed_in(answer.text)
    assert again["contact-name"] == "Анна Берёзова"
    assert (await post(play, at, play.anna(), again)).status_code == 303


async def test_announcing_and_closing_say_before_what_follows_and_afterwards_what_happened(play: Play) -> None:
    play.championship = await new(play, **{"contact-name": "", "contact-email": ""})
    at = f"/championships/{play.championship}"
    words = text(await read(play, f"{at}/announce"))
    assert "There is no skill." in words
    assert "There is no contact for the public." in words
    answer = await post(play, f"{at}/announce", play.anna())
    assert answer.status_code == 409
    await add_skill(play, play.championship)
    typed = typed_in(await read(play, f"{at}/edit"))
    contact = {"contact-name": "Анна Пробная", "contact-email": "ask@region-47.example"}
    await post(play, f"{at}/edit", play.anna(), {**typed, **contact})
    words = text(await read(play, f"{at}/announce"))
    assert "Everybody sees the contact: Анна Пробная, ask@region-47.example." in words
    assert "Entries are taken until 17 November 2026, 18:00 (UTC+5)." in words
    assert "Nobody gets a letter." in words
    assert (await post(play, f"{at}/announce", play.anna())).headers["location"] == f"{at}/announce"
    assert "Announced 2" in text(await read(play, f"{at}/announce"))
    await page(play, at, {})
    assert (await post(play, f"{at}/close", play.anna())).status_code == 303
    assert "Closed 2" in text(await read(play, f"{at}/close"))
    play.skill = (await play.get(f"{at}/skills"))["items"][0]["id"]
    person = await play.person("Бетин")
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "R-02"}, expect=409)
    assert (await post(play, f"{at}/close/end", play.anna())).status_code == 303
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "R-02"}, expect=201)


async def test_a_copy_for_the_next_year_has_no_people_and_moved_deadlines(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    await play.post(f"/championships/{play.championship}/members", {"name": "Приозёрье"}, expect=201)
    at = f"/championships/{play.championship}/copy"
    typed = typed_in(await read(play, at))
    assert typed["starts_on"] == "2027-11-30", "the same weekday"
    made = {(await post(play, at, play.anna(), typed)).headers["location"] for _ in range(2)}
    copy = await play.get(made.pop())
    assert not made, "sent twice, made once"
    assert copy["deadlines"]["entries_close"] == "2027-11-16T13:00:00Z"
    assert copy["contact"] is None
    assert [one["number"] for one in copy["skills"]] == ["R07"]
    assert [one["name"] for one in (await play.get(f"/championships/{copy['id']}/members"))["items"]] == ["Приозёрье"]


async def test_only_an_empty_draft_is_deleted(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    at = f"/championships/{play.championship}/deletion"
    await play.compete("Бетин", "R-02", confirmed=False)
    assert "1 person is entered or on a jury." in text(await read(play, at))
    assert (await post(play, at, play.anna())).status_code == 409
    other = await new(play)
    await add_skill(play, other)
    assert (await post(play, f"/championships/{other}/deletion", play.anna())).headers["location"] == "/"
    await page(play, f"/championships/{other}", play.anna(), expect=404)
    await play.get(f"/championships/{other}", expect=404)


async def test_a_policy_is_chosen_in_a_draft_and_goes_with_the_rules_where_it_is_theirs(play: Play) -> None:
    await play.open()
    address = f"/championships/{play.championship}/edit"
    seen = await page(play, address, play.anna(), language="en")
    version = re.search(r'name="version" value="(\d+)"', seen)
    assert version
    fields = {"name-ru": "Проба", "name-en": "Trial", "time_zone": "Europe/Moscow", "ruleset": "juniorskills"}
    held = {"starts_on": f"{days.AHEAD}-05-01", "ends_on": f"{days.AHEAD}-05-02", "version": version[1]}
    saved = await post(
        play, address, play.anna(), {**fields, **held, "scale_policy": "", "medal_policy": "winner-and-prize-takers"}
    )
    assert saved.status_code == 303, text(saved.text)
    told = await play.get(f"/championships/{play.championship}")
    rules = play.app.rulesets["juniorskills"]
    assert (told["ruleset"], told["scale_policy"]) == ("juniorskills", rules.scale_policy)
    assert told["medal_policy"] == "winner-and-prize-takers"
    fields["version"] = str(int(version[1]) + 1)
    refused = await post(play, address, play.anna(), {**fields, **held, "medal_policy": "equal-score-by-starters"})
    assert "winner-and-prize-takers-by-share" in text(refused.text), "its diplomas go by places"
