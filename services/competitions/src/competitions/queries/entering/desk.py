"""The door of a championship: who is expected, and which entry a code means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to_entry, desk_of, is_at_desk
from competitions.domain.championship import Championship
from competitions.domain.entering.codes import read
from competitions.domain.needs.companions import Companion
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration, State
from competitions.queries.entering.entries import EntryRow, entry_rows
from competitions.queries.entering.ordering import Whose, narrowed
from competitions.queries.needs.companions import coming_with, entry_of_pass
from competitions.queries.needs.emergency import ToCall, to_call
from competitions.queries.registrations import Wanted
from competitions.wiring import App
from shared.identity.principal import Principal

EXPECTED = (State.CONFIRMED, State.CHECKED_IN)
SHOWN = 20
"""More are not looked through at a door: whoever searches types more."""


@dataclass(frozen=True, slots=True)
class Desk:
    championship: Championship
    rows: Sequence[EntryRow]
    are_more: bool
    arrived: int
    expected: int
    """Those who arrived among them. Each up to MOST_COUNTED."""
    companions: Mapping[UUID, Sequence[Companion]]
    """Who comes along, by entry."""
    contacts: Mapping[UUID, Sequence[ToCall]]
    """Whom to call, by entry."""


async def desk(app: App, championship_id: UUID, by: Principal, *, text: str | None, entry: UUID | None) -> Desk:
    """Whom the text fits, by name, address, birth date or code; or the one entry, whatever its state. Raises Unknown, Forbidden."""
    championship = await desk_of(app, championship_id, by)
    found = [await _of(app, championship, entry)] if entry else await _found(app, championship, text)
    skills = {skill.id: skill for skill in await app.skills.of(championship_id)}
    arrived, confirmed = [
        await app.registrations.count(championship_id, Wanted((state,))) for state in reversed(EXPECTED)
    ]
    rows = await entry_rows(app, found[:SHOWN], skills)
    companions = await coming_with(app, [row.registration.id for row in rows])
    contacts = await to_call(app, championship, found[:SHOWN])
    return Desk(championship, rows, len(found) > SHOWN, arrived, arrived + confirmed, companions, contacts)


async def _of(app: App, championship: Championship, entry: UUID) -> Registration:
    registration = await app.registrations.get(entry)
    if registration.championship_id != championship.id:
        raise Unknown("registration", entry)
    return registration


async def _found(app: App, championship: Championship, text: str | None) -> list[Registration]:
    if not text:
        return []
    if code := read(text):
        meant = await _meant(app, code)
        if meant is not None and meant.championship_id == championship.id:
            return [meant]
    wanted = (await narrowed(app, championship, Wanted(EXPECTED), Whose(text))).wanted
    found, _ = await app.registrations.of_championship(championship.id, wanted, limit=SHOWN + 1, after=None)
    return found


async def _meant(app: App, code: str) -> Registration | None:
    """The entry that has this code, or with which somebody comes whose pass has it."""
    return await app.registrations.by_code(code) or await entry_of_pass(app, code)


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code means, for who opened it."""

    registration: Registration
    championship: Championship
    is_at_desk: bool
    is_own: bool
    """It is the person's, or of a minor whose guardian they are."""
    may_say_where: bool
    """Whether who opened it may be told in what the entry is: where that tells what the law protects specially, its own people."""


async def coded(app: App, typed: str, by: Principal | None) -> Coded | None:
    """None where there is no such code."""
    code = read(typed)
    registration = await _meant(app, code) if code else None
    if registration is None:
        return None
    championship = await app.championships.get(registration.championship_id)
    is_own = by is not None and await close_to_entry(app, registration, by)
    is_special = app.rulesets[championship.ruleset].privacy.special_category
    return Coded(registration, championship, is_at_desk(championship, by), is_own, is_own or not is_special)
