"""A championship with one skill and three competitors, through the one address."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from demo.api import CERTIFICATES, COMPETITIONS, Caller, refusal, until
from demo.entries import Entry
from demo.expected import Outcome, outcomes
from demo.people import OFFICER, ORGANISER, Cast, Person
from demo.preparation import ISSUER, XLSX
from demo.workbook import workbook
from localstack.realm_people import account_id
from smoke import scheme
from smoke.browser import Browser
from smoke.installation import Installation

JURY: Final = ("expert-1", "expert-2", "expert-4")
"""The chief expert is the first one."""
COMPETITORS: Final = ("competitor-1", "competitor-2", "competitor-3")
GUARDIAN: Final = "guardian-1"
NAME: Final = {"ru": "Пробный чемпионат", "en": "Trial championship"}
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
        today = date.today().isoformat()  # noqa: DTZ011 - a calendar's day, not a moment
        body = {"name": NAME, "ruleset": "worldskills", "starts_on": today, "ends_on": today}
        self.id = (await self.organiser.post(f"{COMPETITIONS}/championships", body))["id"]
        skill = {"number": self.scheme.number, "name": self.scheme.name}
        made = await self.organiser.post(f"{COMPETITIONS}/championships/{self.id}/skills", skill)
        self.skill = f"{COMPETITIONS}/skills/{made['id']}"
        for account in JURY:
            await self.organiser.post(f"{self.skill}/experts", self._expert(account))
        imported = await self.chief.upload(f"{self.skill}/marking-scheme", workbook(self.scheme), XLSX)
        must((imported["aspects"], imported["total"]), (4, "100.00"), "the imported marking scheme")
        for competitor in self.competitors:
            self.registrations[competitor.account] = await self._register(competitor)
        sheets = await self.chief.post(f"{self.skill}/marking")
        must(sheets["sheets"], 2 * len(COMPETITORS), "sheets")
        await self.organiser.post(f"{COMPETITIONS}/championships/{self.id}/announcement")

    async def mark(self) -> None:
        sheets = {
            (sheet["competitor"]["registration_id"], sheet["sub_criterion"]): sheet["id"]
            async for sheet in self.chief.all(f"{self.skill}/sheets")
        }
        for entry in self.entries:
            sheet = sheets[self.registrations[entry.competitor.account], entry.aspect.form]
            await self._marker(entry).put(f"{COMPETITIONS}/sheets/{sheet}/marks/{entry.aspect.code}", entry.body)
        for form in self.scheme.forms:
            await self.callers[JURY[1]].post(f"{self.skill}/sub-criteria/{form.code}/sign-off")
        await self.chief.post(f"{self.skill}/sign-off")

    async def publish(self) -> None:
        path = f"{COMPETITIONS}/championships/{self.id}/publication"
        must(await refusal(self.callers[JURY[1]].post(path)), "forbidden", "a publication by an expert")
        await self.organiser.post(path)

        async def published() -> bool:
            return bool((await self.organiser.get(path))["state"] == "published")

        await until(published, "the publication")
        board = await self.organiser.get(f"{COMPETITIONS}/championships/{self.id}/scoreboard")
        found = sorted((line["scale_score"], line["medal"] or "") for line in board["skills"][0]["lines"])
        expected = sorted((one.scale_score, one.medal or "") for one in self.outcomes.values())
        must(found, expected, "the scoreboard")

    async def clean(self) -> None:
        """Erases the people: the check leaves no personal data behind, and can be made again."""
        erased = [self.organiser.http.delete(f"{COMPETITIONS}/persons/{id_}") for id_ in self.subjects.values()]
        for answer in await asyncio.gather(*erased):
            must(answer.status_code, 204, "an erasure")

    async def _open_issuer(self) -> None:
        refused = await refusal(self.callers[OFFICER].post(f"{CERTIFICATES}/issuers", ISSUER))
        must(refused in {"", ISSUER_EXISTS}, expected=True, what=f"the issuer ({refused})")

    async def _enter_person(self, person: Person) -> str:
        guardians = (self.subjects[person.guardian],) if person.guardian else ()
        body = {**person.body(guardians), "account": str(account_id(person.account))}
        return str((await self.organiser.post(f"{COMPETITIONS}/persons", body))["subject_id"])

    def _expert(self, account: str) -> dict[str, Any]:
        duty = "chief" if account == JURY[0] else "expert"
        return {"subject_id": self.subjects[account], "member": self.cast.people[account].member, "role": duty}

    async def _register(self, competitor: Person) -> str:
        body = {"subject_id": self.subjects[competitor.account], "member": competitor.member}
        entered = await self.organiser.post(f"{self.skill}/registrations", body)
        return str((await self.organiser.post(f"{COMPETITIONS}/registrations/{entered['id']}/confirmation"))["id"])

    def _marker(self, entry: Entry) -> Caller:
        """The first expert who does not come from the competitor's region."""
        able = (one for one in JURY if self.cast.people[one].member != entry.competitor.member)
        return self.callers[next(able)]
