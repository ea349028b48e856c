"""A small championship by the rules of another programme, from its first entry to its last certificate."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from client import championships, marking, people, publication
from client.certificates import Certificate, certificates
from client.championships import Text
from client.waiting import until
from demo.expected import mark_of
from demo.people import Person
from demo.preparation import CONTACT, entered
from demo.scheme import Aspect, Scheme
from demo.stage import Stage
from demo.workbook import workbook


@dataclass(frozen=True, slots=True)
class Competitor:
    """Whoever competes under one number: a person, or a team as a whole."""

    account: str
    """Of the person, or of the team's captain."""
    group: str
    """The code of the category."""
    work: Sequence[bool | int]
    """A measurement or what all three judges show, in the order of the aspects."""
    starts: bool = True


@dataclass
class Small:
    """One skill, held yesterday and today."""

    stage: Stage
    ruleset: str
    name: Text
    scheme: Scheme
    championship: str = ""
    skill: str = ""
    registrations: dict[str, str] = field(default_factory=dict)
    """By account, as in Competitor."""

    @property
    def jury(self) -> list[Person]:
        """The first leads; one of the four is there for those of another's member."""
        return self.stage.cast.jury(self.stage.schemes[0].number)[:4]

    async def announce(self, members: Iterable[str], **of_skill: Any) -> None:
        organiser = self.stage.organiser
        today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
        days = (today - timedelta(days=1), today)
        self.championship = await championships.open_championship(organiser, self.name, *days, CONTACT, self.ruleset)
        for name in sorted({*members, *(one.member for one in self.jury)}):
            await championships.list_member(organiser, self.championship, name, [])
        self.skill = await championships.add_skill(
            organiser, self.championship, self.scheme.number, self.scheme.name, **of_skill
        )
        for number, expert in enumerate(self.jury):
            subject = self.stage.subjects[expert.account]
            await championships.appoint(organiser, self.skill, subject, expert.member, chief=number == 0)
        await championships.import_scheme(organiser, self.skill, workbook(self.scheme))
        await championships.announce(organiser, self.championship)

    async def know(self, persons: Sequence[Person]) -> None:
        """Enters people; guardians come before their wards."""
        for one in persons:
            guardians = [self.stage.subjects[one.guardian]] if one.guardian else []
            self.stage.subjects[one.account] = await people.enter(self.stage.organiser, entered(one, *guardians))

    async def hold(self, competitors: Sequence[Competitor]) -> None:
        """Marks, signs, publishes, and looks at what came out."""
        chief = self.stage.callers[self.jury[0].account]
        await marking.start(chief, self.skill)
        starters = [one for one in competitors if one.starts]
        sheets = await marking.sheet_ids(chief, self.skill)
        await asyncio.gather(*(self._mark(sheets, one) for one in starters))
        for form in self.scheme.forms:
            await marking.sign_sub_criterion(chief, self.skill, form.code)
        await marking.sign_skill(chief, self.skill)
        await publication.publish(self.stage.organiser, self.championship)
        await publication.until_published(self.stage.organiser, self.championship)
        found = Counter(
            (line["place"], Decimal(line["total"] or "NaN"))
            for line in await publication.results(self.stage.organiser, self.skill)
        )
        wanted = Counter(one for group in places(self.scheme, starters).values() for one in group.values())
        self.stage.checks.expect(f"{self.ruleset}: places", found, wanted)

    async def _mark(self, sheets: dict[tuple[str, str], str], one: Competitor) -> None:
        member = self.stage.cast.people[one.account].member
        marker = next(expert for expert in self.jury if expert.member != member)
        for aspect, body in shown(self.scheme, one):
            sheet = sheets[self.registrations[one.account], aspect.form]
            await marking.enter_mark(self.stage.callers[marker.account], sheet, aspect.code, body)

    async def certified(self, expected: Counter[tuple[str, str]]) -> list[Certificate]:
        """Waits for the certificates of this championship. `expected`: subject ids with codes of awards."""
        subjects = {subject for subject, _ in expected}

        listed: list[Certificate] = []

        async def all_there() -> bool:
            listed[:] = [one async for one in certificates(self.stage.officer) if one["subject_id"] in subjects]
            return len(listed) >= expected.total()

        await until(all_there, f"the certificates of {self.ruleset}")
        found = Counter((one["subject_id"], one["award"]) for one in listed)
        self.stage.checks.expect(f"{self.ruleset}: a certificate for every award", found, expected)
        return listed


def shown(scheme: Scheme, one: Competitor) -> list[tuple[Aspect, dict[str, Any]]]:
    """Each aspect with what is entered for it, as the API takes it."""
    bodies = ({"measurement": work} if isinstance(work, bool) else {"judgement": [work] * 3} for work in one.work)
    return list(zip(scheme.aspects, bodies, strict=True))


def places(scheme: Scheme, starters: Sequence[Competitor]) -> dict[str, dict[str, tuple[int, Decimal]]]:
    """By category: place and total by account. Equal totals share a place, and the next one is not skipped."""
    totals = {one.account: sum((mark_of(*each) for each in shown(scheme, one)), Decimal(0)) for one in starters}
    found: dict[str, dict[str, tuple[int, Decimal]]] = {}
    for group in dict.fromkeys(one.group for one in starters):
        within = {one.account: totals[one.account] for one in starters if one.group == group}
        found[group] = {
            account: (1 + len({other for other in within.values() if other > total}), total)
            for account, total in within.items()
        }
    return found
