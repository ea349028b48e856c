"""An officer writes what the organisation hands out, on pages alone."""

import re
from typing import Any

import pytest
from tests.certificates.playing import Play
from tests.certificates.test_issuing_pages import headers, once_of

HOME = "/issuers/region-47/achievements"
COURSE = {
    "kind": "course",
    "code": "robotics-basics",
    "title-ru": "Основы робототехники",
    "title-en": "Basics of robotics",
    "criteria-ru": "Освоена программа и защищён проект.",
    "criteria-en": "The programme is completed.",
    "hours": "36",
    "valid_months": "",
    "modules": "Механика; 12\nПрограммирование\n\n",
    "alignments-0-framework": "WSOS",
    "alignments-0-code": "C",
    "alignments-0-name": "Сборка",
    "alignments-0-url": "https://example.org/wsos#c",
    "alignments-1-framework": "",
    "wants-result": "must",
    "wants-hours": "may",
    "wants-score": "",
}


async def made(play: Play) -> Any:
    await play.issuer()
    form = await play.http.get(f"{HOME}/new", headers=headers(play))
    sent = {**COURSE, "once": once_of(form.text)}
    for _press in range(2):
        answer = await play.http.post(f"{HOME}/new", data=sent, headers=headers(play))
        assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/robotics-basics?made")
    [stored] = await play.app.achievements.find_many({})
    return stored


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_what_an_officer_writes_is_kept_and_shown(play: Play, language: str) -> None:
    stored = await made(play)
    assert (stored.code, stored.kind, stored.hours, stored.valid_months) == ("robotics-basics", "course", 36, None)
    assert [(one.title, one.hours) for one in stored.modules] == [("Механика", 12), ("Программирование", None)]
    assert [(one.framework, one.url) for one in stored.alignments] == [("WSOS", "https://example.org/wsos#c")]
    assert {one.name: one.required for one in stored.wants} == {"hours": False, "result": True}
    listed = (await play.http.get(HOME, headers=headers(play, language))).text
    title = COURSE[f"title-{language}"]
    assert title in listed
    page = (await play.http.get(f"{HOME}/robotics-basics", headers=headers(play, language))).text
    for said in (title, COURSE[f"criteria-{language}"], "Механика", "WSOS C"):
        assert said in page
    paper = await play.http.get(f"{HOME}/robotics-basics/preview.pdf", headers=headers(play, language))
    assert (paper.headers["content-type"], paper.content[:4]) == ("application/pdf", b"%PDF")


async def test_what_cannot_be_is_said_beside_the_field_and_stays_typed(play: Play) -> None:
    await made(play)
    by = headers(play)
    cases = (
        ({"code": "robotics-basics"}, 409, "code"),
        ({"code": "Роботы"}, 422, "code"),
        ({"code": "other", "criteria-en": ""}, 422, "criteria-en"),
        ({"code": "other", "hours": "много"}, 422, "hours"),
        ({"code": "other", "alignments-0-url": "example"}, 422, "alignments-0-url"),
    )
    for change, status, field in cases:
        answer = await play.http.post(f"{HOME}/new", data={**COURSE, **change}, headers=by)
        assert answer.status_code == status, field
        assert f'href="#{field}"' in answer.text
        assert "Освоена программа и защищён проект." in answer.text
    assert len(await play.app.achievements.find_many({})) == 1


async def test_a_form_filled_in_otherwise_after_going_back_makes_another_one_or_is_refused(play: Play) -> None:
    await play.issuer()
    once = once_of((await play.http.get(f"{HOME}/new", headers=headers(play))).text)
    said = [COURSE, {**COURSE, "code": "robotics-more"}, {**COURSE, "title-ru": "Иное"}]
    answers = [await play.http.post(f"{HOME}/new", data={**one, "once": once}, headers=headers(play)) for one in said]
    assert [one.status_code for one in answers] == [303, 303, 409]
    assert {one.code for one in await play.app.achievements.find_many({})} == {"robotics-basics", "robotics-more"}


async def test_two_who_write_at_once_lose_nothing_unseen(play: Play) -> None:
    await made(play)
    by, address = headers(play), f"{HOME}/robotics-basics/edit"
    form = (await play.http.get(address, headers=by)).text
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version
    assert version[1] == "1"
    first = {**COURSE, "version": "1", "title-en": "Robots for beginners"}
    assert (await play.http.post(address, data=first, headers=by)).status_code == 303
    second = await play.http.post(address, data={**COURSE, "version": "1", "hours": "40"}, headers=by)
    assert second.status_code == 412
    assert "Robots for beginners" in second.text, "what the other one saved"
    assert 'name="version" value="2"' in second.text
    [stored] = await play.app.achievements.find_many({})
    assert (stored.title.en, stored.hours, stored.version) == ("Robots for beginners", 36, 2)


async def test_it_is_withdrawn_when_that_is_meant_and_offered_again(play: Play) -> None:
    await made(play)
    by, address = headers(play), f"{HOME}/robotics-basics"
    assert (await play.http.post(f"{address}/withdrawal", data={}, headers=by)).status_code == 422
    for action, sent, is_offered in (("withdrawal", {"sure": "true"}, False), ("offer", {}, True)):
        for _press in range(2):
            answer = await play.http.post(f"{address}/{action}", data=sent, headers=by)
            assert answer.status_code == 303
        [stored] = await play.app.achievements.find_many({})
        assert stored.is_offered is is_offered
    assert stored.version == 3, "a second press changes nothing"
