"""Who is entered again is not erased at the same moment: one write of the planned erasure decides which of the two comes first."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from competitions.domain.entering.listed import Newcomer
from competitions.domain.refusal import Unknown
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict


async def put_off_erasures(app: App, newcomers: Sequence[Newcomer]) -> Mapping[UUID, Sequence[UUID]]:
    """Before they have their places: the worker looks again when they have. A repeat is harmless.

    The further ids of each of these people, as they were just now. Raises Unknown for who is being erased already.
    """
    people = [person for one in newcomers for person in one.people]
    others = await app.people.others_of(people)
    ids = {id for person in people for id in (person, *others.get(person, ()))}
    for planned in await app.erasures.planned(ids):
        await retry_on_conflict(partial(_put_off, app, planned.id))
    return others


async def _put_off(app: App, id: UUID) -> None:
    planned = await app.erasures.find(id)
    if planned and planned.done_at is None:
        later = planned.put_off(app.now())
        with suppress(Unknown):  # by another entry of the same person it is off
            await app.erasures.save(later)
