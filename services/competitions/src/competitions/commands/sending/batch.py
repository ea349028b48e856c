"""Entries that a tablet sends together. Each is its own guarded write: none waits for another but for its own predecessor."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from competitions.commands.marking import Proposal, TakingBack, enter_mark, take_back_mark
from competitions.commands.marks.cards import Laying, lay_card
from competitions.commands.sending.late import kept_late
from competitions.domain.aspect import Entry
from competitions.domain.mark import Disputed, Entered, MarkIdTaken
from competitions.domain.refusal import Refusal
from competitions.domain.sending.late import AskedFor, LateEntry, why_late
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.messaging.handling import TRANSIENT

AT_ONCE: Final = 4
"""Sheets of one batch: other tablets send theirs at the same moment."""
PASSING: Final = (*TRANSIENT, Stale)
"""What an entry is sent again after: those behind it on its sheet wait for it, so that the history keeps the expert's order."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One entry, as a tablet kept it."""

    key: UUID
    id: UUID
    """Of the record that is made of it: the same for every repetition."""
    sheet_id: UUID
    code: str
    entry: Entry | None
    """None: the mark is taken back, or a card laid."""
    reason: str | None
    """Why it is taken back, or why the experts agreed on another card."""
    author: UUID
    saw: UUID | None
    after: UUID | None
    """The key of the same expert's entry before it, on the same aspect, in the same batch: it saw what became of that one."""
    entered_at: datetime | None
    ask: bool = False
    """Whoever leads the jury is to decide about it."""
    card: int | None = None
    """The score of a card, for its author alone."""


@dataclass(eq=False)
class PredecessorFailed(Refusal):
    """The entry that it was made after, or another before it on its sheet, has not been taken yet."""

    code: str


Outcome = Entered | LateEntry | Exception
"""What stands, what is kept for the chief expert, or why neither."""


async def enter_batch(app: App, sent: Sequence[Sent], by: Principal) -> list[Outcome]:
    """What became of each, in the order of `sent`. On one sheet they are entered in that order."""
    known = {one.id: one for one in await app.late_entries.some([one.id for one in sent])}
    outcomes: dict[int, Outcome] = {}
    turns = asyncio.Semaphore(AT_ONCE)

    async def enter_sheet(numbers: Sequence[int]) -> None:
        made: dict[UUID, Outcome] = {}
        async with turns:
            for number in numbers:
                one = sent[number]
                is_in_turn = not any(isinstance(outcome, PASSING) for outcome in made.values())
                made[one.key] = (
                    await _outcome(app, one, by, known.get(one.id), made) if is_in_turn else PredecessorFailed(one.code)
                )
                outcomes[number] = made[one.key]

    def sheet_of(number: int) -> UUID:
        return sent[number].sheet_id

    sheets = groupby(sorted(range(len(sent)), key=sheet_of), sheet_of)
    await asyncio.gather(*(enter_sheet(list(numbers)) for _, numbers in sheets))
    return [outcomes[number] for number in range(len(sent))]


async def _outcome(app: App, one: Sent, by: Principal, known: LateEntry | None, made: dict[UUID, Outcome]) -> Outcome:
    try:
        if known:
            return _again(known, one)
        return await _enter(app, replace(one, saw=_seen(one, made)), by)
    except Exception as error:  # noqa: BLE001 - the others are entered nevertheless; the route says what this one is
        return error


async def _enter(app: App, one: Sent, by: Principal) -> Entered | LateEntry:
    if one.card is not None:
        # A card that its sheet does not take stays on its tablet: whoever leads the jury may be one of the three.
        laying = Laying(one.id, one.code, one.card, by, one.saw, one.reason, one.author, one.entered_at)
        return await lay_card(app, one.sheet_id, laying)
    try:
        if one.ask:
            raise AskedFor
        if one.entry is None:
            back = TakingBack(one.id, one.code, by, one.saw, one.reason or "", one.author, one.entered_at)
            return await take_back_mark(app, one.sheet_id, back)
        mark = Proposal(one.id, one.code, one.entry, by, one.saw, None, one.author, one.entered_at)
        return await enter_mark(app, one.sheet_id, mark)
    except Refusal as refusal:
        why = why_late(refusal)
        if why is None:
            raise
        late = LateEntry(
            id=one.id,
            sheet_id=one.sheet_id,
            skill_id=(await app.sheets.get(one.sheet_id)).skill_id,
            code=one.code,
            entry=one.entry,
            reason=one.reason,
            author=one.author,
            why=why,
            arrived_at=app.now(),
            entered_at=one.entered_at,
        )
        return await kept_late(app, late, by)


def _again(known: LateEntry, one: Sent) -> LateEntry:
    if not known.says(one.code, one.entry, one.reason):
        raise MarkIdTaken(one.code)
    return known


def _seen(one: Sent, made: dict[UUID, Outcome]) -> UUID | None:
    if one.after is None:
        return one.saw
    match made.get(one.after):
        case Disputed(dispute=dispute):
            return dispute.id
        case None | LateEntry() | Exception():
            raise PredecessorFailed(one.code)
        case record:
            return record.id
