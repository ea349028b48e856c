"""Act one: the organiser opens the championship, enters its people, and confirms the registrations."""

import asyncio
from datetime import date, timedelta
from typing import Final

from demo.api import CERTIFICATES, COMPETITIONS
from demo.people import OFFICER, ORGANISER, STRANGER, Person
from demo.scheme import Scheme
from demo.stage import Stage
from demo.workbook import workbook

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME: Final = {"ru": "Региональный чемпионат «Мастера Приозёрья»", "en": "Regional championship “Masters of Priozerye”"}
ISSUER: Final = {
    "organisation": "region-47",
    "name": {"ru": "Центр развития навыков Приозёрья", "en": "Priozerye Skills Development Centre"},
    "prefix": "47",
}


async def prepare(stage: Stage) -> None:
    accounts = [ORGANISER, OFFICER, STRANGER, *(expert.account for expert in stage.cast.experts)]
    await stage.sign_in(*accounts)
    await stage.officer.post(f"{CERTIFICATES}/issuers", ISSUER)
    await _enter_people(stage)
    await _open_championship(stage)
    await asyncio.gather(*(_prepare_skill(stage, scheme) for scheme in stage.schemes))
    announced = await stage.organiser.post(f"{COMPETITIONS}/championships/{stage.championship}/announcement")
    stage.checks.expect("championship announced", bool(announced["announced_at"]), expected=True)


async def _enter_people(stage: Stage) -> None:
    """Guardians first: their wards name them."""
    task = stage.progress.add_task("people", total=None)
    for role in ("guardian", "competitor", "expert"):
        people = stage.cast.with_role(role)
        subjects = await asyncio.gather(*(_enter(stage, person) for person in people))
        stage.subjects |= {person.account: subject for person, subject in zip(people, subjects, strict=True)}
        stage.progress.update(task, total=len(stage.subjects), completed=len(stage.subjects))


async def _enter(stage: Stage, person: Person) -> str:
    guardians = (stage.subjects[person.guardian],) if person.guardian else ()
    answer = await stage.organiser.post(f"{COMPETITIONS}/persons", person.body(guardians))
    return str(answer["subject_id"])


async def _open_championship(stage: Stage) -> None:
    today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
    body = {
        "name": NAME,
        "ruleset": "worldskills",
        "starts_on": (today - timedelta(days=2)).isoformat(),
        "ends_on": today.isoformat(),
    }
    stage.championship = (await stage.organiser.post(f"{COMPETITIONS}/championships", body))["id"]
    for scheme in stage.schemes:
        path = f"{COMPETITIONS}/championships/{stage.championship}/skills"
        skill = await stage.organiser.post(path, {"number": scheme.number, "name": scheme.name})
        stage.skills[scheme.number] = skill["id"]


async def _prepare_skill(stage: Stage, scheme: Scheme) -> None:
    skill = f"{COMPETITIONS}/skills/{stage.skills[scheme.number]}"
    for expert in stage.cast.jury(scheme.number):
        body = {
            "subject_id": stage.subjects[expert.account],
            "member": expert.member,
            "role": "chief" if expert.is_chief else "expert",
        }
        await stage.organiser.post(f"{skill}/experts", body)
    chief = stage.callers[stage.cast.chief(scheme.number).account]
    imported = await chief.upload(f"{skill}/marking-scheme", workbook(scheme), XLSX)
    found = {key: imported[key] for key in ("aspects", "measurements", "judgements", "sub_criteria", "total")}
    stage.checks.expect(f"{scheme.number}: scheme imported", found, _expected(scheme))
    await asyncio.gather(*(_register(stage, competitor) for competitor in stage.competitors(scheme.number)))
    sheets = await chief.post(f"{skill}/marking")
    wanted = len(list(scheme.forms)) * len(stage.competitors(scheme.number))
    stage.checks.expect(f"{scheme.number}: sheets", sheets["sheets"], wanted)


def _expected(scheme: Scheme) -> dict[str, object]:
    types = [aspect.type for aspect in scheme.aspects]
    return {
        "aspects": len(types),
        "measurements": types.count("M"),
        "judgements": types.count("J"),
        "sub_criteria": len(list(scheme.forms)),
        "total": "100.00",
    }


async def _register(stage: Stage, competitor: Person) -> None:
    path = f"{COMPETITIONS}/skills/{stage.skills[competitor.skill]}/registrations"
    body = {"subject_id": stage.subjects[competitor.account], "member": competitor.member}
    entered = await stage.organiser.post(path, body)
    confirmed = await stage.organiser.post(f"{COMPETITIONS}/registrations/{entered['id']}/confirmation")
    stage.registrations[competitor.account] = confirmed["id"]
