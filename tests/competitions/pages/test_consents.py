"""Consents on pages: the organiser asks, a guardian answers by the link without an account, and the entry can be confirmed."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import days
from tests.competitions.pages.reading import heading, page, post, reply, row, text
from tests.competitions.playing import Play

from client import championships
from competitions.queries.consents import CONSENT
from shared.identity import links
from shared.ids import derive
from shared.mongo.pending_events import PENDING

CHILD, TEENAGER, ADULT = days.of_age(11), days.of_age(16), "2000-01-01"


async def entered(play: Play, born: str, *guardians: str, name: str = "Альфин") -> str:
    """The registration of a person of that birth date, which nobody has consented to."""
    subject = await play.person(name, birth_date=born, guardians=list(guardians))
    play.registrations[name] = await championships.register(play.organiser, play.skill, subject, "R-01")
    return subject


def link(play: Play, subject: str, giver: str) -> str:
    """The address in the giver's letter."""
    id = derive(UUID(play.championship), UUID(subject), UUID(giver), "consents")
    return f"/consent/{links.token(CONSENT, id, play.app.link_secret)}"


def home(play: Play) -> str:
    return f"/championships/{play.championship}/consents"


async def state(play: Play, name: str = "Альфин") -> dict[str, str]:
    told = await play.get(f"/registrations/{play.registrations[name]}/consents")
    return {one["purpose"]: one["state"] for one in told["states"]}


async def events(play: Play) -> list[dict[str, Any]]:
    return [one async for document in play.app.consents.collection.find({}) for one in document[PENDING]]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_guardian_without_an_account_answers_by_the_link_and_the_entry_can_be_confirmed(
    play: Play, language: str
) -> None:
    await play.open()
    mother = await play.person("Мамина", email="mama@example.org")
    child = await entered(play, CHILD, mother)
    confirmation = f"/registrations/{play.registrations['Альфин']}/confirmation"
    refused = await play.post(confirmation, expect=409)
    assert refused["type"].endswith("/consent-missing")

    answer = await post(play, f"{home(play)}/requests", play.anna())
    assert answer.status_code == 303
    said = text(await page(play, answer.headers["location"], play.anna(), language="en"))
    assert "1 person is written to." in said
    assert len(await events(play)) == 1

    shown = await page(play, link(play, child, mother), {}, language=language)
    assert "Вымысел А." in heading(shown)
    assert "Альфин" not in shown, "who finds a letter reads no full name"
    sent = {"participation": "given", "permission": "given", "publication-name": "refused"}
    answer = await reply(play, link(play, child, mother), sent)
    assert answer.status_code == 303, answer.text
    assert await state(play) == {
        "participation": "given",
        "permission": "given",
        "publication": "refused",
        "needs": "not_needed",
        "image": "missing",
        "next_stage": "missing",
        "employers": "missing",
    }
    await play.post(confirmation)


async def test_opening_a_link_changes_nothing_and_nothing_is_chosen_beforehand(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    await post(play, f"{home(play)}/requests", play.anna())
    before = await play.app.consents.find_many({})
    for _ in range(3):
        html = await page(play, link(play, adult, adult), {})
    assert await play.app.consents.find_many({}) == before
    assert " checked" not in html
    await post(play, link(play, adult, adult), {})
    assert await play.app.consents.find_many({}) == before, "who chooses nothing has answered nothing"


async def test_what_was_given_is_taken_back_by_the_same_link(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    await post(play, f"{home(play)}/requests", play.anna())
    address = link(play, adult, adult)
    await reply(play, address, {"participation": "given", "publication-name": "given"})
    assert (await state(play))["publication"] == "given"
    answer = await post(play, f"{address}/withdrawal", {}, {"purpose": "publication"})
    assert answer.status_code == 303
    assert (await state(play))["publication"] == "withdrawn"
    assert "Withdrawn" in text(await page(play, address, {}, language="en"))
    refused = await post(play, f"{address}/withdrawal", {}, {"purpose": "image"})
    assert refused.status_code == 409
    assert "This consent was never given." in refused.text
    assert (await play.http.get(f"{address}/withdrawal")).headers["location"] == address


async def test_each_item_of_what_is_public_is_answered_for_itself(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    await post(play, f"{home(play)}/requests", play.anna())
    address = link(play, adult, adult)
    given = {"publication-name": "given", "publication-organisation": "refused", "publication-place": "given"}
    assert (await reply(play, address, given)).status_code == 303
    person = await play.get(f"/persons/{adult}")
    assert person["publicity"] == [
        {"championship_id": play.championship, "items": ["name", "place"], "until": "2031-11-22"}
    ]
    shown = await page(play, address, {}, language="en")
    assert "Family name, given name and patronymic, Place and award (until 22 November 2031" in text(shown)
    assert not re.search(r'name="publication-[^>]* checked', shown), "the text in English is another one"
    same = await page(play, address, {})
    chosen = set(re.findall(r'id="publication-([a-z]+-[a-z]+)"[^>]* checked', same))
    assert chosen == {"name-given", "organisation-refused", "place-given", "score-refused", "photo-refused"}
    assert "until 22 November 2031" in text(await page(play, f"/people/{adult}", play.anna(), language="en"))
    no = {f"publication-{item}": "refused" for item in ("name", "organisation", "place", "score", "photo")}
    await reply(play, address, no)
    assert (await state(play))["publication"] == "refused"
    assert [one["items"] for one in (await play.get(f"/persons/{adult}"))["publicity"]] == [[]]


async def test_a_text_that_changed_while_it_was_read_is_not_agreed_to(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    await post(play, f"{home(play)}/requests", play.anna())
    address = link(play, adult, adult)
    html = await page(play, address, {}, language="en")
    read = dict(re.findall(r'type="hidden" name="(text-[a-z_]+|language)" value="(\w+)"', html))
    plan = await play.get(f"/championships/{play.championship}")
    championship = await play.app.championships.get(UUID(plan["id"]))
    await play.app.championships.save(replace(championship, ends_on=championship.ends_on + timedelta(days=366)))
    said = {"participation": "given", "publication-name": "given"}
    for sent in ({**read, **said}, said):
        refused = await post(play, address, {}, sent)
        assert refused.status_code == 409
        assert "This text has changed since you answered" in refused.text
        assert (await state(play))["participation"] == "missing", "not by half"
    refused = await post(play, address, {}, {**read, "participation": "given", "language": "ru"})
    assert refused.status_code == 409, "the text that was read is in another language"
    refused = await post(play, address, {}, {**read, **said})
    assert 'id="participation-given" name="participation" value="given" checked' in refused.text, (
        "what was chosen stays"
    )
    assert not re.search(r'name="publication-name"[^>]* checked', refused.text), "but not for the text that is new"


async def test_nobody_is_written_to_twice_within_a_day(play: Play) -> None:
    await play.open()
    mother = await play.person("Мамина", email="mama@example.org")
    await entered(play, TEENAGER, mother)
    address = f"/championships/{play.championship}/consents/requests"
    first = {"asked": 2, "too_soon": 0, "too_late": 0, "without_guardian": 0}
    for _ in range(2):  # a crash lost the answer
        assert await play.post(address, {}, idempotency_key="one") == first
        await play.app.database["idempotency"].delete_many({})
    assert await play.post(address, {}) == {"asked": 0, "too_soon": 2, "too_late": 0, "without_guardian": 0}
    assert len(await events(play)) == 2


async def test_a_minor_without_a_guardian_is_told_to_the_organiser(play: Play) -> None:
    await play.open()
    await entered(play, CHILD)
    address = f"/championships/{play.championship}/consents/requests"
    assert await play.post(address, {}) == {"asked": 0, "too_soon": 0, "too_late": 0, "without_guardian": 1}
    assert "none is entered" in row(await page(play, home(play), play.anna(), language="en"), "Альфин")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_organiser_sees_who_lacks_what_and_enters_paper(play: Play, language: str) -> None:
    await play.open()
    assert await page(play, home(play), play.anna(), language=language)
    mother = await play.person("Мамина")
    await entered(play, TEENAGER, mother)
    await entered(play, ADULT, name="Бетин")
    html = await page(play, home(play), play.anna(), language=language)
    assert {"ru": "Не хватает у 2 из 2", "en": "2 of 2 lack a consent"}[language] in text(html)
    one = f"{home(play)}/{play.registrations['Бетин']}"
    adult = (await play.get(f"/registrations/{play.registrations['Бетин']}/consents"))["voices"][0]["giver_id"]
    signed = {"giver": adult, "purpose": "participation", "decision": "given", "language": "ru"}
    answer = await post(play, one, play.anna(), signed)
    assert answer.status_code == 303, answer.text
    assert await page(play, answer.headers["location"], play.anna(), language=language)
    lacking = await page(play, f"{home(play)}?show=lacking", play.anna(), language=language)
    assert "Альфин" in lacking
    assert "Бетин" not in lacking
    told = await play.get(f"/registrations/{play.registrations['Бетин']}/consents")
    assert told["voices"][0]["answers"][0] | {"at": "", "text_sha256": ""} == {
        "purpose": "participation",
        "decision": "given",
        "at": "",
        "way": "paper",
        "items": [],
        "until": None,
        "text_version": "2026-11",
        "text_sha256": "",
        "entered_by": "anna",
        "signed_on": None,
    }


async def test_paper_of_somebody_who_has_no_say_is_refused(play: Play) -> None:
    await play.open()
    mother = await play.person("Мамина")
    adult = await entered(play, ADULT, mother)
    address = f"/registrations/{play.registrations['Альфин']}/consents"
    for giver, purpose in ((mother, "participation"), (adult, "permission"), (adult, "next_stage")):
        body = {"giver_id": giver, "purpose": purpose, "decision": "given"}
        refused = await play.call("PUT", address, play.anna(), body, expect=409)
        assert refused["type"].endswith("/not-asked")


async def test_a_forged_or_cut_link_leads_nowhere(play: Play) -> None:
    await play.open()
    adult = await entered(play, ADULT)
    address = link(play, adult, adult)
    await page(play, address, {}, expect=404)  # nobody was asked yet
    await post(play, f"{home(play)}/requests", play.anna())
    await page(play, address, {})
    for wrong in (address[:-1], address[:-6], address[:-1] + ("A" if address[-1] != "A" else "B"), "/consent/x"):
        html = await page(play, wrong, {}, language="en", expect=404)
        assert "This link does not lead anywhere" in html, wrong


async def test_the_link_of_an_erased_person_tells_nothing(play: Play) -> None:
    await play.open()
    mother = await play.person("Мамина")
    child = await entered(play, CHILD, mother)
    await post(play, f"{home(play)}/requests", play.anna())
    await play.call("DELETE", f"/persons/{child}", play.anna(), expect=204)
    assert "Вымысел" not in await page(play, link(play, child, mother), {}, expect=404)


async def test_who_is_no_guardian_any_more_reads_nothing_by_the_old_link(play: Play) -> None:
    await play.open()
    mother, other = await play.person("Мамина"), await play.person("Другая")
    child = await entered(play, CHILD, mother)
    await post(play, f"{home(play)}/requests", play.anna())
    await page(play, link(play, child, mother), {})
    person = await play.app.people.get(UUID(child))
    await play.app.people.save(replace(person, guardians=(UUID(other),)))
    assert "Вымысел" not in await page(play, link(play, child, mother), {}, expect=404)


async def test_an_erased_guardian_is_missed_and_another_can_be_named(play: Play) -> None:
    await play.open()
    mother, other = await play.person("Мамина"), await play.person("Другая")
    child = await entered(play, CHILD, mother)
    await play.call("DELETE", f"/persons/{mother}", play.anna(), expect=204)
    address = f"/championships/{play.championship}/consents/requests"
    assert (await play.post(address, {}))["without_guardian"] == 1
    facts = {"family_name": "Альфин", "given_name": "Вымысел", "birth_date": CHILD, "guardians": [other]}
    await play.call("PUT", f"/persons/{child}", play.anna(), facts, if_match='"2"')
    assert (await play.post(address, {}))["asked"] == 1
