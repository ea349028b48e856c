"""Where the law wants the written form, an answer by a link alone does not confirm."""

from dataclasses import replace

import pytest
from tests.competitions.consents.calendar import ADULT, TEENAGER, Calendar
from tests.competitions.pages.reading import page, reply, text

from client import championships
from competitions.domain.consents.deadlines import Terms
from competitions.domain.consents.records import ConsentRules, Purpose
from competitions.domain.needs.rules import USUAL_NEEDS
from competitions.domain.ruleset import Ruleset

TERMS = Terms(14, 3, (7, 2))


@pytest.fixture
def rules() -> ConsentRules:
    return ConsentRules((Purpose.NEEDS,), (Purpose.IMAGE,), written=(Purpose.NEEDS,), deadlines=TERMS)


async def by(calendar: Calendar, rules: ConsentRules) -> None:
    """A programme with these rules of consents, which asks what people need elsewhere: the consent to it is everybody's."""
    await calendar.open()
    app = calendar.play.app
    known: Ruleset = app.rulesets["worldskills"]
    calendar.play.app = calendar.api.state.app = replace(
        app, rulesets={**app.rulesets, "worldskills": replace(known, consents=rules, needs=USUAL_NEEDS)}
    )


async def states(calendar: Calendar, name: str) -> tuple[dict[str, str], list[str]]:
    told = await calendar.play.get(f"/registrations/{calendar.play.registrations[name]}/consents")
    return {one["purpose"]: one["state"] for one in told["states"]}, told["lacking"]


@pytest.mark.parametrize("purpose", ["needs", "participation"])
async def test_a_yes_by_link_waits_for_the_paper_and_is_confirmed_by_it(calendar: Calendar, purpose: str) -> None:
    await by(
        calendar, ConsentRules((Purpose(purpose),), (Purpose.IMAGE,), written=(Purpose(purpose),), deadlines=TERMS)
    )
    play = calendar.play
    adult = await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    await reply(play, calendar.link(adult, adult), {purpose: "given", "image": "given"})
    said, lacking = await states(calendar, "Альфин")
    assert (said[purpose], said["image"], lacking) == ("waits_for_paper", "given", [purpose])
    confirmation = f"/registrations/{play.registrations['Альфин']}/confirmation"
    await play.post(confirmation, expect=409)
    assert "Waits for paper" in text(await page(play, calendar.link(adult, adult), {}, language="en"))
    organiser = f"/championships/{play.championship}/consents/{play.registrations['Альфин']}"
    assert "Waits for paper" in text(await page(play, organiser, play.anna(), language="en"))
    await calendar.sign("Альфин", purpose=purpose)
    said, lacking = await states(calendar, "Альфин")
    assert (said[purpose], lacking) == ("given", [])
    await championships.confirm(play.organiser, play.registrations["Альфин"])


async def test_each_who_has_to_agree_signs(calendar: Calendar, rules: ConsentRules) -> None:
    await by(calendar, rules)
    mother = await calendar.play.person("Мамина")
    teenager = await calendar.enter("Альфин", TEENAGER, mother)
    await calendar.ask()
    for giver in (mother, teenager):
        await reply(calendar.play, calendar.link(teenager, giver), {"needs": "given"})
    address = f"/registrations/{calendar.play.registrations['Альфин']}/consents"
    body = {"giver_id": mother, "purpose": "needs", "decision": "given"}
    await calendar.play.call("PUT", address, calendar.play.anna(), body)
    assert (await states(calendar, "Альфин"))[0]["needs"] == "waits_for_paper"
    await calendar.play.call("PUT", address, calendar.play.anna(), {**body, "giver_id": teenager})
    assert (await states(calendar, "Альфин"))[0]["needs"] == "given"


async def test_without_the_paper_the_place_is_lost_when_it_was_due(calendar: Calendar, rules: ConsentRules) -> None:
    await by(calendar, rules)
    adult = await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    await reply(calendar.play, calendar.link(adult, adult), {"needs": "given"})
    await calendar.later(days=21)
    assert await calendar.state("Альфин") == "lapsed"
