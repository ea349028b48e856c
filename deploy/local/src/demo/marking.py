"""Act two: eight experts enter every mark, what must be refused is refused, and everything is signed off."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.progress import TaskID

from client.caller import refusal
from client.marking import enter_form, enter_mark, read_sheet, sheet_ids, sign_skill, sign_sub_criterion
from demo.entries import JUSTIFICATION, SPREAD_TOO_WIDE, Entry
from demo.people import Person
from demo.scheme import Scheme
from demo.stage import Stage


@dataclass(frozen=True, slots=True)
class Room:
    """Where one skill is marked."""

    stage: Stage
    scheme: Scheme
    sheets: dict[tuple[str, str], str]
    """Ids of sheets by registration and sub-criterion."""

    @property
    def jury(self) -> list[Person]:
        return self.stage.cast.jury(self.scheme.number)

    @property
    def skill(self) -> str:
        return self.stage.skills[self.scheme.number]

    async def enter(self, expert: Person, entry: Entry, saw: str | None = None, **otherwise: Any) -> None:
        """The entry, or what is `otherwise` in it, by an expert who `saw` this record of the aspect. Raises Refused."""
        body = {**entry.body, **otherwise}
        await enter_mark(self.stage.callers[expert.account], self.sheet(entry), entry.aspect.code, body, saw)

    async def fill(self, expert: Person, entries: Sequence[Entry]) -> None:
        """All of one form. Raises Refused."""
        by, author = self.stage.callers[expert.account], self.stage.subjects[expert.account]
        await enter_form(by, author, self.sheet(entries[0]), {one.aspect.code: one.body for one in entries})

    async def newest(self, expert: Person, entry: Entry) -> str:
        """The newest record of the entry's aspect."""
        return (await read_sheet(self.stage.callers[expert.account], self.sheet(entry)))["newest"][entry.aspect.code]

    def sheet(self, entry: Entry) -> str:
        return self.sheets[self.stage.registrations[entry.competitor.account], entry.aspect.form]

    def marker(self, entry: Entry) -> Person:
        """The experts take turns by sub-criterion; who comes from the competitor's region is left out."""
        able = [one for one in self.jury if one.member != entry.competitor.member]
        forms = [form.code for form in self.scheme.forms]
        return able[forms.index(entry.aspect.form) % len(able)]


async def mark(stage: Stage) -> None:
    rooms = [await _room(stage, scheme) for scheme in stage.schemes]
    task = stage.progress.add_task("marks", total=sum(map(len, stage.entries.values())))
    discussed = await _discuss(rooms[0], task)
    await _refuse_compatriot(rooms[0])
    await asyncio.gather(*(_mark_skill(room, discussed, task) for room in rooms))


async def _room(stage: Stage, scheme: Scheme) -> Room:
    chief = stage.callers[stage.cast.chief(scheme.number).account]
    return Room(stage, scheme, await sheet_ids(chief, stage.skills[scheme.number]))


async def _discuss(room: Room, task: TaskID) -> Entry:
    """A triple with a spread of 2 is no mark: the experts discuss, justify, and show again."""
    entry = next(one for one in room.stage.entries[room.scheme.number] if "judgement" in one.body)
    expert = room.marker(entry)
    wide = await refusal(room.enter(expert, entry, judgement=SPREAD_TOO_WIDE))
    saw = await room.newest(expert, entry)
    unexplained = await refusal(room.enter(expert, entry, saw))
    await room.enter(expert, entry, saw, justification=JUSTIFICATION)
    room.stage.progress.advance(task)
    room.stage.checks.expect("a spread of 2 is refused", wide, "spread-too-wide")
    room.stage.checks.expect("without a justification as well", unexplained, "justification-needed")
    return entry


async def _refuse_compatriot(room: Room) -> None:
    entry, expert = next(
        (entry, expert)
        for entry in room.stage.entries[room.scheme.number]
        if (expert := room.stage.cast.compatriot(entry.competitor))
    )
    refused = await refusal(room.enter(expert, entry))
    room.stage.checks.expect("an expert of the same region is refused", refused, "conflict-of-interest")


async def _mark_skill(room: Room, discussed: Entry, task: TaskID) -> None:
    work: dict[str, list[Entry]] = defaultdict(list)
    for entry in room.stage.entries[room.scheme.number]:
        if entry is not discussed:
            work[room.marker(entry).account].append(entry)
    await asyncio.gather(*(_enter(room, account, given, task) for account, given in work.items()))
    await _sign_off(room)


async def _enter(room: Room, account: str, given: list[Entry], task: TaskID) -> None:
    """One expert, one form after the other, each as a tablet sends it."""
    expert = room.stage.cast.people[account]
    for _, form in groupby(sorted(given, key=room.sheet), room.sheet):
        entries = [*form]
        await room.fill(expert, entries)
        room.stage.progress.advance(task, len(entries))


async def _sign_off(room: Room) -> None:
    """Sub-criteria by the experts in turn, the skill by its chief expert alone."""
    callers = room.stage.callers
    for turn, form in enumerate(room.scheme.forms):
        signer = callers[room.jury[turn % len(room.jury)].account]
        await sign_sub_criterion(signer, room.skill, form.code)
    plain = next(one for one in room.jury if not one.is_chief)
    refused = await refusal(sign_skill(callers[plain.account], room.skill))
    room.stage.checks.expect(f"{room.scheme.number}: only the chief expert signs", refused, "not-chief")
    await sign_skill(callers[room.stage.cast.chief(room.scheme.number).account], room.skill)
