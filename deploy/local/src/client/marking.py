"""Marking: sheets, marks, and what is signed off."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Final, TypedDict
from uuid import uuid4

from client.caller import COMPETITIONS, Caller, RefusedPart

PANEL: Final = 3
Entry = Mapping[str, Any]
"""`measurement` (true, false, a label, a number as a string) or `judgement` (three scores, with their `judges`), and perhaps
`justification` or `reason`."""


class Competitor(TypedDict):
    registration_id: str
    subject_id: str
    member: str


class SheetLine(TypedDict):
    id: str
    sub_criterion: str
    competitor: Competitor
    entered: int
    aspects: int


class Sheet(TypedDict):
    """One competitor's marks for one sub-criterion, by aspect, and everything that was ever entered."""

    id: str
    marks: dict[str, dict[str, Any]]
    history: list[dict[str, Any]]
    newest: dict[str, str]
    """By aspect, the id of its newest record."""
    panel: list[str]
    """Who may judge the competitor, by subject id: the first three do, unless others are named."""
    total: str
    version: int


async def start(by: Caller, skill: str) -> int:
    """Lays out the sheets; how many there are."""
    started = await by.post(f"{COMPETITIONS}/skills/{skill}/marking")
    return int(started["sheets"])


async def sheets(by: Caller, skill: str, **query: str) -> AsyncIterator[SheetLine]:
    """Every sheet of a skill; `query` is `sub_criterion` or `competitor` (a registration's id)."""
    async for line in by.all(f"{COMPETITIONS}/skills/{skill}/sheets", **query):
        yield line


async def sheet_ids(by: Caller, skill: str) -> dict[tuple[str, str], str]:
    """By registration and sub-criterion."""
    return {(one["competitor"]["registration_id"], one["sub_criterion"]): one["id"] async for one in sheets(by, skill)}


async def read_sheet(by: Caller, sheet: str) -> Sheet:
    found: Sheet = await by.get(f"{COMPETITIONS}/sheets/{sheet}")
    return found


async def enter_mark(by: Caller, sheet: str, aspect: str, entry: Entry, saw: str | None = None) -> None:
    """`saw` is the newest record of the aspect that the expert saw; None: there was none. A judgement that names no judges is that
    of the first three of the panel."""
    if "judgement" in entry and "judges" not in entry:
        entry = {**entry, "judges": (await read_sheet(by, sheet))["panel"][:PANEL]}
    await by.put(f"{COMPETITIONS}/sheets/{sheet}/marks/{aspect}", {**entry, "saw": saw})


async def enter_form(by: Caller, author: str, sheet: str, entries: Mapping[str, Entry]) -> None:
    """A competitor's form at once, as a tablet sends it: entries by aspect, of which the expert has seen what stands. `author`: the
    subject id of who enters. Raises RefusedPart where one of them is not entered; the others are.
    """
    seen = await read_sheet(by, sheet)
    judges = {"judges": seen["panel"][:PANEL]}
    sent = [
        {"key": str(uuid4()), "sheet": sheet, "code": code, "author": author, "saw": seen["newest"].get(code)}
        | (judges if "judgement" in entry else {})
        | dict(entry)
        for code, entry in entries.items()
    ]
    for became in (await by.post(f"{COMPETITIONS}/sheets/entries", {"entries": sent}))["results"]:
        if became["problem"]:
            raise RefusedPart(became["problem"])


async def take_back_mark(by: Caller, sheet: str, aspect: str, reason: str, saw: str) -> None:
    """Before the signature."""
    await by.post(f"{COMPETITIONS}/sheets/{sheet}/marks/{aspect}/withdrawal", {"reason": reason, "saw": saw})


async def sign_sub_criterion(by: Caller, skill: str, code: str) -> None:
    await by.post(f"{COMPETITIONS}/skills/{skill}/sub-criteria/{code}/sign-off")


async def sign_skill(by: Caller, skill: str) -> None:
    await by.post(f"{COMPETITIONS}/skills/{skill}/sign-off")
