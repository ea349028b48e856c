"""A championship that asks what people need, who takes part in it, and the reader whom its organiser has named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.competitions.access.test_duties import bare, let_in
from tests.competitions.consents.calendar import ADULT, Calendar
from tests.competitions.playing import Play

from competitions.domain.needs.rules import NeedsRules

LIFT = "Лифт шириной девяносто"
DOG = "Собака по кличке Проба"


class Asking:
    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    @property
    def play(self) -> Play:
        return self.calendar.play

    @property
    def place(self) -> str:
        return f"/championships/{self.play.championship}"

    async def begin(self, **skill: Any) -> None:
        """Рита is named to read what people need."""
        play = self.play
        asking = replace(play.app.rulesets["worldskills"], needs=NeedsRules(ask=True, companions=2))
        play.app = replace(play.app, rulesets={**play.app.rulesets, "worldskills": asking})
        await self.calendar.open(**skill)
        await let_in(play, "rita", "needs_reader", place=self.place, family_name="Читалова")

    async def open(self) -> None:
        """Альфин is entered, of age, with an account."""
        await self.begin()
        play = self.play
        subject = await play.person("Альфин", birth_date=ADULT, account="alfin")
        body = {"subject_id": subject, "member": "R-01"}
        made = await play.post(f"/skills/{play.skill}/registrations", body, expect=201)
        play.registrations["Альфин"] = made["id"]

    @property
    def entry(self) -> str:
        return self.play.registrations["Альфин"]

    def alfin(self) -> Mapping[str, str]:
        return bare(self.play, "alfin")

    def rita(self) -> Mapping[str, str]:
        return bare(self.play, "rita")

    async def ask(self, needs: Sequence[Mapping[str, str]], *, expect: int = 200) -> Any:
        path = f"/me/registrations/{self.entry}/needs"
        return await self.play.call("PUT", path, self.alfin(), {"needs": list(needs)}, expect=expect)

    async def ask_for_a_lift(self) -> Any:
        return await self.ask([{"need": "step_free", "what": LIFT}, {"need": "guide_dog", "what": DOG}])

    async def own(self) -> Any:
        return await self.play.get(f"/me/registrations/{self.entry}/needs", by=self.alfin())

    async def read(self, by: Mapping[str, str] | None = None, *, expect: int = 200) -> Any:
        path = f"/registrations/{self.entry}/needs/readings"
        return await self.play.post(path, by=by or self.rita(), expect=expect)

    async def answer(self, need: str, body: Mapping[str, Any], *, expect: int = 200) -> Any:
        path = f"/registrations/{self.entry}/needs/answer"
        return await self.play.call("PUT", path, self.rita(), {"need": need, **body}, expect=expect)

    async def venue(self, *, expect: int = 200) -> Any:
        return await self.play.post(f"{self.place}/needs/venue-lists", by=self.rita(), expect=expect)

    async def sign(self, decision: str = "given") -> None:
        await self.calendar.sign("Альфин", "needs", decision)

    async def raw(self) -> Mapping[str, Any]:
        found = await self.play.app.database["needs"].find_one({"_id": UUID(self.entry)})
        assert found is not None
        return found
