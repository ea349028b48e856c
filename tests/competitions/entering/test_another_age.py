"""An organiser enters somebody for whose age the skill is not: with a reason, which is asked for and kept."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from tests.competitions.pages.reading import page, post, text
from tests.competitions.pages.test_entering import found, hidden
from tests.competitions.playing import Play

from competitions.commands.registrations import register
from competitions.domain.records.forgetting import without_words
from shared.identity.principal import Principal, Role

REASON = "Победил в отборе"


async def juniors(play: Play) -> None:
    await play.open()
    skill = await play.app.skills.get(UUID(play.skill))
    await play.app.skills.save(replace(skill, youngest=14, oldest=16))


async def test_a_reason_is_asked_for_kept_and_read_by_the_organiser_alone(play: Play) -> None:
    await juniors(play)
    grown = await play.person("Взрослов", birth_date="1990-03-14")
    home = f"/championships/{play.championship}/entries"
    html = await found(play, f"{home}/new", "взрослов")
    at = unescape(re.findall(r'action="([^"]*new\?found=[^"]*)"', html)[0])
    typed = {**hidden(html), "subject_id": grown, "skill": play.skill, "member": "Приозёрье"}
    refused = await post(play, at, play.anna(), typed)
    assert refused.status_code == 422
    assert 'href="#age_reason"' in refused.text
    assert "The age is then 36." in text(refused.text)
    assert 'name="age_reason"' in refused.text
    entered = await post(play, at, play.anna(), {**typed, "age_reason": REASON})
    assert entered.status_code == 303
    assert REASON in text(await page(play, entered.headers["location"], play.anna()))
    registration = str(entered.headers["location"]).rpartition("/")[2]
    assert REASON not in str(await play.get(f"/registrations/{registration}"))
    other = await play.person("Иной", birth_date="1991-01-01")
    body: dict[str, Any] = {"subject_id": other, "member": "Приозёрье"}
    at = f"/registrations/{registration}/replacement"
    problem = await play.post(at, body, expect=422)
    assert problem["errors"][0]["where"] == "/age_reason"
    took = await play.post(at, {**body, "age_reason": REASON}, expect=201)
    kept = await play.app.registrations.get(UUID(took["id"]))
    assert kept.age_reason == REASON
    assert without_words(kept, None).age_reason == "–", "an erasure takes it"


async def test_what_a_kill_left_without_its_reason_is_completed_by_the_repeat(play: Play) -> None:
    await juniors(play)
    grown, made = UUID(await play.person("Взрослов", birth_date="1990-03-14")), uuid4()
    organiser = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")
    for _ in range(2):
        entry = await register(
            play.app,
            UUID(play.skill),
            made,
            subject_id=grown,
            member="Приозёрье",
            by=organiser,
            age_reason=REASON,
        )
        assert (await play.app.registrations.get(made)).age_reason == entry.age_reason == REASON
        await play.app.registrations.save(replace(entry, age_reason=None))
