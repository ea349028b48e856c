"""Marking a competitor absent on the skill's page, in both languages."""

import pytest
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import Play

SAID = {
    "ru": ("Кто не выступает", "Не явился", "Всё-таки выступает", "Отметить неявку", "Организатор"),
    "en": ("Who does not start", "Absent", "Starts after all", "Mark a competitor as absent", "Organiser"),
}


@pytest.mark.parametrize("language", SAID)
async def test_an_absence_is_marked_seen_and_taken_back(play: Play, language: str) -> None:
    title, absent, back, mark, organiser = SAID[language]
    await play.gather()
    marking, absences = f"/skills/{play.skill}/marking", f"/skills/{play.skill}/absences"
    assert mark in text(await page(play, marking, play.anna(), language=language))
    typed = {"competitor": play.registrations["Альфин"], "kind": "absent", "reason": "Не приехал"}
    assert (await post(play, absences, play.anna(), typed)).status_code == 303
    seen = await page(play, marking, play.anna(), language=language)
    assert title in text(seen)
    for word in (absent, "Не приехал", organiser, back):
        assert word in row(seen, "Альфин")
    assert back not in text(await page(play, marking, play.expert("one"), language=language))
    form = await page(play, f"{marking}/A1", play.expert("one"), language=language)
    assert "Альфин" not in text(form)
    assert "Бетин" in text(form)
    await post(play, f"{absences}/{play.registrations['Альфин']}/end", play.expert("chief"))
    assert "Альфин" in text(await page(play, f"{marking}/A1", play.expert("one"), language=language))


async def test_a_reason_is_asked_for_and_what_was_typed_stays(play: Play) -> None:
    await play.gather()
    typed = {"competitor": play.registrations["Бетин"], "kind": "withdrawn"}
    refused = await post(play, f"/skills/{play.skill}/absences", play.anna(), typed)
    assert refused.status_code == 422
    assert "Write why the competitor is in no results." in text(refused.text)
    assert 'value="withdrawn" checked' in refused.text
    assert f'value="{play.registrations["Бетин"]}" selected' in refused.text


async def test_an_expert_who_is_not_chief_is_refused_and_offered_nothing(play: Play) -> None:
    await play.gather()
    typed = {"competitor": play.registrations["Бетин"], "kind": "absent", "reason": "-"}
    assert (await post(play, f"/skills/{play.skill}/absences", play.expert("one"), typed)).status_code == 403
    assert "Mark a competitor as absent" not in await page(
        play, f"/skills/{play.skill}/marking", play.expert("one"), language="en"
    )


@pytest.mark.parametrize(
    ("language", "said", "nobody"),
    [
        ("ru", "В 1 компетенции никто не выступает", "В этой компетенции никто не выступал."),
        ("en", "1 skill has no competitors who start", "Nobody started in this skill."),
    ],
)
async def test_an_empty_skill_is_told_and_holds_nothing_up(play: Play, language: str, said: str, nobody: str) -> None:
    await play.gather()
    empty = {"number": "02", "name": {"ru": "Пустая", "en": "Empty"}}
    await play.post(f"/championships/{play.championship}/skills", empty, expect=201)
    await play.mark_all()
    await play.sign_all()
    championship = f"/championships/{play.championship}"
    assert said in text(await page(play, championship, play.anna(), language=language))
    assert (await post(play, f"{championship}/publication", play.anna())).status_code == 303
    await play.sweep()
    board = text(await page(play, f"{championship}/scoreboard", {}, language=language))
    assert nobody in board


DOES_NOT_START = {
    "ru": ("Участник не выступает", "Снялся: Травма", "Кто не выступает"),
    "en": ("The competitor does not start", "Withdrawn: Травма", "Who does not start"),
}


@pytest.mark.parametrize("language", DOES_NOT_START)
async def test_the_form_of_who_does_not_start_says_why_and_leads_to_the_way_back(play: Play, language: str) -> None:
    title, why, heading = DOES_NOT_START[language]
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    typed = {"competitor": play.registrations["Бетин"], "kind": "withdrawn", "reason": "Травма"}
    await post(play, f"/skills/{play.skill}/absences", play.anna(), typed)
    html = await page(play, f"/sheets/{sheet}", play.expert("one"), language=language)
    for said in (title, why, heading):
        assert said in text(html)
    assert 'name="A1.01-value"' not in html
    assert f'href="/skills/{play.skill}/marking#attendance"' in html
    entered = {"A1.01-value": "true", "A1.01-saw": ""}
    refused = await post(play, f"/sheets/{sheet}", play.expert("one"), entered)
    assert refused.status_code == 422
    assert "takes no marks" in refused.text
    assert (await play.get(f"/sheets/{sheet}"))["history"] == []
    summary = await page(play, f"/skills/{play.skill}/sign-off", play.expert("chief"), language=language)
    assert "Бетин Вымысел, R-02" in text(summary)
    assert "Травма" in text(summary)


async def test_who_is_out_of_competition_is_marked_at_the_entry_and_no_page_fails(play: Play) -> None:
    await play.gather()
    sheet, entry = await play.sheet("Бетин", "A1"), play.registrations["Бетин"]
    home = f"/championships/{play.championship}/entries/{entry}"
    unexplained = await post(play, f"{home}/absence", play.anna(), {"kind": "out_of_competition"})
    assert unexplained.status_code == 422
    assert 'href="#absence-reason"' in unexplained.text
    assert 'value="out_of_competition" checked' in unexplained.text
    typed = {"kind": "out_of_competition", "reason": "Гость"}
    assert (await post(play, f"{home}/absence", play.anna(), typed)).status_code == 303
    marking = f"/skills/{play.skill}/marking"
    for path, by in (
        (home, play.anna()),
        (marking, play.anna()),
        (f"/skills/{play.skill}/sign-off", play.expert("chief")),
        (f"/sheets/{sheet}", play.expert("one")),
    ):
        shown = text(await page(play, path, by))
        assert "Вне конкурса" in shown, path
        assert "Гость" in shown, path
    assert "Вне конкурса" in row(await page(play, marking, play.anna()), "Бетин")
    assert (await post(play, f"{home}/absence/end", play.anna())).status_code == 303
    assert "Гость" not in text(await page(play, marking, play.anna()))


async def test_several_are_disqualified_or_taken_out_of_competition_at_once(play: Play) -> None:
    await play.gather()
    home = f"/championships/{play.championship}/entries"
    chosen = {"entry": play.registrations["Альфин"], "reason": "Правила площадки"}
    for action, kind, said in (
        ("disqualify", "disqualified", "Дисквалифицирован 1 конкурсант"),
        ("out_of_competition", "out_of_competition", "Вне конкурса участвует 1 конкурсант"),
    ):
        asked = await post(play, f"{home}/selection", play.anna(), {**chosen, "action": action})
        assert asked.status_code == 200, text(asked.text)
        done = await post(play, f"{home}/selection/done", play.anna(), {**chosen, "action": action})
        assert said in text(await page(play, done.headers["location"], play.anna()))
        assert (await play.get(f"/registrations/{chosen['entry']}"))["absence"]["kind"] == kind
