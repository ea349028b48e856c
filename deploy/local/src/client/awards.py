"""Awards beside championships: what an organisation hands out, and its tables of who earned it."""

from datetime import date
from typing import Any, TypedDict

from client.caller import COMPETITIONS, Caller
from client.championships import Text

CSV = "text/csv"


class Table(TypedDict):
    """Counts of rows: `found` of the dry run (`new`, `known`, `changes`, `unsure`, `faulty`), the others of the handing out."""

    id: str
    stage: str
    found: dict[str, int]
    open_questions: int
    granted: int
    left_out: int


class Printed(TypedDict):
    """A row whose certificate no letter brings to anybody."""

    number: int
    subject_id: str
    award_id: str | None


async def offered(by: Caller) -> set[str]:
    """Ids of the achievements that can be granted."""
    return {one["id"] for one in await by.get(f"{COMPETITIONS}/achievements") if one["is_offered"]}


async def bring_table(by: Caller, achievement: str, granted_on: date, course: Text, content: bytes) -> Table:
    """Checks a table of who completed a course; nothing of it is granted yet."""
    said = {"achievement_id": achievement, "granted_on": granted_on.isoformat(), "context": "course"}
    titles = {"title_ru": course["ru"], "title_en": course["en"]}
    brought: Table = await by.send(f"{COMPETITIONS}/award-tables", content, CSV, {**said, **titles})
    return brought


async def faults(by: Caller, table: str) -> list[dict[str, Any]]:
    """Of the rows that have any."""
    found: list[dict[str, Any]] = (await by.get(f"{COMPETITIONS}/award-tables/{table}/rows", state="faulty"))["items"]
    return found


async def start(by: Caller, table: str, *, leave_out_faulty: bool = False) -> None:
    await by.post(f"{COMPETITIONS}/award-tables/{table}/start", {"leave_out_faulty": leave_out_faulty})


async def table(by: Caller, id: str) -> Table:
    found: Table = await by.get(f"{COMPETITIONS}/award-tables/{id}")
    return found


async def to_print(by: Caller, table: str) -> list[Printed]:
    found: list[Printed] = (await by.get(f"{COMPETITIONS}/award-tables/{table}/to-print"))["items"]
    return found


async def cancel(by: Caller, table: str) -> None:
    """What was brought, and not begun."""
    await by.post(f"{COMPETITIONS}/award-tables/{table}/cancellation")
