"""From what others tell to the issuer's own: the award of a ruleset becomes an achievement of the issuer at first sight."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final
from uuid import UUID

from certificates.domain.achievement import Achievement, Award, CodeTaken, MadeOf
from certificates.wiring import App
from shared.ids import derive

Of = tuple[str, Award | UUID]
"""The organisation, and what it gives: the award of a ruleset, or its own achievement by id."""
NAMESAKES: Final = 1000
"""Awards of one code that an issuer may get to know, such as `gold` of each ruleset and edition."""


async def adopted(app: App, asked: Iterable[Of]) -> Mapping[Of, Achievement]:
    """As each is now, which the issuer may have changed since; none for an id that is not known."""
    ids = {of: _id(of) for of in asked}
    known = {one.id: one for one in await app.achievements.some(set(ids.values()))}
    for (organisation, what), id_ in ids.items():
        if id_ not in known and isinstance(what, Award):
            known[id_] = await _made(app, id_, organisation, what)
    snapshots = {id_: one.snapshot for id_, one in known.items()}
    return {of: snapshots[id_] for of, id_ in ids.items() if id_ in snapshots}


def _id(of: Of) -> UUID:
    organisation, what = of
    return derive("award", organisation, what.id) if isinstance(what, Award) else what


async def _made(app: App, id: UUID, organisation: str, award: Award) -> Achievement:
    """Raises CodeTaken."""
    for number in count(1):
        code = award.code if number == 1 else f"{award.code}-{number}"
        try:
            return await app.achievements.add(_of_award(id, organisation, code, award))
        except CodeTaken:
            if number == NAMESAKES:
                raise
    raise AssertionError("counting ends above")


def _of_award(id: UUID, organisation: str, code: str, award: Award) -> Achievement:
    return Achievement(
        id=id,
        organisation=organisation,
        code=code,
        kind=_kind(award),
        title=award.title,
        criteria=award.criteria,
        scored=award.scored,
        tells_place=not award.for_taking_part,
        whom=award.whom,
        made_of=MadeOf(award.id, award.code),
    )


def _kind(award: Award) -> str:
    if award.for_taking_part:
        return "participation"
    return award.whom if award.whom in {"team", "mentor"} else "award"
