"""The same command for each of several entries: one that is refused holds up no other, and is told with why."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.commands.attendance import mark_absent
from competitions.commands.registrations import check_in, confirm, reject, withdraw
from competitions.domain.entering.selection import Action
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.registration import AbsenceKind, Registration
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Outcome:
    done: tuple[UUID, ...]
    refused: tuple[tuple[UUID, Refusal], ...]


async def do_with_all(
    app: App, championship_id: UUID, action: Action, ids: Sequence[UUID], *, reason: str | None, by: Principal
) -> Outcome:
    """In the order given. A repeat changes nothing. Raises Unknown, Forbidden for the championship."""
    await held_by(app, championship_id, by)
    known = {one.id for one in await app.registrations.some(ids) if one.championship_id == championship_id}
    command = _commands(app, reason, by)[action]
    done: list[UUID] = []
    refused: list[tuple[UUID, Refusal]] = []
    for id in dict.fromkeys(ids):
        try:
            if id not in known:
                raise Unknown("registration", id)
            await command(id)
        except Refusal as refusal:
            refused.append((id, refusal))
        else:
            done.append(id)
    return Outcome(tuple(done), tuple(refused))


Command = Callable[[UUID], Awaitable[Registration]]


def _commands(app: App, reason: str | None, by: Principal) -> Mapping[Action, Command]:
    said = reason or ""
    return {
        Action.CONFIRM: lambda id: confirm(app, id, by),
        Action.REJECT: lambda id: reject(app, id, reason=said, by=by),
        Action.WITHDRAW: lambda id: withdraw(app, id, reason=reason, by=by),
        Action.ABSENT: lambda id: mark_absent(app, id, kind=AbsenceKind.ABSENT, reason=said, by=by),
        Action.CHECK_IN: lambda id: check_in(app, id, by),
    }
