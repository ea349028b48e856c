"""An officer, an achievement, and tables as people write them."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.competitions.playing import HOME, V1, Play

from client.caller import Caller
from competitions.commands.awards.bringing import read_unread
from competitions.commands.awards.handing_out import hand_out
from competitions.commands.awards.offers import record_offers
from competitions.domain.awards.offers import Offer, Want
from competitions.domain.awards.tables import TableStage
from competitions.domain.championship import Championship
from competitions.wiring import App
from shared.text import Text
from shared.workbooks.writing import workbook

HEADINGS = (
    "Фамилия*", "Имя*", "Отчество", "Дата рождения", "Электронная почта", "Родитель: ФИО", "Родитель: почта", "Часы*",
    "Согласие: дата", "Согласие: номер дела",
)  # fmt: skip
ROBOTICS = Text("Робототехника для начинающих", "Robotics for beginners")
TERMS = {"granted_on": "2026-05-28", "context": "course", "title_ru": "Робототехника", "title_en": "Robotics"}
Row = Sequence[Any]


def row(n: int, **other: Any) -> list[Any]:
    """Somebody invented, of age."""
    cells = {
        "Фамилия*": f"Пробный-{letters(n)}",
        "Имя*": "Вымысел",
        "Отчество": "Тестович",
        "Дата рождения": f"{n % 28 + 1:02}.03.{1980 + n % 20}",
        "Электронная почта": f"a{n}@example.org",
        "Часы*": 72,
        **other,
    }
    return [cells.get(heading) for heading in HEADINGS]


def letters(n: int) -> str:
    """A name for a number: those of people have no digits."""
    return "".join("абвгдежзик"[int(digit)] for digit in str(n))


def xlsx(rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> bytes:
    return workbook("Выдача", [headings, *rows])


def as_csv(rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADINGS, *rows])
    return text.getvalue().encode(encoding)


def lines(rows: Sequence[Row]) -> bytes:
    named = (
        {name.strip("*"): cell for name, cell in zip(HEADINGS, row, strict=True) if cell is not None} for row in rows
    )
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in named).encode()


@dataclass
class Granting:
    play: Play
    achievement: UUID

    def officer(self) -> dict[str, str]:
        return self.play.issuer.bearer("olga", "officer", organisation=HOME)

    async def bring(self, content: bytes, *, expect: int = 202, key: str | None = None, **terms: str) -> Any:
        """Of `terms` what is empty is not said."""
        said = {"achievement_id": str(self.achievement), **TERMS, **terms}
        said = {name: value for name, value in said.items() if value}
        headers = {"content-type": "application/octet-stream", **({"idempotency-key": key} if key else {})}
        answer = await Caller(self.play.http, self.officer()).request(
            "POST", f"{V1}/award-tables", headers, content=content, params=said
        )
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def call(self, method: str, path: str, body: Any = None, *, expect: int = 200, **more: Any) -> Any:
        return await self.play.call(method, path, self.officer(), body, expect=expect, **more)

    async def start(self, table: Any, *, expect: int = 202, **said: bool) -> Any:
        return await self.call("POST", f"/award-tables/{table['id']}/start", said, expect=expect)

    async def work(self) -> None:
        """What the worker does."""
        app = self.play.app
        async for table in app.award_tables.at_work():
            await (hand_out(app, table) if table.stage is TableStage.GRANTING else read_unread(app, table))

    async def granted(self, content: bytes, **said: bool) -> Any:
        """As it is in the end."""
        table = await self.bring(content)
        await self.start(table, **said)
        await self.work()
        return await self.call("GET", f"/award-tables/{table['id']}")

    async def rows(self, table: Any, state: str) -> list[Any]:
        found: list[Any] = (await self.call("GET", f"/award-tables/{table['id']}/rows?state={state}"))["items"]
        return found

    async def told(self) -> list[Any]:
        """What the others are told of awards."""
        return [json.loads(bytes(event["value"])) for event in await self.play.told("awards")]

    async def count(self, store: str) -> int:
        return int(await self.play.app.database[store].count_documents({}))


async def offered(play: Play, *wants: Want, **other: Any) -> Granting:
    return Granting(play, (await offered_in(play.app, *wants, **other)).id)


async def offered_in(app: App, *wants: Want, **other: Any) -> Offer:
    """An achievement that its issuer has told of."""
    facts = {"kind": "course", "title": ROBOTICS, "languages": ("ru", "en"), "is_offered": True, **other}
    id = uuid4()
    offer = Offer(id, HOME, 1, f"robotics-{id.hex[:8]}", wants=wants or (Want("hours", required=True),), **facts)
    await record_offers(app, [offer])
    return offer


async def held(granting: Granting, name: Text, year: int = 2026, **other: Any) -> str:
    """A championship of the organisation, which is announced."""
    facts = {"organisation": HOME, "ruleset": "worldskills", "announced_at": datetime(2026, 1, 1, tzinfo=UTC), **other}
    days = date(year, 4, 2), date(year, 4, 4)
    made = Championship(
        uuid4(), name, scale_policy="spread", medal_policy="medals", starts_on=days[0], ends_on=days[1], **facts
    )
    return str((await granting.play.app.championships.add(made)).id)
