"""Something to ask about: an organisation with people of every role, and championships and certificates in every state."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import count
from typing import Any, Final
from uuid import UUID

import httpx2
from tests.competitions.playing import CONTACT
from tests.competitions.workbook_maker import Scheme
from tests.fuzz.deciding import decided
from tests.fuzz.entering import entered
from tests.fuzz.known import Known
from tests.fuzz.needing import needed
from tests.fuzz.operations import Headers
from tests.fuzz.planning import planned
from tests.fuzz.preparing import prepared
from tests.fuzz.schooling import schooled
from tests.fuzz.teams import teamed
from tests.fuzz.telling import Parts, tell
from tests.fuzz.whole import Whole

from certificates.domain.register import LISTS_A_YEAR
from client import certificates, championships, marking, people, publication
from client.caller import CERTIFICATES, COMPETITIONS, Caller
from client.championships import Text
from competitions.commands.publication import complete_publication
from localstack.token_issuer import TokenIssuer
from notifications.domain.inbox import cursor_of
from notifications.domain.preferences import Category, Channel
from notifications.domain.unsubscribing import Unsubscription
from notifications.unsubscribe_tokens import token_of
from shared.identity.principal import Role

NUMBER: Final = count(1)
MARKS: Final[Mapping[str, Any]] = {
    "A1.01": {"measurement": True},
    "A1.02": {"judgement": [3, 2, 3]},
    "B1.01": {"measurement": "5"},
    "B2.01": {"measurement": "none left"},
}
NEITHER: Final[Mapping[str, Any]] = {"measurement": None, "judgement": None, "author": None}
FORMS: Final = ("A1", "B1", "B2")
REASON: Final = "Ошибка в протоколе"


class Until(IntEnum):
    """How far a championship has come."""

    COMPETITORS = 0
    SCHEME = 1
    SHEETS = 2
    MARKS = 3
    FORMS_SIGNED = 4
    SKILL_SIGNED = 5


MakeWorld = Callable[[], Awaitable["World"]]


@dataclass
class World:
    """Made by `furnished`. Each has an organisation of its own, so that what is destroyed in one is not missed in another."""

    callers: Mapping[str, httpx2.AsyncClient]
    """By service."""
    issuer: TokenIssuer
    parts: Parts
    number: int = field(default_factory=lambda: next(NUMBER))
    known: Known = field(default_factory=lambda: Known(files=[Scheme().xlsx()]))
    people: dict[str, str] = field(default_factory=dict)
    """Subject ids by account."""

    @property
    def organisation(self) -> str:
        return f"region-{self.number}"

    def account(self, who: str) -> str:
        return f"{who}-{self.number}"

    def headers(self, who: str, *roles: str) -> dict[str, str]:
        """Of a request by this person, in the next hour."""
        name = {"organisation": self.organisation}
        return self.issuer.bearer(self.account(who), *roles, **name)

    def senders(self) -> dict[str, list[Headers]]:
        """Some of each role, of this organisation; an officer also of one that has no issuer yet."""
        who = {Role.EXPERT: "chief"}
        known: dict[str, list[Headers]] = {role.value: [self.headers(who.get(role, role.value), role)] for role in Role}
        new = self.issuer.bearer(self.account("new"), Role.OFFICER, organisation=f"{self.organisation}-new")
        return {**known, Role.OFFICER.value: [*known[Role.OFFICER.value], new]}

    def by(self, service: str, who: str, *roles: str) -> Caller:
        return Caller(self.callers[service], self.headers(who, *roles))

    @property
    def organiser(self) -> Caller:
        return self.by("competitions", "organiser", Role.ORGANISER)

    def asks(self, request: str, body: Any = None, *, seen: str = "", kind: str = "", **path: str) -> None:
        """Makes a request known that is answered, to somebody and at least once.

        `request`: such as `GET /persons/{subject_id}`. `seen`: the version that is to be changed. `kind`: of a file.
        """
        method, _, at = request.partition(" ")
        headers = {name: value for name, value in (("If-Match", seen), ("Content-Type", kind)) if value}
        self.known.answers(f"{method} {COMPETITIONS}{at}", Whole(path, body, headers))

    async def person(self, who: str, **more: Any) -> str:
        known: Any = {"family_name": f"Вымысел-{who}", "given_name": "Пример", "account": self.account(who), **more}
        self.people[who] = await people.enter(self.organiser, known)
        self.known.add("subject_id", self.people[who])
        return self.people[who]

    async def championship(self, until: "Until") -> str:
        """With a skill that has a jury and three competitors, and has come so far."""
        names = Text(ru=f"Проба {self.number}", en=f"Trial {self.number}")
        days = (date(2026, 11, 20), date(2026, 11, 22))
        held = await championships.open_championship(self.organiser, names, *days, CONTACT)
        skill = await championships.add_skill(self.organiser, held, "01", Text(ru="Ремесло", en="Craft"))
        self.known.add("championship_id", held)
        self.known.add("skill_id", skill)
        self.known.together += [{"skill_id": skill, "code": form} for form in FORMS]
        for who, member in (("chief", "R-90"), ("second", "R-91"), ("fourth", "R-92")):
            await championships.appoint(self.organiser, skill, self.people[who], member, chief=who == "chief")
        for who, member in (("competitor", "R-01"), ("child", "R-02"), ("third", "R-03")):
            await self._enter(skill, who, member)
        if until >= Until.SCHEME:
            await championships.import_scheme(self.organiser, skill, Scheme().xlsx())
        if until >= Until.SHEETS:
            await self._mark(skill, until)
        return held

    async def _enter(self, skill: str, who: str, member: str) -> None:
        shows = ["name", "place"] if who == "child" else None
        entered = await championships.enter_competitor(self.organiser, skill, self.people[who], member, shows)
        self.known.add("registration_id", entered)

    async def _mark(self, skill: str, until: "Until") -> None:
        await marking.start(self.organiser, skill)
        chief = self.by("competitions", "chief", Role.EXPERT)
        for (_, code), sheet in (await marking.sheet_ids(self.organiser, skill)).items():
            self.known.add("sheet_id", sheet)
            on_it = {aspect: entry for aspect, entry in MARKS.items() if aspect.startswith(code)}
            for aspect, entry in on_it.items():
                self.known.together.append({"sheet_id": sheet, "code": aspect, **NEITHER, **entry})
                if until >= Until.MARKS:
                    await marking.enter_mark(chief, sheet, aspect, entry)
        for code in FORMS if until >= Until.FORMS_SIGNED else ():
            await marking.sign_sub_criterion(chief, skill, code)
        if until >= Until.SKILL_SIGNED:
            await marking.sign_skill(chief, skill)

    async def publish(self, championship: str) -> None:
        """As the organiser and then the worker do."""
        app = self.parts.competitions
        await publication.publish(self.organiser, championship)
        await complete_publication(app, await app.championships.get(UUID(championship)))

    async def certify(self) -> None:
        """One certificate of each standing."""
        officer = self.by("certificates", "officer", Role.OFFICER)
        await certificates.open_issuer(
            officer,
            {"organisation": self.organisation, "name": {"ru": "Центр", "en": "Centre"}, "prefix": str(self.number)},
        )
        await tell(self.parts)
        issued = [one async for one in certificates.certificates(officer)]
        await certificates.revoke(officer, issued[0]["id"], REASON, public=True)
        await officer.post(f"{CERTIFICATES}/certificates/{issued[1]['id']}/suspension", {"reason": REASON})
        for one in issued:
            self.known.add("certificate_id", one["id"])
            self.known.add("number", one["registration_number"])
            self.known.add("short_id", one["short_id"])
            self.known.add("qr", await certificates.qr_text(officer, one["id"]))
        self.known.add("text", issued[0]["registration_number"], *self.known.values["qr"])
        await tell(self.parts)

    async def know_messages(self) -> None:
        app = self.parts.notifications
        reader = UUID(self.people["competitor"])
        secret = app.unsubscribe_secret
        for one in await app.inbox.since([reader], None):
            self.known.add("id", str(one.id))
            self.known.add("last_event_id", str(cursor_of(one)))
            self.known.add("event_id", str(one.event_id))
        category = Unsubscription(reader, Category.RESULTS, Channel.EMAIL)
        self.known.add("token", token_of(category, secret))

    def know_words(self) -> None:
        self.known.add("code", *MARKS, *FORMS)
        self.known.add("sub_criterion", *FORMS)
        self.known.add("organisation", self.organisation, f"{self.organisation}-new")
        self.known.add("prefix", f"{self.number}N")
        self.known.add("expert_id", self.people["chief"], self.people["second"])
        year = self.parts.certificates.day(self.parts.certificates.now()).year
        of_year = {"purpose": "revocation", "number": str(year * LISTS_A_YEAR)}
        self.known.together.append({"organisation": self.organisation, **of_year})
        self.known.add("member", "R-01", "R-02", "R-91")
        self.known.add("ruleset", "worldskills")
        self.known.add("scale_policy", None, "ws500")
        self.known.add("medal_policy", None, "equal-score-by-starters")
        self.known.add("starts_on", "2026-11-20")
        self.known.add("ends_on", "2026-11-22")
        for name in ("ru", "en", "family_name", "given_name", "patronymic", "reason"):
            self.known.add(name, "Проба", "Vy\u0301misel")
        self.known.add("birth_date", "2008-02-29", None)
        self.known.add("account", None)
        self.known.add("author", None, self.people["chief"])
        self.known.add("email", "vymysel@example.org", None)
        self.known.add("measurement", *(one["measurement"] for one in MARKS.values() if "measurement" in one), None)
        self.known.add("judgement", [3, 2, 3], [0, 3, 3], None)
        self.known.add("judges", [self.people[who] for who in ("chief", "second", "fourth")], [])
        self.known.add("if_match", *(f'"{version}"' for version in range(1, 6)))
        self.known.add("name", "Вымысел-competitor Пример")


async def furnished(callers: Mapping[str, httpx2.AsyncClient], issuer: TokenIssuer, parts: Parts) -> World:
    world = World(callers, issuer, parts)
    for who in ("chief", "second", "fourth", "guardian", "competitor", "third"):
        await world.person(who, birth_date="2000-02-29", email=f"{who}@example.org")
    await world.person("child", birth_date="2013-05-01", guardians=[world.people["guardian"]])
    await world.person("free", account=None)
    published = await world.championship(Until.SKILL_SIGNED)
    for until in Until:
        held = await world.championship(until)
        if until is Until.SCHEME:
            await prepared(world, held, world.known.values["skill_id"][-1])
            await planned(world, held)
    await _furnish_more(world)
    await championships.announce(world.organiser, published)
    await world.publish(published)
    await world.certify()
    await world.know_messages()
    world.know_words()
    return world


async def _furnish_more(world: World) -> None:
    """Championships that are still to come, and what waits for a decision."""
    for furnish in (decided, teamed, entered, schooled, needed):
        await furnish(world)
