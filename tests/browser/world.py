"""The product as people find it: the whole local stack, its people, and championships in every state."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx2
from tests.browser.large_scheme import LONG
from tests.browser.small_scheme import SCHEME, entry
from tests.forks.forked import ForkedProcess

from client import championships, consents, duties, marking, people, publication
from client.caller import COMPETITIONS, Caller
from client.certificates import Certificate, certificates, open_issuer, qr_text
from client.championships import Text
from client.sign_in import Issuer
from client.waiting import until
from demo.people import OFFICER, ORGANISER, PEOPLE, Cast, Person
from demo.preparation import CONTACT, ISSUER, entered
from demo.scheme import Scheme
from demo.sign_in import issuer_of
from demo.workbook import workbook
from localstack.layout import Layout
from localstack.stack import Stack
from shared.identity import links
from shared.ids import derive

PUBLIC, WITH_GUARDIAN, PRIVATE, CHILD = "competitor-1", "competitor-2", "competitor-3", "competitor-6"
COMPETITORS: Final = (PUBLIC, WITH_GUARDIAN, PRIVATE, CHILD)
"""An adult who agreed to be named, a minor with a guardian, an adult who did not agree, a child. The first works best."""
LONG_NAMED: Final = "long-named"
"""Somebody without an account whose name and region are as long as names may be, in championships that ask for it."""
STARTERS_FOR_GOLD: Final = 4
CHIEF, EXPERT, GUARDIAN = "expert-1", "expert-4", "guardian-1"
"""The second one is from no competitor's region, and may mark everybody."""

DRAFTS: Final = f"{COMPETITIONS}/championships"
FURNISHED: Final = {
    "venues": [{"name": "Колледж Приозёрья", "address": "Приозёрск, Набережная, 1", "rooms": ["Мастерская 1"]}],
    "contact": CONTACT,
    "time_zone": "Asia/Yekaterinburg",
    "about": {
        "ru": "Приезжайте с паспортом.\nПитание – на площадке.",
        "en": "Bring your passport.\nMeals are on the site.",
    },
}


@dataclass(slots=True)
class Championship:
    """Ids of one championship with one skill."""

    id: str
    skill: str
    name: str
    english: str
    scheme: Scheme = SCHEME
    competitors: tuple[str, ...] = COMPETITORS
    registrations: dict[str, str] = field(default_factory=dict)
    """By account."""
    sheets: dict[tuple[str, str], str] = field(default_factory=dict)
    """By account and sub-criterion."""
    certificates: dict[tuple[str, str], Certificate] = field(default_factory=dict)
    """As the API tells them, by account and kind."""


class World:
    def __init__(self, stack: Stack, http: httpx2.AsyncClient, issuer: Issuer) -> None:
        self.stack = stack
        self.origin: Final = stack.layout.public_url
        self._http = http
        self._issuer = issuer
        self._cast = Cast.load()
        self._callers: dict[str, Caller] = {}
        self._subjects: dict[str, str] = {}
        self._opened = 0

    async def caller(self, account: str) -> Caller:
        """The API as this person uses it."""
        if account not in self._callers:
            self._callers[account] = Caller.with_token(self._http, await self._issuer.sign_in(account))
        return self._callers[account]

    def subject(self, account: str) -> str:
        """The id of somebody who moved in."""
        return self._subjects[account]

    def sign_in_as(self, account: str, to: str = "/") -> str:
        """The address that signs a browser in by one click, and leads to `to`."""
        return f"{self.stack.layout.sign_in_url}/as/{account}?to={to}"

    async def move_in(self) -> None:
        """Enters the people, guardians first, and the issuer of certificates."""
        await open_issuer(await self.caller(OFFICER), ISSUER)
        competitors = [self._cast.people[account] for account in COMPETITORS]
        guardians = [self._cast.people[one.guardian] for one in competitors if one.guardian]
        for group in (guardians, [*competitors, *self._jury()]):
            await asyncio.gather(*(self._enter(person) for person in group))
        named: people.Person = {"family_name": LONG, "given_name": LONG}
        self._subjects[LONG_NAMED] = await people.enter(await self.caller(ORGANISER), named)

    async def _enter(self, person: Person) -> None:
        guardians = [self._subjects[person.guardian]] if person.guardian else []
        organiser = await self.caller(ORGANISER)
        self._subjects[person.account] = await people.enter(organiser, entered(person, *guardians))

    def _jury(self) -> list[Person]:
        return self._cast.jury(SCHEME.number)

    async def championship(self, scheme: Scheme = SCHEME, competitors: tuple[str, ...] = COMPETITORS) -> Championship:
        """A new one, announced, its sheets laid out and empty. With the long-named competitor its own name is long too."""
        organiser = await self.caller(ORGANISER)
        self._opened += 1
        more = f" {LONG}" if LONG_NAMED in competitors else ""
        name = f"Открытый чемпионат «Мастера Приозёрья» № {self._opened}{more}"
        english = f"Masters of Priozerye open championship no. {self._opened}{more}"
        today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
        names, begun = Text(ru=name, en=english), today - timedelta(days=1)
        held = await championships.open_championship(organiser, names, begun, today, CONTACT)
        skill = await championships.add_skill(organiser, held, scheme.number, scheme.name)
        made = Championship(held, skill, name, english, scheme, competitors)
        await self._appoint(made)
        await self._register(made)
        await self._lay_out(made)
        await championships.announce(organiser, held)
        return made

    async def draft(self, *, is_empty: bool = False) -> tuple[Championship, str]:
        """A championship that nobody has heard of, and the id of one of its regions; empty: without a skill or a contact."""
        organiser = await self.caller(ORGANISER)
        self._opened += 1
        name = f"Черновик чемпионата «Мастера Приозёрья» № {self._opened}"
        english = f"Draft of the Masters of Priozerye no. {self._opened}"
        first = date.today() + timedelta(days=60)  # noqa: DTZ011 - a calendar's day, not a moment
        planned = {"starts_on": first.isoformat(), "ends_on": (first + timedelta(days=2)).isoformat()}
        body = {"name": {"ru": name, "en": english}, "ruleset": "worldskills", **planned}
        held = await organiser.post(DRAFTS, body if is_empty else {**body, **FURNISHED})
        made = Championship(held["id"], "", name, english)
        if is_empty:
            return made, ""
        made.skill = await championships.add_skill(organiser, made.id, SCHEME.number, SCHEME.name)
        await championships.import_scheme(organiser, made.skill, workbook(SCHEME))
        await self.plan_days(made)
        regions = [{"name": "Приозёрье", "spellings": ["г. Приозёрск"]}, {"name": "Заречье"}]
        added = [await organiser.post(f"{DRAFTS}/{made.id}/members", region) for region in regions]
        return made, str(added[0]["id"])

    async def open_for_entries(self) -> Championship:
        """One that people enter themselves for. Its skill's one place is taken, and somebody waits; teenagers have another."""
        made, _ = await self.draft()
        organiser = await self.caller(ORGANISER)
        teenagers = {"youngest": 14, "oldest": 16}
        for planned in (
            {"number": "R08", "name": Text(ru="Хлебопечение", en="Bakery"), "quota": 1, "member_quota": 1},
            {"number": "R09", "name": Text(ru="Дроны для подростков", en="Drones for teenagers"), **teenagers},
            {"number": "R10", "name": Text(ru="Роботы вдвоём", en="Robots by two"), **teenagers, "team_size": 2},
        ):
            added = await organiser.post(f"{DRAFTS}/{made.id}/skills", planned)
            made.skill = added["id"] if planned["number"] == "R08" else made.skill
        await championships.announce(organiser, made.id)
        for account in (PUBLIC, WITH_GUARDIAN):
            entered = await championships.register(organiser, made.skill, self._subjects[account], "Приозёрье")
            made.registrations[account] = entered
        return made

    async def plan_days(self, made: Championship) -> None:
        """An opening, and two modules that want the same room at the same time."""
        organiser = await self.caller(ORGANISER)
        first = (await organiser.get(f"{DRAFTS}/{made.id}"))["starts_on"]
        for ru, en, skill, hours in (
            ("Церемония открытия", "Opening ceremony", None, (6, 7)),
            ("Модуль А: сборка корпуса", "Module A: building the case", made.skill, (7, 10)),
            ("Модуль Б: проводка и пайка", "Module B: wiring and soldering", made.skill, (9, 12)),
        ):
            starts, ends = (f"{first}T{hour:02}:00:00Z" for hour in hours)
            body = {
                "name": {"ru": ru, "en": en},
                "skill_id": skill,
                "place": "Мастерская 3" if skill else "Актовый зал",
            }
            await organiser.post(f"{DRAFTS}/{made.id}/schedule/items", {**body, "starts_at": starts, "ends_at": ends})

    async def cancelled(self) -> str:
        """The id of a championship that does not take place."""
        (made, _), organiser = await self.draft(), await self.caller(ORGANISER)
        await championships.announce(organiser, made.id)
        why = {"cause": "venue", "reason": "Колледж закрыт на ремонт до весны. Проведём чемпионат осенью."}
        await organiser.post(f"{DRAFTS}/{made.id}/cancellation", why)
        return made.id

    async def item_of(self, made: Championship) -> str:
        organiser = await self.caller(ORGANISER)
        return str((await organiser.get(f"{DRAFTS}/{made.id}/schedule"))["items"][0]["id"])

    async def _appoint(self, made: Championship) -> None:
        organiser = await self.caller(ORGANISER)
        for one in self._jury():
            subject = self._subjects[one.account]
            await championships.appoint(organiser, made.skill, subject, one.member, chief=one.is_chief)

    async def _register(self, made: Championship) -> None:
        organiser, chief = await self.caller(ORGANISER), await self.caller(CHIEF)
        await championships.import_scheme(chief, made.skill, workbook(made.scheme))
        for account in made.competitors:
            subject, known = self._subjects[account], self._cast.people.get(account)
            member, shows = (known.member, known.shows) if known else (LONG, ["name", "organisation", "place", "score"])
            entering = championships.enter_competitor(organiser, made.skill, subject, member, shows)
            made.registrations[account] = await entering

    async def _lay_out(self, made: Championship) -> None:
        chief = await self.caller(CHIEF)
        await marking.start(chief, made.skill)
        accounts = {id_: account for account, id_ in made.registrations.items()}
        for (registration, code), sheet in (await marking.sheet_ids(chief, made.skill)).items():
            made.sheets[accounts[registration], code] = sheet

    async def mark(self, made: Championship, *forms: str, sign: bool = True) -> None:
        """Enters every mark of the named sub-criteria, of all where none is named, and signs them off."""
        expert = await self.caller(EXPERT)
        for form in made.scheme.forms:
            if forms and form.code not in forms:
                continue
            for place, account in enumerate(made.competitors):
                entries = {aspect.code: entry(aspect, place) for aspect in form.aspects}
                await marking.enter_form(expert, self._subjects[EXPERT], made.sheets[account, form.code], entries)
            if sign:
                await marking.sign_sub_criterion(expert, made.skill, form.code)

    async def sign(self, made: Championship) -> None:
        """The chief expert signs the skill: the championship may be published."""
        await marking.sign_skill(await self.caller(CHIEF), made.skill)

    async def publish(self, made: Championship) -> None:
        """Publishes, and waits until every certificate has been issued."""
        organiser = await self.caller(ORGANISER)
        await publication.publish(organiser, made.id)
        await self.certified(made)

    async def certified(self, made: Championship) -> None:
        """Waits until everybody has a certificate of participation, and the first one of enough a gold medal too."""
        wanted = {(account, "participation") for account in made.competitors}
        if len(made.competitors) >= STARTERS_FOR_GOLD:
            wanted.add((COMPETITORS[0], "gold"))
        accounts = {subject: account for account, subject in self._subjects.items()}
        officer = await self.caller(OFFICER)

        async def issued() -> bool:
            async for one in certificates(officer):
                title = one["context"]["title"]
                if one["award"] and title and title["ru"] == made.name:
                    made.certificates[accounts[one["subject_id"]], one["award"]] = one
            return wanted <= made.certificates.keys()

        await until(issued, f"certificates of {made.name}")

    async def consent_link(self, made: Championship, account: str, guardian: str) -> str:
        """Asks a guardian, and returns the address that their letter has."""
        ward, giver = self._subjects[account], self._subjects[guardian]
        await consents.ask(await self.caller(ORGANISER), made.id, ward)
        record = derive(UUID(made.id), UUID(ward), UUID(giver), "consents")
        return f"/consent/{links.token('consent', record, self.stack.layout.secrets.link.encode())}"

    async def offer(self, place: str = "") -> str:
        """Invites somebody to be an organiser, lets a program in, and returns the address that the letter has."""
        by = await self.caller(ORGANISER)
        await duties.admit(by, "organiser", "Расписание колледжа", "program-timetable", place)
        made = await duties.invite(by, "organiser", "Заменкина", "Лина", "zamenkina@example.org", place)
        return f"/invitation/{links.token('invitation', UUID(made), self.stack.layout.secrets.link.encode())}"

    async def ended_consent_link(self, made: Championship, account: str) -> str:
        """Where the link in an adult's letter leads when their entry, not confirmed yet, was withdrawn."""
        organiser, subject = await self.caller(ORGANISER), self._subjects[account]
        registration = await championships.register(organiser, made.skill, subject, "Приозёрье")
        await consents.ask(organiser, made.id, subject)
        await organiser.post(f"{COMPETITIONS}/registrations/{registration}/withdrawal", {})
        record = derive(UUID(made.id), UUID(subject), UUID(subject), "consents")
        return f"/consent/{links.token('consent', record, self.stack.layout.secrets.link.encode())}"

    async def code(self, made: Championship, account: str, kind: str = "participation") -> str:
        """The text of the code on the paper, without the host: `/v#…`."""
        certificate = made.certificates[account, kind]["id"]
        text = await qr_text(await self.caller(account), certificate)
        return text.removeprefix(self.origin)


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    """The running stack with its people, and no championship yet."""
    up = Stack(Layout.fresh(folder), PEOPLE, lasts=False, process=ForkedProcess)
    async with up as stack, httpx2.AsyncClient(base_url=up.layout.public_url, timeout=30) as http:
        made = World(stack, http, await issuer_of(up.layout))
        await made.move_in()
        yield made
