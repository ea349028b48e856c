"""Plays what happens around certificates: an issuer is opened, people are known, results are published."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

import httpx2
from tests.awards import GOLD

from certificates import handlers
from certificates.commands.issuing import certificate_id
from certificates.wiring import App
from client.caller import CERTIFICATES, Caller
from client.certificates import Issuer, open_issuer
from localstack.token_issuer import TokenIssuer
from shared.contracts import Award, Earned, Text
from shared.contracts.competitions import (
    AwardGranted,
    Championship,
    ChampionshipDescribed,
    PersonChanged,
    PublicItem,
    Publicity,
    ResultPublished,
    Skill,
    SkillDescribed,
)
from shared.events import Event, event
from shared.ids import derive
from shared.messaging.subscriptions import Missed

API = CERTIFICATES
ISSUER: Issuer = {"organisation": "region-47", "name": {"ru": "Центр навыков", "en": "Skills Centre"}, "prefix": "47"}
HELD = UUID(int=1)
"""The championship of all results here."""
SKILL = UUID(int=17)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def person(subject_id: UUID | None = None, **fields: Any) -> PersonChanged:
    named = {"family_name": "Ёлкина", "given_name": "Снежана", "patronymic": "Морозовна"}
    return PersonChanged(**{"subject_id": subject_id or uuid4(), "version": 1, **named, **fields})


def public(*items: str, until: date | None = None, championship: UUID = HELD) -> tuple[Publicity, ...]:
    """What everybody may see of the holder in the championship of `result`."""
    return (Publicity(championship_id=championship, items=tuple(PublicItem(item) for item in items), until=until),)


def described(organisation: str = "region-47") -> tuple[ChampionshipDescribed, SkillDescribed]:
    """How the championship of results here, and its skill, are called."""
    championship = Championship(
        id=_held(organisation),
        name=Text(ru="Открытый чемпионат «Профи»", en="Open Championship"),
        organisation=organisation,
        ruleset="worldskills",
        starts_on=date(2026, 11, 18),
        ends_on=date(2026, 11, 20),
    )
    skill = Skill(id=SKILL, number="17", name=Text(ru="Веб-технологии", en="Web Technologies"))
    return (
        ChampionshipDescribed(championship=championship, edition=1),
        SkillDescribed(championship_id=championship.id, skill=skill, edition=1),
    )


def _held(organisation: str) -> UUID:
    return HELD if organisation == "region-47" else derive("championship", organisation)


def result(*awards: Earned, organisation: str = "region-47", **fields: Any) -> ResultPublished:
    told = {
        "result_id": uuid4(),
        "championship_id": _held(organisation),
        "championship_edition": 1,
        "skill_id": SKILL,
        "skill_edition": 1,
        "total": Decimal("75.25"),
        "scale_score": 743,
        "scale_policy": "ws700",
        "medal_policy": "within-2-points",
        "published_at": AT,
        "status": "official",
        "revision": 1,
        "skill_head": "5e" * 32,
    }
    return ResultPublished(**{**told, **fields}, awards=awards)


COURSE: Final = {
    "code": "robotics-basics",
    "kind": "course",
    "title": {"ru": "Основы робототехники", "en": "Basics of robotics"},
    "criteria": {"ru": "Освоена программа и защищён проект.", "en": "The programme is completed."},
    "hours": 36,
    "modules": [{"title": "Механика", "hours": 12}, {"title": "Программирование"}],
    "alignments": [{"framework": "WSOS", "code": "C", "name": "Сборка", "url": "https://example.org/wsos#c"}],
    "wants": [{"name": "result", "required": True}],
}


def granted(subject_id: UUID, achievement_id: UUID | str, **fields: Any) -> AwardGranted:
    """As the organisers tell that somebody has earned an achievement in a course."""
    told = {
        "award_id": uuid4(),
        "revision": 1,
        "organisation": "region-47",
        "achievement_id": achievement_id,
        "achievement_version": 1,
        "subject_id": subject_id,
        "granted_on": date(2026, 11, 25),
        "language": "ru",
        "context": {"kind": "course", "id": UUID(int=5), "title": {"ru": "Осенний поток", "en": "Autumn group"}},
        "facts": {"result": "проект защищён", "score": "87.5", "basis": "приказ № 17"},
    }
    return AwardGranted.model_validate({**told, **fields})


@dataclass
class Play:
    http: httpx2.AsyncClient
    app: App
    tokens: TokenIssuer
    people: dict[str, PersonChanged] = field(default_factory=dict)

    def bearer(self, account: str, *roles: str, organisation: str | None = None) -> dict[str, str]:
        return self.tokens.bearer(account, *roles, organisation=organisation)

    @property
    def officer(self) -> dict[str, str]:
        return self.bearer("olga", "officer", organisation="region-47")

    async def issuer(self, **fields: Any) -> dict[str, Any]:
        return await open_issuer(Caller(self.http, self.officer), {**ISSUER, **fields})  # type: ignore[typeddict-item]  # tests give others

    async def know(self, told: PersonChanged) -> PersonChanged:
        await handlers.record([self.event(told)], self.app)
        return told

    async def describe(self, organisation: str = "region-47") -> None:
        championship, skill = described(organisation)
        await self.app.titles.record_championship(championship)
        await self.app.titles.record_skill(skill)

    async def publish(self, told: ResultPublished, organisation: str = "region-47") -> None:
        await self.describe(organisation)
        await handlers.subscriptions.by_type[told.type].handle(self.event(told), self.app)

    async def achievement(self, **words: Any) -> dict[str, Any]:
        """A course of the issuer, as an officer writes it."""
        body = {**COURSE, **words}
        answer = await self.http.post(f"{API}/issuers/region-47/achievements", json=body, headers=self.officer)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def grant(self, *told: AwardGranted) -> Missed:
        return await handlers.certify_awards([self.event(one) for one in told], self.app)

    async def certificate(self, award: Award = GOLD, **fields: Any) -> UUID:
        """The id of a certificate that was issued to a new person with these fields."""
        holder = await self.know(person(**fields))
        told = result(Earned(subject_id=holder.subject_id, award=award))
        await self.publish(told)
        return certificate_id(told.result_id, holder.subject_id, award.id)

    @staticmethod
    def event(data: Any) -> Event[Any]:
        return event(data, id=uuid4(), at=AT)
