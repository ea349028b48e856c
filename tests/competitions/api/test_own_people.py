"""An organisation enters its own people alone; accounts are bound once; ages go by the championship's calendar."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play

from competitions.access import juror
from competitions.queries.championships import judged_skills
from competitions.settings import Settings
from shared.identity.principal import Principal, Role

FOREIGN = {"family_name": "Чужов", "given_name": "Вымысел"}


async def foreign(play: Play) -> str:
    found: str = (await play.post("/persons", FOREIGN, by=play.stranger(), expect=201))["subject_id"]
    return found


async def test_a_foreign_person_is_answered_like_nobody(play: Play) -> None:
    await play.open()
    person = await foreign(play)
    ways: list[tuple[str, dict[str, Any]]] = [
        (f"/skills/{play.skill}/registrations", {"member": "R-01"}),
        (f"/skills/{play.skill}/experts", {"member": "R-01", "role": "expert", "has_agreed": True}),
        (f"/skills/{play.skill}/invitations", {"role": "expert"}),
    ]
    for path, body in ways:
        known = await play.post(path, {**body, "subject_id": person}, expect=404)
        nobody = await play.post(path, {**body, "subject_id": str(uuid4())}, expect=404)
        assert without_instance(known) == without_instance(nobody)
    ward = {"family_name": "Юнкин", "given_name": "Вымысел"}
    known = await play.post("/persons", {**ward, "guardians": [person]}, expect=404)
    nobody = await play.post("/persons", {**ward, "guardians": [str(uuid4())]}, expect=404)
    assert without_instance(known) == without_instance(nobody)
    own = await play.person("Юнкин")
    changed = {**ward, "guardians": [person]}
    await play.call("PUT", f"/persons/{own}", play.anna(), changed, If_Match='"1"', expect=404)


def without_instance(problem: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in problem.items() if key not in {"instance", "trace_id", "trace"}}


@pytest.mark.parametrize(("first", "then"), [("one", "two"), ("one", None), (None, "two")])
async def test_an_account_is_not_changed_afterwards(play: Play, first: str | None, then: str | None) -> None:
    subject = await play.person("Юнкин", account=first)
    body = {"family_name": "Юнкин", "given_name": "Иной"}
    path = f"/persons/{subject}"
    problem = await play.call("PUT", path, play.anna(), {**body, "account": then}, If_Match='"1"', expect=409)
    assert problem["type"].endswith("/account-fixed")
    assert [one["where"] for one in problem["errors"]] == ["/account"]
    await play.call("PUT", path, play.anna(), {**body, "account": first}, If_Match='"1"')
    kept = await play.get(path)
    assert (kept["account"], kept["given_name"]) == (first, "Иной")


async def test_who_bound_an_account_and_when_is_recorded_until_the_erasure(play: Play) -> None:
    subject = await play.person("Юнкин", account="junkin")
    binding = (await play.get(f"/persons/{subject}"))["account_binding"]
    assert (binding["by"], datetime.fromisoformat(binding["at"]).date()) == ("anna", play.app.now().date())
    assert "entered by anna" in text(await page(play, f"/people/{subject}", play.anna(), language="en"))
    assert (await play.get(f"/persons/{await play.person('Иная')}"))["account_binding"] is None
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    stored = await play.app.database["people"].find_one({"_id": UUID(subject)})
    assert stored
    assert stored["account_binding"] is None


async def test_the_members_that_were_entered_are_told(play: Play) -> None:
    await play.open()
    await play.appoint("one", "Омск")
    await play.compete("Бетин", "Алтайский край")
    await play.compete("Гаммин", "Алтайский  КРАЙ")
    found = await play.get(f"/championships/{play.championship}/members")
    assert found == {"items": [], "unlisted": ["Алтайский край", "Омск"]}
    await play.get(f"/championships/{play.championship}/members", by=play.stranger(), expect=403)


@pytest.mark.parametrize(("hour", "expect"), [(20, 200), (22, 403)])
async def test_a_guardian_reads_until_the_ward_is_of_age_in_the_championships_calendar(
    play: Play, api: FastAPI, hour: int, expect: int
) -> None:
    """Of age on 12 May; in Moscow that begins at 21:00 UTC on the 11th."""
    guardian = await play.person("Опекунов", account="guardian")
    ward = await play.person("Юнкин", birth_date="2008-05-12", guardians=[guardian])
    at = datetime(2026, 5, 11, hour, tzinfo=UTC)
    api.state.app = replace(play.app, now=lambda: at)
    try:
        await play.get(f"/persons/{ward}", by=play.issuer.bearer("guardian", "guardian"), expect=expect)
    finally:
        api.state.app = play.app


async def test_others_hear_which_calendar_decides(play: Play) -> None:
    await play.person("Юнкин")
    told = await play.told("people")
    assert f'"time_zone":"{play.app.settings.time_zone}"' in told[0]["value"].decode().replace(" ", "")


def test_a_zone_that_does_not_exist_is_refused_at_the_start(settings: Settings) -> None:
    with pytest.raises(ValidationError, match="time zone"):
        Settings.model_validate({**settings.model_dump(), "time_zone": "Mars/Olympus"})


async def test_an_account_holds_a_record_of_each_organisation_and_sees_all_of_them(play: Play) -> None:
    masha = play.issuer.bearer("masha", "competitor")
    await play.open()
    own = await play.compete("Альфина", "R-01", account="masha")
    body = {**FOREIGN, "account": "masha"}
    other = (await play.post("/persons", body, by=play.stranger(), expect=201))["subject_id"]
    ward = {"family_name": "Юнкин", "given_name": "Вымысел", "birth_date": "2015-02-03", "guardians": [other]}
    young = (await play.post("/persons", ward, by=play.stranger(), expect=201))["subject_id"]
    for subject in (own, other, young):
        await play.get(f"/persons/{subject}", by=masha)
    for subject in (own, other, young):
        await play.get(f"/persons/{subject}", by=play.issuer.bearer("other", "competitor"), expect=403)
    entries = (await play.get("/me/registrations", by=masha))["items"]
    assert [one["subject_id"] for one in entries] == [own]


async def test_an_account_holds_one_record_of_an_organisation(play: Play) -> None:
    await play.person("Первая", account="masha")
    body = {"family_name": "Вторая", "given_name": "Вымысел", "account": "masha"}
    refused = await play.post("/persons", body, expect=409)
    assert refused["type"].endswith("/account-taken")


async def test_on_a_jury_somebody_is_who_they_are_to_the_organisation_that_holds_it(play: Play) -> None:
    """Their record of another organisation neither judges here nor is compared with who competes."""
    await play.open()
    body = {**FOREIGN, "account": "one"}
    other = UUID((await play.post("/persons", body, by=play.stranger(), expect=201))["subject_id"])
    await play.appoint("one", "R-91")
    judge = UUID(play.experts["one"])
    by = Principal("one", "", frozenset({Role.EXPERT}))
    _, expert = await juror(play.app, UUID(play.skill), by)
    assert (expert.subject_id, expert.member) == (judge, "R-91")
    assert await play.app.people.subjects_of("one") == {judge, other}
    assert await play.app.people.subject_of("one", "region-50") == other
    assert [skill.id for skill, _ in await judged_skills(play.app, by)] == [UUID(play.skill)]
