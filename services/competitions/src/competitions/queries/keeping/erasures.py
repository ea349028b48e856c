"""Whose data goes by itself in a championship, and whose has gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.consents.erasure import Erasure
from competitions.wiring import App
from shared.identity.principal import Principal

MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class ShownErasure:
    erasure: Erasure
    name: str | None
    """None of who is erased."""


async def erasures_of(app: App, championship_id: UUID, by: Principal) -> tuple[Championship, Sequence[ShownErasure]]:
    """The next first, up to MOST_SHOWN. For the organiser. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    found = await app.erasures.of_championship(championship_id, most=MOST_SHOWN)
    people = await app.people.by_id(one.subject_id for one in found)
    names = {id: person.full_name for id, person in people.items()}
    return championship, [ShownErasure(one, names.get(one.subject_id)) for one in found]


async def erasure_of(app: App, subject_id: UUID) -> Erasure | None:
    """What erased somebody, or the guardian who went along, by itself. For who may read the act."""
    return await app.erasures.carried_out(subject_id)
