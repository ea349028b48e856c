"""The same command for each of several entries: one that is refused holds up no other, and is told with why.

Each entry is a write of its own, and what is so already is left alone. Whatever ends the work in the middle, a request that took too
long or a process that was killed, leaves every entry either done or untouched: the same selection again completes the rest.
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from competitions.access import held_by
from competitions.commands.arrivals import check_in
from competitions.commands.attendance import mark_absent
from competitions.commands.places import give_back_all
from competitions.commands.registrations import confirm, say_ended
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.entering.selection import ENDS, MISSES, Action, is_so
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.registration import Registration, State, Step
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.side_by_side import some_at_a_time

PART: Final = 64
"""Entries between two looks at the clock."""
SECONDS: Final = 15.0
"""Longer nobody waits for an answer: what is not reached by then is told, and asked for again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    done: tuple[UUID, ...]
    refused: tuple[tuple[UUID, Refusal], ...]
    left: tuple[UUID, ...] = ()
    """Those that were not reached in time: a selection of them goes on."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a selection comes to as things stand; who lacks a consent is found out when it is done."""

    possible: tuple[UUID, ...]
    done: tuple[UUID, ...]
    """What is so already."""
    refused: tuple[tuple[UUID, Refusal], ...]


async def foresee(app: App, championship_id: UUID, action: Action, ids: Sequence[UUID], by: Principal) -> Foreseen:
    """What doing it now would come to. Changes nothing. Raises Unknown, Forbidden for the championship."""
    championship = await held_by(app, championship_id, by)
    entries = {one.id: one for one in await app.registrations.some(ids) if one.championship_id == championship_id}
    skills = {one.id: one for one in await app.skills.some({entry.skill_id for entry in entries.values()})}
    possible: list[UUID] = []
    done: list[UUID] = []
    refused: list[tuple[UUID, Refusal]] = []
    for id in dict.fromkeys(ids):
        try:
            if id not in entries:
                raise Unknown("registration", id)
            entry = entries[id]
            (done if is_so(action, entry, skills[entry.skill_id], championship, app.now()) else possible).append(id)
        except Refusal as refusal:
            refused.append((id, refusal))
    return Foreseen(tuple(possible), tuple(done), tuple(refused))


async def do_with_all(
    app: App,
    championship_id: UUID,
    action: Action,
    ids: Sequence[UUID],
    *,
    reason: str | None,
    by: Principal,
    seconds: float = SECONDS,
    part: int = PART,
) -> Outcome:
    """In the order given, a part of them at a time, for so many seconds and one part at least.

    A repeat changes nothing but what was left. Raises Unknown, Forbidden for the championship.
    """
    until = time.monotonic() + seconds
    foreseen = await foresee(app, championship_id, action, ids, by)
    command, waiting = _commands(app, reason, by)[action], list(foreseen.possible)
    came: list[tuple[UUID, Refusal | Stale | None]] = [*foreseen.refused]
    while waiting:
        now, waiting = waiting[:part], waiting[part:]
        came += zip(now, await some_at_a_time(now, partial(_done, command)), strict=True)
        if action in ENDS:
            await give_back_all(app, await app.registrations.some(now))
        if time.monotonic() >= until:
            break
    return Outcome(
        (*foreseen.done, *(id for id, refusal in came if refusal is None)),
        tuple((id, refusal) for id, refusal in came if isinstance(refusal, Refusal)),
        (*waiting, *(id for id, refusal in came if isinstance(refusal, Stale))),
    )


Command = Callable[[UUID], Awaitable[Registration]]


async def _done(command: Command, id: UUID) -> Refusal | Stale | None:
    """None where it is done. Where others change the entry all the while it is left, and done later."""
    try:
        await command(id)
    except (Refusal, Stale) as refusal:
        return refusal
    return None


async def _missed(app: App, kind: AbsenceKind, reason: str, by: Principal, id: UUID) -> Registration:
    return await mark_absent(app, id, kind=kind, reason=reason, by=by)


def _commands(app: App, reason: str | None, by: Principal) -> Mapping[Action, Command]:
    """Of an organiser whose championship it is."""
    said = reason or ""
    return {
        Action.CONFIRM: lambda id: confirm(app, id, by),
        Action.REJECT: lambda id: say_ended(app, id, Step(State.REJECTED, app.now(), by.account, said)),
        Action.WITHDRAW: lambda id: say_ended(app, id, Step(State.WITHDRAWN, app.now(), by.account, reason)),
        Action.CHECK_IN: lambda id: check_in(app, id, by),
        **{action: partial(_missed, app, kind, said, by) for action, kind in MISSES.items()},
    }
