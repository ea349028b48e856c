"""A small championship played through the public API, by invented people."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import httpx2
from tests.competitions.remembered import Memory
from tests.competitions.workbook_maker import Scheme

from client import championships, consents, marking, people, publication
from client.caller import COMPETITIONS, Caller
from client.championships import XLSX, Contact, Text
from competitions.commands.publication import complete_publication
from competitions.wiring import App
from localstack.token_issuer import TokenIssuer
from shared import clock

V1 = COMPETITIONS
HOME = "region-47"
CONTACT = Contact(name="Анна Пробная", email="ask@region-47.example")


class Known(NamedTuple):
    """What a player knows by heart."""

    championship: str
    skill: str
    experts: tuple[tuple[str, str], ...]
    registrations: tuple[tuple[str, str], ...]


@dataclass
class Play:
    http: httpx2.AsyncClient
    app: App
    issuer: TokenIssuer
    championship: str = ""
    skill: str = ""
    experts: dict[str, str] = field(default_factory=dict)
    """Subject ids by account."""
    registrations: dict[str, str] = field(default_factory=dict)
    """Registration ids by the competitor's family name."""
    memory: Memory | None = None
    """Of what was played before, where nothing else touches the database."""

    def anna(self) -> dict[str, str]:
        return self.issuer.bearer("anna", "organiser", organisation=HOME)

    def stranger(self) -> dict[str, str]:
        """An organiser of another organisation."""
        return self.issuer.bearer("boris", "organiser", organisation="region-50")

    def expert(self, account: str) -> dict[str, str]:
        return self.issuer.bearer(account, "expert", organisation=HOME)

    async def call(
        self, method: str, path: str, by: Mapping[str, str], body: Any = None, *, expect: int = 200, **headers: str
    ) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await Caller(self.http, by).request(method, V1 + path, named, json=body)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def post(self, path: str, body: Any = None, by: Mapping[str, str] | None = None, **rest: Any) -> Any:
        return await self.call("POST", path, by or self.anna(), body, **rest)

    async def get(self, path: str, by: Mapping[str, str] | None = None, **rest: Any) -> Any:
        return await self.call("GET", path, self.anna() if by is None else by, **rest)

    @property
    def organiser(self) -> Caller:
        return Caller(self.http, self.anna())

    async def open(self) -> None:
        name, days = Text(ru="Проба", en="Trial"), (date(2026, 11, 20), date(2026, 11, 22))
        self.championship = await championships.open_championship(self.organiser, name, *days, CONTACT)
        craft = Text(ru="Ремесло", en="Craft")
        self.skill = await championships.add_skill(self.organiser, self.championship, "01", craft)

    async def person(self, family_name: str, **more: Any) -> str:
        known: Any = {"family_name": family_name, "given_name": "Вымысел", "language": "ru", **more}
        return await people.enter(self.organiser, known)

    async def appoint(self, account: str, member: str, role: str = "expert") -> None:
        self.experts[account] = await self.person(f"Эксперт-{account}", account=account)
        chief = role == "chief"
        await championships.appoint(self.organiser, self.skill, self.experts[account], member, chief=chief)

    async def compete(
        self,
        family_name: str,
        member: str,
        *,
        confirmed: bool = True,
        shows: Sequence[str] | None = None,
        **more: Any,
    ) -> str:
        """`shows`: what may be shown in public; None: nobody answered that."""
        subject = await self.person(family_name, **more)
        registration = await championships.register(self.organiser, self.skill, subject, member)
        self.registrations[family_name] = registration
        if confirmed:
            await consents.on_paper(self.organiser, registration, shows)
            await championships.confirm(self.organiser, registration)
        return subject

    async def bring_scheme(self, scheme: Scheme | None = None, **rest: Any) -> Any:
        content = (scheme or Scheme()).xlsx()
        return await self.put_workbook(content, **rest)

    async def put_workbook(self, content: bytes, *, expect: int = 200) -> Any:
        path, kind = f"{V1}/skills/{self.skill}/marking-scheme", {"content-type": XLSX}
        answer = await self.organiser.request("PUT", path, kind, content=content)
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def _remembered(self, what: Hashable, play: Callable[[], Awaitable[None]]) -> None:
        if self.memory is None or self.app.now is not clock.now:
            await play()
            return
        known = await self.memory.play(self.app.database, (what, self._known()), play, self._known)
        self.championship, self.skill = known.championship, known.skill
        self.experts, self.registrations = dict(known.experts), dict(known.registrations)

    def _known(self) -> Known:
        named = (tuple(self.experts.items()), tuple(self.registrations.items()))
        return Known(self.championship, self.skill, *named)

    async def gather(self) -> None:
        """Jury, competitors of three regions, scheme; marking has started."""
        await self._remembered("gathered", self._gather)

    async def _gather(self) -> None:
        await self.open()
        await self.appoint("chief", "R-90", "chief")
        await self.appoint("one", "R-91")
        await self.appoint("two", "R-01")
        await self.appoint("three", "R-93")
        for family_name, member in (("Альфин", "R-01"), ("Бетин", "R-02"), ("Гаммин", "R-03")):
            await self.compete(family_name, member)
        await self.bring_scheme()
        await marking.start(self.organiser, self.skill)

    async def sheet(self, family_name: str, code: str) -> str:
        query = {"sub_criterion": code, "competitor": self.registrations[family_name]}
        return (await anext(marking.sheets(self.organiser, self.skill, **query)))["id"]

    async def mark(
        self, family_name: str, code: str, body: Any, by: str = "one", *, expect: int = 200, **headers: str
    ) -> Any:
        """As who has just looked, unless the body says what they `saw`."""
        sheet = await self.sheet(family_name, code.partition(".")[0])
        path = f"/sheets/{sheet}/marks/{code}"
        if isinstance(body, dict) and not ("saw" in body and ("judges" in body or "judgement" not in body)):
            looked = await self.get(f"/sheets/{sheet}")
            judges = {"judges": looked["panel"][:3]} if "judgement" in body else {}
            body = {"saw": looked["newest"].get(code), **judges, **body}
        return await self.call("PUT", path, self.expert(by), body, expect=expect, **headers)

    async def mark_all(self) -> None:
        """Альфин 100.00, Бетин 63.06, Гаммин 10.00."""
        await self.mark_all_of("A1", "B1", "B2")

    async def mark_all_of(self, *forms: str) -> None:
        """The marks of `mark_all` on these sub-criteria alone."""
        await self._remembered(("marked", *forms), lambda: self._mark_all_of(forms))

    async def _mark_all_of(self, forms: Collection[str]) -> None:
        full: dict[str, Any] = {
            "A1.01": {"measurement": True},
            "A1.02": {"judgement": [3, 3, 3]},
            "B1.01": {"measurement": "5"},
            "B2.01": {"measurement": "none left"},
        }
        half = {**full, "A1.02": {"judgement": [2, 1, 2]}, "B1.01": {"measurement": "2"}}
        half["B2.01"] = {"measurement": "some left"}
        none = {**full, "A1.01": {"measurement": False}, "A1.02": {"judgement": [0, 0, 0]}}
        none["B1.01"] = {"measurement": "0"}
        for family_name, marks in (("Альфин", full), ("Бетин", half), ("Гаммин", none)):
            for code, body in marks.items():
                if code.partition(".")[0] in forms:
                    await self.mark(family_name, code, body)

    async def sign_all(self) -> None:
        await self._remembered("signed", self._sign_all)

    async def _sign_all(self) -> None:
        for code in ("A1", "B1", "B2"):
            await marking.sign_sub_criterion(Caller(self.http, self.expert("one")), self.skill, code)
        await marking.sign_skill(Caller(self.http, self.expert("chief")), self.skill)

    async def publish(self, status: str = "official") -> None:
        """As the organiser and then the worker do."""
        await publication.publish(self.organiser, self.championship, status=status)
        await self.sweep()

    async def sweep(self) -> None:
        for championship in await self.app.championships.being_published():
            await complete_publication(self.app, championship)

    async def told(self, collection: str) -> list[dict[str, Any]]:
        """The events that wait in a collection's documents."""
        found = self.app.database[collection].find({"pending.0": {"$exists": True}}, {"pending": True})
        return [event async for document in found for event in document["pending"]]


def unknown() -> UUID:
    return uuid4()
