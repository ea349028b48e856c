"""Act seven: the next championship is being prepared, so that everybody who signs in finds something to do.

Entries are open: there are some of each state, people who wait for a place, and consents that are missing. Two of three skills
still lack their scheme; the jury of one is being asked. One is held ahead of the others, and half marked. The championship after
it is a draft, whose checklist has just been begun.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from client import championships, consents, marking, people
from client.championships import Text
from client.waiting import until
from demo.entries import Entry
from demo.people import Person
from demo.preparation import CONTACT
from demo.scheme import Scheme
from demo.season import jury, school
from demo.stage import Stage
from demo.workbook import workbook
from localstack.mail.smtp import MailSink

NAME: Final[Text] = {
    "ru": "Открытый чемпионат «Мастера Приозёрья»: новый сезон",
    "en": "Open championship “Masters of Priozerye”: the new season",
}
DRAFT: Final[Text] = {
    "ru": "Юниоры Приозёрья: весна",
    "en": "Juniors of Priozerye: spring",
}
DRAFT_SKILL: Final[Text] = {"ru": "Воздушные змеи", "en": "Kites"}
ABOUT: Final[Text] = {
    "ru": "Заявки принимаются до середины месяца. Участвовать можно в одной компетенции.",
    "en": "Entries are taken until the middle of the month. Everybody may enter one skill.",
}
VENUE: Final = {"name": "Приозёрный колледж", "address": "Приозёрск-Пробный, Озёрная улица, 7", "rooms": ["101", "204"]}
SPELLINGS: Final = {"Приозёрье": ["Приозёрская область"], "Заречье": ["Зареченский край"]}
BOATS: Final[Text] = {"ru": "Деревянные лодки", "en": "Wooden boats"}
BEEHIVES: Final[Text] = {"ru": "Наблюдательные ульи", "en": "Observation beehives"}
BOAT_PLACES: Final = 5
INVITED: Final = (
    ("Смолина", "Дарья", "darya.smolina@pochta.example"),
    ("Бакенов", "Тихон", "tikhon.bakenov@pochta.example"),
)
"""People without an account."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The skill that is held ahead of the others."""

    skill: str
    scheme: Scheme
    registrations: dict[str, str]
    """By account."""


async def prepare(stage: Stage, sink: MailSink) -> None:
    task = stage.progress.add_task("next season", total=5)
    championship = await _announced(stage)
    stage.open_championship = championship
    ahead = await _held_ahead(stage, championship)
    stage.progress.advance(task)
    await _half_mark(stage, ahead)
    stage.progress.advance(task)
    await jury.ask(stage, await _enter_boats(stage, championship), sink)
    await school.let_in(stage, championship, sink)
    stage.progress.advance(task)
    await _invite(stage)
    await _expect(stage, championship, sink)
    stage.progress.advance(task)
    await _draft(stage)
    stage.progress.advance(task)


async def _draft(stage: Stage) -> None:
    """By other rules, and half described: skills without a jury, no deadlines, nobody has heard of it."""
    first = date.today() + timedelta(days=120)  # noqa: DTZ011 - a calendar's day, not a moment
    days = (first, first + timedelta(days=1))
    draft = await championships.open_championship(
        stage.organiser, DRAFT, *days, CONTACT, "juniorskills", venues=[VENUE]
    )
    stage.draft = draft
    await championships.add_skill(stage.organiser, draft, "J01", DRAFT_SKILL)
    await championships.list_member(stage.organiser, draft, "Приозёрье", SPELLINGS["Приозёрье"])


async def _announced(stage: Stage) -> str:
    first = date.today() + timedelta(days=30)  # noqa: DTZ011 - a calendar's day, not a moment
    midnight = datetime.combine(date.today(), time(), UTC)  # noqa: DTZ011
    deadlines = {"entries_open": -5, "consents_due": 14, "entries_close": 20, "withdrawal": 25}
    plan: dict[str, Any] = {
        "venues": [VENUE],
        "about": ABOUT,
        "deadlines": {name: (midnight + timedelta(days=days)).isoformat() for name, days in deadlines.items()},
    }
    days = (first, first + timedelta(days=2))
    championship = await championships.open_championship(stage.organiser, NAME, *days, CONTACT, **plan)
    known = (*stage.cast.competitors, *stage.cast.experts)
    for name in dict.fromkeys(one.member for one in known):
        await championships.list_member(stage.organiser, championship, name, SPELLINGS.get(name, []))
    return championship


async def _held_ahead(stage: Stage, championship: str) -> Ahead:
    """With jury and scheme: four have come, one did not start, one was disqualified, one is out of competition."""
    scheme, organiser = stage.schemes[0], stage.organiser
    skill = await championships.add_skill(organiser, championship, scheme.number, scheme.name, room="101", quota=8)
    for expert in stage.cast.jury(scheme.number):
        subject = stage.subjects[expert.account]
        await championships.appoint(organiser, skill, subject, expert.member, chief=expert.is_chief)
    await championships.import_scheme(organiser, skill, workbook(scheme))
    await championships.announce(organiser, championship)
    entrants = stage.competitors(scheme.number)[2:9]
    entered = [
        await championships.enter_competitor(organiser, skill, stage.subjects[one.account], one.member)
        for one in entrants
    ]
    for registration in entered[:4]:
        await championships.check_in(organiser, registration)
    await marking.start(organiser, skill)
    absent, disqualified, guest = entered[4:]
    await championships.mark_absent(organiser, absent, "absent", "Не явился к началу")
    await championships.mark_absent(organiser, disqualified, "disqualified", "Нарушение правил охраны труда")
    await championships.mark_absent(organiser, guest, "out_of_competition", "Готовится к следующему году")
    return Ahead(skill, scheme, {one.account: id for one, id in zip(entrants[:4], entered, strict=False)})


async def _half_mark(stage: Stage, ahead: Ahead) -> None:
    """The first half of the sub-criteria, as experts from other regions would."""
    chief = stage.callers[stage.cast.chief(ahead.scheme.number).account]
    sheets = await marking.sheet_ids(chief, ahead.skill)
    forms = [form.code for form in ahead.scheme.forms]
    begun = set(forms[: len(forms) // 2])
    entries = [
        entry
        for entry in stage.entries[ahead.scheme.number]
        if entry.competitor.account in ahead.registrations and entry.aspect.form in begun
    ]
    await asyncio.gather(*(_mark(stage, ahead, sheets, account, entries) for account in ahead.registrations))


async def _mark(
    stage: Stage, ahead: Ahead, sheets: dict[tuple[str, str], str], account: str, entries: Sequence[Entry]
) -> None:
    for entry in entries:
        if entry.competitor.account == account:
            expert = next(one for one in stage.cast.jury(ahead.scheme.number) if one.member != entry.competitor.member)
            sheet = sheets[ahead.registrations[account], entry.aspect.form]
            await marking.enter_mark(stage.callers[expert.account], sheet, entry.aspect.code, entry.body)


async def _enter_boats(stage: Stage, championship: str) -> str:
    """More people than places: one moves up. The first two and their guardians have still to agree. The skill's id."""
    organiser = stage.organiser
    skill = await championships.add_skill(organiser, championship, "R01", BOATS, room="204", quota=BOAT_PLACES)
    await championships.add_skill(organiser, championship, "R02", BEEHIVES)
    near, far = stage.competitors(stage.schemes[0].number), stage.competitors(stage.schemes[1].number)
    entrants = [*near[:2], *far[:8]]
    entered = [await _enter(stage, skill, one) for one in entrants]
    await championships.reject(organiser, entered[4], "Заявка подана дважды")
    await championships.withdraw(organiser, entered[6])
    await consents.on_paper(organiser, entered[2])
    await championships.confirm(organiser, entered[2])
    successor = far[8]
    await championships.replace(organiser, entered[3], stage.subjects[successor.account], successor.member)
    await consents.ask(organiser, championship)
    return skill


async def _enter(stage: Stage, skill: str, person: Person) -> str:
    return await championships.register(stage.organiser, skill, stage.subjects[person.account], person.member)


async def _invite(stage: Stage) -> None:
    for family_name, given_name, email in INVITED:
        known: people.Person = {"family_name": family_name, "given_name": given_name, "email": email}
        await people.invite(stage.organiser, await people.enter(stage.organiser, known))


async def _expect(stage: Stage, championship: str, sink: MailSink) -> None:
    expected = {
        "checked_in": 4,
        "confirmed": 4,
        "entered": 5,
        "waiting": 3,
        "rejected": 1,
        "withdrawn": 1,
        "replaced": 1,
    }
    found = Counter([one["state"] async for one in championships.registrations(stage.organiser, championship)])
    stage.checks.expect("entries of the next championship", dict(found), expected)

    async def invited() -> bool:
        return all(_letters(sink, email) for *_, email in INVITED)

    await until(invited, "the invitations", seconds=60)
    stage.checks.expect("invitations", [_letters(sink, email) for *_, email in INVITED], [1] * len(INVITED))


def _letters(sink: MailSink, email: str) -> int:
    return sum(email in message["X-Envelope-To"] for message in sink.messages())
