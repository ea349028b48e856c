"""Who the organisation is, said once on a page, and read where a consent is asked and an invitation opened."""

import json

from tests.competitions.pages.reading import page, post, text
from tests.competitions.pages.test_consents import ADULT, entered, home
from tests.competitions.playing import Play

SAID = {
    "name-ru": "Центр развития навыков",
    "name-en": "Skills Development Centre",
    "address-ru": "Приозёрск, Набережная, 1",
    "address-en": "1 Naberezhnaya, Priozersk",
    "tax_number": "12345 67894",
}


async def blanks(play: Play) -> str:
    address = f"{home(play)}/{play.registrations['Альфин']}/blanks"
    return text(await page(play, address, play.anna(), language="en"))


async def test_consents_name_the_organisation_as_it_says(play: Play) -> None:
    await play.open()
    await entered(play, ADULT)
    assert "The organisation region-47" in await blanks(play)
    kept = await post(play, "/organisation", play.anna(), {**SAID, "version": "0"})
    assert kept.headers["location"] == "/organisation?kept"
    assert "Skills Development Centre, INN 1234567894, 1 Naberezhnaya, Priozersk" in await blanks(play)
    assert "Skills Development Centre" in await page(play, "/consent-texts", play.anna(), language="en")


async def test_a_slip_and_a_colleagues_change_are_told_and_nothing_is_lost(play: Play) -> None:
    await play.open()
    wrong = await post(play, "/organisation", play.anna(), {**SAID, "tax_number": "1234567890", "version": "0"})
    assert wrong.status_code == 422
    assert 'value="1234567890"' in wrong.text
    await post(play, "/organisation", play.anna(), {**SAID, "version": "0"})
    late = await post(play, "/organisation", play.anna(), {**SAID, "name-ru": "Другой центр", "version": "0"})
    assert late.status_code in {409, 412}
    assert 'value="Другой центр"' in late.text
    assert "Центр развития навыков" in text(late.text)
    told = await play.get("/organisation")
    assert (told["name"]["ru"], told["tax_number"]) == ("Центр развития навыков", "1234567894")


async def test_other_services_hear_how_it_is_called_and_the_checklist_asks_for_it(play: Play) -> None:
    await play.open()
    at = f"/championships/{play.championship}"
    task = "Say who your organisation is"
    assert f"{task} To do" in text(await page(play, at, play.anna(), language="en"))
    await post(play, "/organisation", play.anna(), {**SAID, "version": "0"})
    assert f"{task} Done" in text(await page(play, at, play.anna(), language="en"))
    person = {**SAID, "name-ru": "ИП Вымыслов", "name-en": "Vymyslov", "tax_number": "500100732259", "version": "1"}
    assert (await post(play, "/organisation", play.anna(), person)).status_code == 303
    said = [json.loads(event["value"]) for event in await play.told("organisations")]
    assert [(one["code"], one["edition"], one["name"]) for one in said] == [
        ("region-47", 1, {"ru": "Центр развития навыков", "en": "Skills Development Centre"}),
        ("region-47", 2, None),
    ], "what is kept for ever names no person"
