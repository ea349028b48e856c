"""Nobody is entered twice, under whichever of their ids."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from competitions.domain.entering.listed import Newcomer
from competitions.wiring import App


async def with_all_ids(app: App, newcomers: Sequence[Newcomer]) -> Sequence[Newcomer]:
    """Looked up after the places were read: a merge writes the places of those whom it concerns, so that what was decided by
    fewer ids is stale."""
    return with_ids(await app.people.others_of([person for one in newcomers for person in one.people]), newcomers)


def with_ids(others: Mapping[UUID, Sequence[UUID]], newcomers: Sequence[Newcomer]) -> Sequence[Newcomer]:
    return [
        replace(one, others=tuple(other for person in one.people for other in others.get(person, ())))
        for one in newcomers
    ]
