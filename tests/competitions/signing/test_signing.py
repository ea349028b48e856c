"""Forms are signed by each of their team, many at once, and given back with a reason: over the API and on the pages."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests.competitions.judging.test_invitations import letters
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import V1, Play

from competitions.commands import sign_off as commands
from competitions.commands.publication import complete_publication
from competitions.domain.signing.rules import Signers, SigningRules
from competitions.domain.skill import Skill
from competitions.queries.sheets import skill_head
from competitions.wiring import App

WHY = "Апелляция R-02 принята"
REASON = {"aspects": ["A1.02"], "reason": WHY}


async def sign(play: Play, expert: str, *codes: str, expect: int = 200) -> None:
    body = {"sub_criteria": codes}
    await play.call("POST", f"/skills/{play.skill}/sub-criteria/sign-offs", play.expert(expert), body, expect=expect)


async def test_each_of_the_team_signs_many_at_once(play: Play) -> None:
    play.memory = None
    known = play.app.rulesets["worldskills"]
    each = replace(known, signing=SigningRules(Signers.EACH))
    play.app.rulesets["worldskills"] = each  # type: ignore[index]
    try:
        await signed_by_each(play)
    finally:
        play.app.rulesets["worldskills"] = known  # type: ignore[index]


async def signed_by_each(play: Play) -> None:
    await play.gather()
    await play.mark_all_of("A1", "B1")
    await sign(play, "one", "A1", "B2", expect=409)
    sheet = await play.sheet("Альфин", "A1")
    assert not (await play.get(f"/sheets/{sheet}"))["signing"]["signatures"], "none is where one cannot be"
    await play.mark_all()
    for expert in ("one", "two"):
        await sign(play, expert, "A1", "B1", "B2")
    assert not (await play.get(f"/sheets/{sheet}"))["is_signed"]
    html = await page(play, f"/skills/{play.skill}/sign-off", play.expert("three"), language="en")
    assert "Being signed" in row(html, "A1")
    chief = play.expert("chief")
    await play.call("POST", f"/skills/{play.skill}/sign-off", chief, {}, expect=409)
    sent = await post(play, f"/skills/{play.skill}/sign-off/sub-criteria", play.expert("three"), {"code": "A1"})
    assert sent.status_code == 303
    await sign(play, "three", "A1", "B1", "B2")
    await play.post(f"/skills/{play.skill}/sign-off", by=chief)


async def test_a_form_is_opened_again_by_aspects_and_who_signed_sees_it(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    sheet, other = await play.sheet("Бетин", "A1"), await play.sheet("Альфин", "A1")
    before = await play.get(f"/sheets/{other}")
    await play.call("POST", f"/sheets/{sheet}/reopenings", play.expert("one"), REASON, expect=403)
    chief = {**play.expert("chief"), "idempotency-key": "again"}
    for _ in range(2):
        answer = await play.http.post(f"{V1}/sheets/{sheet}/reopenings", json=REASON, headers=chief)
        assert answer.status_code == 200
    found = await play.get(f"/sheets/{sheet}")
    assert found["signing"]["open"] == ["A1.02"]
    assert [one["reason"] for one in found["signing"]["reopenings"]] == [WHY]
    assert await play.get(f"/sheets/{other}") == before, "nothing else moves"
    told = {one["subject_id"]: one for one in await letters(play, "unsigned")}
    assert list(told) == [play.experts["one"]], "the chief knows: they did it"
    assert told[play.experts["one"]] | {"cause": "reopened", "sub_criterion": "A1"} == told[play.experts["one"]]
    assert not {"Бетин", WHY, sheet} & set(map(str, told[play.experts["one"]].values()))
    skill = await play.app.skills.get(UUID(play.skill))
    assert skill.signature is None
    assert [str(one.reopening) for one in skill.taken_back] == [found["signing"]["reopenings"][0]["id"]]
    await play.call(
        "POST", f"/championships/{play.championship}/publication", play.anna(), {"status": "official"}, expect=409
    )

    for path in (f"/skills/{play.skill}/sign-off", f"/skills/{play.skill}/marking/A1", f"/sheets/{sheet}"):
        words = text(await page(play, path, play.expert("one"), language="en"))
        assert WHY in words
        assert "was taken back" in words
    assert "form that you signed is open again" in text(await page(play, "/", play.expert("one"), language="en"))
    assert "open again" not in text(await page(play, "/", play.expert("three"), language="en"))
    await play.mark("Бетин", "A1.01", {"measurement": False}, expect=409)
    await play.mark("Бетин", "A1.02", {"judgement": [2, 2, 2]})
    await sign(play, "one", "A1")
    await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"))
    await play.publish()
    assert (await play.get(f"/sheets/{sheet}"))["is_signed"]


async def test_who_signed_for_others_than_start_hears_of_it(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    absence = f"/registrations/{play.registrations['Бетин']}/absence"
    for _ in range(2):
        await play.call("PUT", absence, play.anna(), {"kind": "absent", "reason": "Болезнь"})
    told = await letters(play, "unsigned")
    assert [(one["subject_id"], one["cause"]) for one in told] == [(play.experts["chief"], "starters")]


async def test_what_is_opened_while_a_publication_begins_stops_it(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    body = {"status": "official"}
    await play.call("POST", f"/championships/{play.championship}/publication", play.anna(), body, expect=202)
    sheet = await play.sheet("Бетин", "A1")
    await play.call("POST", f"/sheets/{sheet}/reopenings", play.expert("chief"), REASON)
    championship = await play.app.championships.get(UUID(play.championship))
    assert not await complete_publication(play.app, championship)
    assert (await play.get(f"/championships/{play.championship}"))["stage"] == "embargo"
    await play.mark("Бетин", "A1.02", {"judgement": [2, 2, 2]})


async def test_who_signs_while_a_form_is_opened_again_signs_nothing_that_is_open(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the forms and the signature."""
    await play.gather()
    await play.mark_all()
    await sign(play, "one", "A1", "B1", "B2")
    chief, sheet = play.expert("chief"), await play.sheet("Бетин", "A1")

    async def meanwhile(app: App, skill: Skill) -> str:
        monkeypatch.setattr(commands, "skill_head", skill_head)
        await play.call("POST", f"/sheets/{sheet}/reopenings", chief, REASON)
        return await skill_head(app, skill)

    monkeypatch.setattr(commands, "skill_head", meanwhile)
    refused = await play.call("POST", f"/skills/{play.skill}/sign-off", chief, {}, expect=409)
    assert refused["type"].endswith("sub-criteria-unsigned")
    assert (await play.app.skills.get(UUID(play.skill))).signature is None


async def test_the_chief_chooses_aspects_on_the_page_and_says_why(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    sheet, chief = await play.sheet("Бетин", "A1"), play.expert("chief")
    at = f"/sheets/{sheet}"
    assert "Open the form again" not in await page(play, at, play.expert("one"), language="en")
    refused = await post(play, f"{at}/reopenings", chief, {"reopening-reason": "Ошибка", "once": "1"})
    assert refused.status_code == 422
    assert "No aspect is chosen" in refused.text
    typed = {"aspect": "A1.01", "reopening-reason": "Ошибка записи", "once": "1"}
    for _ in range(2):
        assert (await post(play, f"{at}/reopenings", chief, typed)).status_code == 303
    html = await page(play, at, play.expert("one"), language="en")
    assert 'name="A1.01-value"' in html
    assert 'name="A1.02-score1"' not in html
    assert "Ошибка записи" in html
    answer = await play.http.get(f"{V1}/sheets/{sheet}", headers=chief)
    assert len(answer.json()["signing"]["reopenings"]) == 1
