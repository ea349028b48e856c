"""A championship whose clock the test moves, and its letters about consents."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from tests.competitions.playing import Play

from client import championships
from competitions.commands.keeping.deadlines import keep_deadlines
from competitions.domain.preparation.plan import Deadlines
from competitions.queries.consents import CONSENT
from shared.clock import now
from shared.identity import links
from shared.ids import derive

CHILD, TEENAGER, ADULT = "2015-01-01", "2010-01-01", "2000-01-01"


@dataclass
class Calendar:
    api: FastAPI
    play: Play
    today: datetime = field(default_factory=now)

    def go(self, to: datetime) -> None:
        """As if it were that moment, for the service and for whoever asks it."""
        self.today = to
        moved = replace(self.play.app, now=lambda: self.today)
        self.api.state.app = self.play.app = moved

    async def later(self, **more: float) -> None:
        """So much later, when the worker has looked."""
        self.go(self.today + timedelta(**more))
        await keep_deadlines(self.play.app)

    async def open(self, due_in: int | None = 20, days: int = 40, **skill: Any) -> None:
        """A championship in `days` days, whose consents are due in `due_in` days."""
        await self.play.open()
        self.go(self.today)
        app, id = self.play.app, UUID(self.play.championship)
        championship = await app.championships.get(id)
        first = (self.today + timedelta(days=days)).date()
        deadlines = Deadlines(consents_due=self.today + timedelta(days=due_in)) if due_in else Deadlines()
        await app.championships.save(replace(championship, starts_on=first, ends_on=first, deadlines=deadlines))
        if skill:
            known = await app.skills.get(UUID(self.play.skill))
            await app.skills.save(replace(known, **skill))

    async def due(self, at: datetime | None) -> None:
        championship = await self.play.app.championships.get(UUID(self.play.championship))
        await self.play.app.championships.save(replace(championship, deadlines=Deadlines(consents_due=at)))

    async def enter(self, name: str, born: str, *guardians: str) -> str:
        """The person; nobody has consented."""
        subject = await self.play.person(name, birth_date=born, guardians=list(guardians))
        registered = await championships.register(self.play.organiser, self.play.skill, subject, "R-01")
        self.play.registrations[name] = registered
        return subject

    async def ask(self) -> dict[str, int]:
        told: dict[str, int] = await self.play.post(f"/championships/{self.play.championship}/consents/requests", {})
        return told

    async def sign(self, name: str, purpose: str = "participation", decision: str = "given") -> None:
        """Everybody who is asked, on paper."""
        address = f"/registrations/{self.play.registrations[name]}/consents"
        for voice in (await self.play.get(address))["voices"]:
            if purpose in voice["purposes"]:
                body = {"giver_id": voice["giver_id"], "purpose": purpose, "decision": decision}
                await self.play.call("PUT", address, self.play.anna(), body)

    async def state(self, name: str) -> str:
        told: dict[str, str] = await self.play.get(f"/registrations/{self.play.registrations[name]}")
        return told["state"]

    async def letters(self) -> Counter[str]:
        """How many letters of each kind wait to be written."""
        told = [*await self.play.told("consents"), *await self.play.told("registrations")]
        return Counter(_kind(event) for event in told)

    def link(self, subject: str, giver: str) -> str:
        """The address in the giver's letter."""
        id = derive(UUID(self.play.championship), UUID(subject), UUID(giver), "consents")
        return f"/consent/{links.token(CONSENT, id, self.play.app.link_secret)}"


def _kind(event: dict[str, Any]) -> str:
    headers = dict(event["headers"])
    kind = headers["ce_type"]
    return (kind if isinstance(kind, str) else kind.decode()).removeprefix("competitions.").removesuffix(".v1")
