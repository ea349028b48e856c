"""A championship with one skill and three competitors, through the one address."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from client import championships, marking, people, publication
from client.browser import Browser
from client.caller import Caller, refusal
from client.certificates import open_issuer
from client.championships import Text
from demo.entries import Entry
from demo.expected import Outcome, outcomes
from demo.people import OFFICER, ORGANISER, Cast, Person
from demo.preparation import CONTACT, ISSUER, entered
from demo.workbook import workbook
from localstack.realm_people import account_id
from smoke import scheme
from smoke.installation import Installation

JURY: Final = ("expert-1", "expert-2", "expert-3", "expert-4")
"""The chief expert is the first one."""
COMPETITORS: Final = ("competitor-1", "competitor-2", "competitor-3")
GUARDIAN: Final = "guardian-1"
NAME: Final[Text] = {"ru": "Пробный чемпионат", "en": "Trial championship"}
ISSUER_EXISTS: Final = "issuer-exists"


class Wrong(Exception):
    """Something came out otherwise than it must."""


def must(found: object, expected: object, what: str) -> None:
    """Raises Wrong."""
    if found != expected:
        raise Wrong(f"{what}: {found!r} instead of {expected!r}")


@dataclass
class Championship:
    installation: Installation
    browsers: AsyncExitStack
    cast: Cast = field(default_factory=Cast.load)
    signed_in: dict[str, Browser] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    """Ids of people by account."""
    id: str = ""
    skill: str = ""
    registrations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scheme = scheme.scheme()
        self.entries: list[Entry] = scheme.entries(self.scheme, self.competitors)
        self.outcomes: dict[str, Outcome] = outcomes(self.entries)

    @property
    def competitors(self) -> list[Person]:
        return [self.cast.people[account] for account in COMPETITORS]

    @property
    def organiser(self) -> Caller:
        return self.callers[ORGANISER]

    @property
    def chief(self) -> Caller:
        return self.callers[JURY[0]]

    async def sign_in(self, *accounts: str) -> None:
        for account in accounts:
            browser = Browser(self.installation.url)
            await self.browsers.enter_async_context(browser.http)
            await browser.sign_in(account, self.installation.password)
            self.signed_in[account] = browser
            self.callers[account] = Caller(browser.http)

    async def prepare(self) -> None:
        await self._open_issuer()
        for account in (GUARDIAN, *COMPETITORS, *JURY):
            self.subjects[account] = await self._enter_person(self.cast.people[account])
        today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
        self.id = await championships.open_championship(self.organiser, NAME, today, today, CONTACT)
        self.skill = await championships.add_skill(self.organiser, self.id, self.scheme.number, self.scheme.name)
        for account in JURY:
            subject, member = self.subjects[account], self.cast.people[account].member
            await championships.appoint(self.organiser, self.skill, subject, member, chief=account == JURY[0])
        imported = await championships.import_scheme(self.chief, self.skill, workbook(self.scheme))
        must((imported["aspects"], imported["total"]), (4, "100.00"), "the imported marking scheme")
        for competitor in self.competitors:
            subject = self.subjects[competitor.account]
            registration = await championships.enter_competitor(self.organiser, self.skill, subject, competitor.member)
            self.registrations[competitor.account] = registration
        must(await marking.start(self.chief, self.skill), 2 * len(COMPETITORS), "sheets")
        await championships.announce(self.organiser, self.id)

    async def mark(self) -> None:
        sheets = await marking.sheet_ids(self.chief, self.skill)
        for entry in self.entries:
            sheet = sheets[self.registrations[entry.competitor.account], entry.aspect.form]
            await marking.enter_mark(self._marker(entry), sheet, entry.aspect.code, entry.body)
        for form in self.scheme.forms:
            await marking.sign_sub_criterion(self.callers[JURY[1]], self.skill, form.code)
        await marking.sign_skill(self.chief, self.skill)

    async def publish(self) -> None:
        refused = await refusal(publication.publish(self.callers[JURY[1]], self.id))
        must(refused, "forbidden", "a publication by an expert")
        await publication.publish(self.organiser, self.id)
        await publication.until_published(self.organiser, self.id)
        results = await publication.results(self.organiser, self.skill)
        found = sorted((line["scale_score"] or 0, line["medal"] or "") for line in results)
        expected = sorted((one.scale_score, one.medal or "") for one in self.outcomes.values())
        must(found, expected, "the results")
        board = await publication.scoreboard(self.organiser, self.id)
        shown = [line["scale_score"] for line in board["skills"][0]["lines"]]
        must(shown, [None] * len(COMPETITORS), "the scores on the scoreboard of those who did not agree to show them")

    async def clean(self) -> None:
        """Erases the people: the check leaves no personal data behind, and can be made again."""
        await asyncio.gather(*(people.erase(self.organiser, id_) for id_ in self.subjects.values()))

    async def _open_issuer(self) -> None:
        refused = await refusal(open_issuer(self.callers[OFFICER], ISSUER))
        must(refused in {"", ISSUER_EXISTS}, expected=True, what=f"the issuer ({refused})")

    async def _enter_person(self, person: Person) -> str:
        guardians = [self.subjects[person.guardian]] if person.guardian else []
        account = str(account_id(person.account))
        return await people.enter(self.organiser, {**entered(person, *guardians), "account": account})

    def _marker(self, entry: Entry) -> Caller:
        """The first expert who does not come from the competitor's region."""
        able = (one for one in JURY if self.cast.people[one].member != entry.competitor.member)
        return self.callers[next(able)]
