"""An organisation writes its own texts; answers keep the version that they were given to."""

from typing import Any

import pytest
from tests.competitions.consents.calendar import ADULT, Calendar
from tests.competitions.pages.preparing import typed_in
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

PURPOSE = "participation"
AT = f"/consent-texts/{PURPOSE}"


async def written(play: Play, **changed: str) -> dict[str, Any]:
    """The shipped text, changed in Russian."""
    known = await play.get(AT)
    return {"ru": {**known["ru"], **changed}, "en": known["en"]}


async def publish(play: Play, seen: int, *, expect: int = 200, **changed: str) -> Any:
    return await play.call("PUT", AT, play.anna(), await written(play, **changed), expect=expect, if_match=f'"{seen}"')


async def test_an_own_text_is_shown_and_answers_keep_the_version_they_were_given_to(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    subject = await calendar.enter("Альфин", ADULT)
    await calendar.enter("Бетин", ADULT)
    await calendar.sign("Альфин")
    kept = await publish(play, 0, who_asks="Колледж «{organisation}», Приозёрск, проводит «{championship}».")
    assert kept["text_version"] == "own-1"
    await calendar.ask()
    shown = await page(play, calendar.link(subject, subject), {})
    assert "Колледж «region-47», Приозёрск, проводит «Проба»." in text(shown)
    await calendar.sign("Бетин")
    answers = {}
    for name in ("Альфин", "Бетин"):
        told = await play.get(f"/registrations/{play.registrations[name]}/consents")
        answers[name] = told["voices"][0]["answers"][0]
    assert (answers["Альфин"]["text_version"], answers["Бетин"]["text_version"]) == ("2026-11", "own-1")
    assert answers["Альфин"]["text_sha256"] != answers["Бетин"]["text_sha256"]
    told = await play.get(f"/registrations/{play.registrations['Альфин']}/consents")
    assert told["lacking"] == [], "a new version takes no answer away"


async def test_another_organisation_reads_and_writes_its_own(play: Play) -> None:
    await publish(play, 0, term="Год.")
    other = await play.get(AT, play.stranger())
    assert (other["text_version"], other["ru"]["term"]) != ("own-1", "Год.")
    assert "Год." not in await page(play, AT, play.stranger())


async def test_nobody_writes_over_what_a_colleague_published(play: Play) -> None:
    await publish(play, 0, term="Год.")
    refused = await publish(play, 0, expect=412, term="Два года.")
    assert refused["type"].endswith("/outdated")
    assert (await publish(play, 1, term="Два года."))["text_version"] == "own-2"
    same = await publish(play, 1, term="Два года.")
    assert same["text_version"] == "own-2", "the same again is no version"


@pytest.mark.parametrize(
    ("part", "said", "place"),
    [
        ("data", "", "/ru/data"),
        ("data", "   ", "/ru/data"),
        ("term", "До {deadline}.", "/ru/term"),
        ("term", "Фигурная { скобка", "/ru/term"),
        ("term", "{championship.__class__}", "/ru/term"),
        ("heading", "З" * 201, "/ru/heading"),
    ],
)
async def test_a_text_without_a_part_or_with_unknown_braces_is_refused(
    play: Play, part: str, said: str, place: str
) -> None:
    refused = await publish(play, 0, expect=422, **{part: said})
    assert refused["errors"][0]["where"] == place
    assert (await play.get(AT))["text_version"] == "2026-11"


async def test_a_body_that_lacks_a_part_names_it(play: Play) -> None:
    body = await written(play)
    del body["en"]["withdrawal"]
    refused = await play.call("PUT", AT, play.anna(), body, expect=422, if_match='"0"')
    assert [one["where"] for one in refused["errors"]] == ["/en/withdrawal"]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_it_is_looked_at_before_it_is_published_on_the_page(play: Play, language: str) -> None:
    listed = await page(play, "/consent-texts", play.anna(), language=language)
    assert AT in listed
    typed = typed_in(await page(play, AT, play.anna(), language=language))
    typed["ru-who_asks"] = "Колледж {organisation}, который проводит «{championship}»."
    looked = await post(play, AT, play.anna(), typed)
    assert "Колледж region-47, который проводит «Name of the championship»." in text(looked.text)
    assert (await play.get(AT))["text_version"] == "2026-11", "only looked at"
    answer = await post(play, AT, play.anna(), {**typed, "publish": "on"})
    assert answer.status_code == 303, text(answer.text)
    assert (await play.get(AT))["text_version"] == "own-1"
    typed["ru-term"] = "Два года."
    stale = await post(play, AT, play.anna(), {**typed, "publish": "on"})
    assert stale.status_code == 412
    assert "Два года." in stale.text, "what was typed stays"
    again = typed_in(stale.text)
    assert (await post(play, AT, play.anna(), {**again, "publish": "on"})).status_code == 303
    shown = await page(play, AT, play.anna(), language=language)
    assert "own-1" in text(shown), "earlier versions can be read"
    empty = await post(play, AT, play.anna(), {**again, "ru-data": ""})
    assert empty.status_code == 422
    assert 'id="ru-data-error"' in empty.text
