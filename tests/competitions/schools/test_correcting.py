"""A school puts right what it wrote of whom it brought in itself, and of nobody else."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from tests.competitions.access.test_duties import bare
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.schools.test_entering import HEADINGS, MISHA, MOTHER, bring, enter, kind
from tests.competitions.schools.test_school import OTHER, OWN, prepared

from client import championships, consents
from competitions.domain.registration import State

NAMED = {"family_name": "Альфинов", "given_name": "Вымысел"}
FATHER = {"family_name": "Альфин", "given_name": "Отец", "email": "father@example.org"}


def way(play: Play, entry: dict[str, Any]) -> str:
    at = f"/championships/{play.championship}/school/entries"
    return f"{at}/{entry['id']}/people/{entry['subject_id']}/correction"


async def refused(play: Play, entry: dict[str, Any], **more: Any) -> str:
    body = {**NAMED, **more}
    return kind(await play.post(way(play, entry), body, by=bare(play, "vera"), expect=409, accept_language="en"))


async def test_a_name_is_put_right_and_what_was_confirmed_is_confirmed_anew(play: Play) -> None:
    at = await prepared(play)
    vera = bare(play, "vera")
    entry = await enter(play, vera, guardian=MOTHER)
    await consents.on_paper(play.organiser, entry["id"])
    await championships.confirm(play.organiser, entry["id"])
    assert way(play, entry) in await page(play, at, vera)
    form = await page(play, way(play, entry), vera, language="en")
    assert 'value="Альфин"' in form
    wrong = await post(play, way(play, entry), vera, {**NAMED, "family_name": "", "once": str(uuid4())})
    assert 'href="#family_name"' in wrong.text
    sent = {**NAMED, "once": str(uuid4())}
    for _ in range(2):
        assert (await post(play, way(play, entry), vera, sent)).status_code == 303
    person = await play.app.people.get(UUID(entry["subject_id"]))
    assert (person.full_name, len(person.guardians)) == ("Альфинов Вымысел", 1)
    kept = await play.app.registrations.get(UUID(entry["id"]))
    assert (kept.state, [step.state for step in kept.history].count(State.ENTERED)) == ("entered", 2), "once"
    await championships.confirm(play.organiser, entry["id"])
    assert await refused(play, entry, guardian=FATHER) == "not-the-schools", "somebody has consented"
    assert await refused(play, {**entry, "id": entry["id"]}, guardian=FATHER, family_name="Бетин") == "not-the-schools"
    assert (await play.app.people.get(person.id)).full_name == "Альфинов Вымысел", "nothing by half"


async def test_one_more_guardian_is_asked(play: Play) -> None:
    await prepared(play)
    vera = bare(play, "vera")
    entry = await enter(play, vera, guardian=MOTHER)
    registration = await play.app.registrations.get(UUID(entry["id"]))
    await play.app.registrations.save(replace(registration, is_asked=True))
    body, key = {"family_name": "Альфин", "given_name": "Вымысел", "guardian": FATHER}, str(uuid4())
    for _ in range(2):
        await play.post(way(play, entry), body, by=vera, idempotency_key=key)
    person = await play.app.people.get(UUID(entry["subject_id"]))
    mother, father = [(await play.app.people.get(id)).email for id in person.guardians]
    assert (mother, father) == (MOTHER["email"], FATHER["email"])
    registration = await play.app.registrations.get(UUID(entry["id"]))
    assert (registration.is_asked, registration.state) == (False, "entered")
    await play.post(way(play, entry), {**body, "guardian": MOTHER}, by=vera)
    assert len((await play.app.people.get(person.id)).guardians) == 2, "who answers already"


async def test_whom_others_know_is_the_organisers_to_change(play: Play) -> None:
    await prepared(play)
    vera = bare(play, "vera")
    await play.person("Гаммин", birth_date="2010-01-01")
    known = await enter(play, vera, family_name="Гаммин", birth_date="2010-01-01")
    assert await refused(play, known) == "not-the-schools", "the organiser brought them in"
    entry = await enter(play, vera)
    other = await championships.add_skill(play.organiser, play.championship, "02", {"ru": "Иное", "en": "Other"})
    elsewhere = await championships.register(play.organiser, other, entry["subject_id"], OTHER)
    assert await refused(play, entry) == "not-the-schools", "another school enters them as well"
    await play.post(f"/registrations/{elsewhere}/withdrawal", {})
    assert await refused(play, entry) == "not-the-schools", "and has known them since"
    third = await enter(play, vera, family_name="Бетин")
    person = await play.app.people.get(UUID(third["subject_id"]))
    await play.app.people.save(replace(person, account="betin"))
    assert await refused(play, third) == "not-the-schools", "who signs in says it themselves"
    closed = text(await page(play, way(play, third), vera, language="en"))
    assert "The organiser keeps the data of this person" in closed
    stranger = {**third, "subject_id": str(uuid4())}
    await play.post(way(play, stranger), NAMED, by=vera, expect=404)


async def test_who_came_with_the_schools_file_is_its_own_and_with_the_organisers_is_not(play: Play) -> None:
    await prepared(play)
    vera, rows = bare(play, "vera"), {}
    for by, name in ((vera, "Дельтин"), (play.anna(), "Зетин")):
        headings = HEADINGS if by is vera else (*HEADINGS, "Регион или организация*")
        row = ("01", name, "Вымысел", "14.03.2010", "9 Б")
        made = await bring(play, by, headings, row if by is vera else (*row, OWN))
        assert made.status_code == 201, made.text
        await play.post(f"/imports/{made.json()['id']}/keeping", by=by)
        (person,) = await play.app.people.find_many({"family_name": name})
        (entry,) = await play.app.registrations.of_person(person.id)
        rows[name] = {"id": str(entry.id), "subject_id": str(person.id)}
    await play.post(way(play, rows["Дельтин"]), {**MISHA, "family_name": "Дельтинов"}, by=vera, expect=422)
    await play.post(way(play, rows["Дельтин"]), {**NAMED, "family_name": "Дельтинов"}, by=vera)
    assert await refused(play, rows["Зетин"]) == "not-the-schools"
