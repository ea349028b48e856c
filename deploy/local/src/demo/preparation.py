"""Act one: the organiser opens the championship, enters its people, and confirms the registrations."""

import asyncio
from datetime import date, timedelta
from typing import Final

from client import championships, marking, organisations, people
from client.certificates import Issuer, open_issuer
from client.championships import Contact, Text
from demo.people import OFFICER, ORGANISER, STRANGER, Person
from demo.scheme import Scheme
from demo.stage import Stage
from demo.workbook import workbook

NAME: Final[Text] = {
    "ru": "Региональный чемпионат «Мастера Приозёрья»",
    "en": "Regional championship “Masters of Priozerye”",
}
CONTACT: Final[Contact] = {"name": "Центр развития навыков Приозёрья", "email": "championship@region-47.example"}
ORGANISATION: Final[Text] = {"ru": "Центр развития навыков Приозёрья", "en": "Priozerye Skills Development Centre"}
ADDRESS: Final[Text] = {
    "ru": "Приозёрск-Пробный, Озёрная улица, 7",
    "en": "7 Ozyornaya Street, Priozersk-Probny",
}
ISSUER: Final[Issuer] = {
    "organisation": "region-47",
    "name": ORGANISATION,
    "prefix": "47",
}


def entered(person: Person, *guardians: str) -> people.Person:
    """As the organiser enters them; `guardians` are subject ids."""
    return {
        "family_name": person.record["family_name"],
        "given_name": person.record["given_name"],
        "patronymic": person.record["patronymic"],
        "email": person.record["email"],
        "account": person.account,
        "language": person.record.get("language", "ru"),
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "guardians": list(guardians),
    }


async def prepare(stage: Stage) -> None:
    accounts = [ORGANISER, OFFICER, STRANGER, *(expert.account for expert in stage.cast.experts)]
    await stage.sign_in(*accounts)
    await organisations.describe(stage.organiser, ORGANISATION, ADDRESS)
    await open_issuer(stage.officer, ISSUER)
    await _enter_people(stage)
    await _open_championship(stage)
    await asyncio.gather(*(_prepare_skill(stage, scheme) for scheme in stage.schemes))
    announced_at = await championships.announce(stage.organiser, stage.championship)
    stage.checks.expect("championship announced", bool(announced_at), expected=True)


async def _enter_people(stage: Stage) -> None:
    """Guardians first: their wards name them."""
    task = stage.progress.add_task("people", total=None)
    for role in ("guardian", "competitor", "expert"):
        group = stage.cast.with_role(role)
        subjects = await asyncio.gather(*(_enter(stage, person) for person in group))
        stage.subjects |= {person.account: subject for person, subject in zip(group, subjects, strict=True)}
        stage.progress.update(task, total=len(stage.subjects), completed=len(stage.subjects))


async def _enter(stage: Stage, person: Person) -> str:
    guardians = [stage.subjects[person.guardian]] if person.guardian else []
    return await people.enter(stage.organiser, entered(person, *guardians))


async def _open_championship(stage: Stage) -> None:
    today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
    begun = today - timedelta(days=2)
    stage.championship = await championships.open_championship(stage.organiser, NAME, begun, today, CONTACT)
    for scheme in stage.schemes:
        added = await championships.add_skill(stage.organiser, stage.championship, scheme.number, scheme.name)
        stage.skills[scheme.number] = added


async def _prepare_skill(stage: Stage, scheme: Scheme) -> None:
    skill = stage.skills[scheme.number]
    for expert in stage.cast.jury(scheme.number):
        subject = stage.subjects[expert.account]
        await championships.appoint(stage.organiser, skill, subject, expert.member, chief=expert.is_chief)
    chief = stage.callers[stage.cast.chief(scheme.number).account]
    imported = await championships.import_scheme(chief, skill, workbook(scheme))
    expected = _expected(scheme)
    found = {key: value for key, value in imported.items() if key in expected}
    stage.checks.expect(f"{scheme.number}: scheme imported", found, expected)
    await asyncio.gather(*(_register(stage, competitor) for competitor in stage.competitors(scheme.number)))
    sheets = await marking.start(chief, skill)
    wanted = len(list(scheme.forms)) * len(stage.competitors(scheme.number))
    stage.checks.expect(f"{scheme.number}: sheets", sheets, wanted)


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
    skill, subject = stage.skills[competitor.skill], stage.subjects[competitor.account]
    registration = await championships.enter_competitor(
        stage.organiser, skill, subject, competitor.member, competitor.shows
    )
    stage.registrations[competitor.account] = registration
