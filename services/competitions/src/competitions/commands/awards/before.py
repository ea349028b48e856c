"""What somebody was granted before, also under a record of theirs that was merged since: an award keeps the record it was granted to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.commands.awards.naming import award_id
from competitions.domain.awards.award import Award
from competitions.domain.awards.facts import Granted
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import Namesake
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Asked:
    subject_id: UUID | None
    """None: it is not said yet who it is, so that only a key can tell."""
    granted: Granted
    key: str | None


@dataclass(frozen=True, slots=True)
class Before:
    award: Award
    is_theirs: bool
    """Whether it is the same person's who is asked about; under a key it may be another's."""


async def granted_before(app: App, offer: Offer, asked: Sequence[Asked]) -> list[Before | None]:
    """In the order of `asked`."""
    former = await app.people.former_ids({one.subject_id for one in asked if one.subject_id})
    people = [(one.subject_id, *former.get(one.subject_id, ())) if one.subject_id else () for one in asked]
    ids = [_ids(offer, one, theirs) for one, theirs in zip(asked, people, strict=True)]
    wanted = {id for some in ids for id in some}
    known = {one.id: one for one in await app.awards.some(wanted)} if wanted else {}
    found = [next((known[id] for id in some if id in known), None) for some in ids]
    return [Before(one, one.subject_id in theirs) if one else None for one, theirs in zip(found, people, strict=True)]


async def holder_of(app: App, offer: Offer, granted: Granted, key: str, candidates: Sequence[Namesake]) -> UUID | None:
    """Who of them has been granted the same under the key: then it is certain that they are meant."""
    before = await granted_before(app, offer, [Asked(one.id, granted, key) for one in candidates])
    return next((one.id for one, found in zip(candidates, before, strict=True) if found and found.is_theirs), None)


def _ids(offer: Offer, asked: Asked, people: Sequence[UUID]) -> list[UUID]:
    context, day = asked.granted.context, asked.granted.granted_on
    if asked.key:
        return [award_id(offer, offer.id, context, day, asked.key)]
    return [award_id(offer, one, context, day, None) for one in people]
