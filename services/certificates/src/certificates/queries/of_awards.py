"""The certificates that awards became, for whoever granted them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from certificates.domain.certificate import Certificate, NotIssuedYet
from certificates.domain.register import NothingToPrint, TooManyToPrint
from certificates.domain.standing import State
from certificates.wiring import App

MOST: Final = 500
"""Documents in one archive: some ten seconds of work, 24 MB."""
MOST_REPLACED: Final = 20
"""How often one may have been reissued: what is beyond is shown as replaced."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What can be printed of some awards, in their order, and what cannot."""

    certificates: Sequence[Certificate]
    to_come: int = 0
    """Awards whose certificate is not there yet."""
    out_of_force: int = 0
    erased: int = 0

    @property
    def is_whole(self) -> bool:
        return not (self.to_come or self.out_of_force or self.erased)


async def certificate_of(app: App, organisation: str, award_id: UUID) -> Certificate:
    """Of its highest revision. Raises NotIssuedYet, also for an award of others."""
    found = await _newest(app, organisation, [award_id])
    if award_id not in found:
        raise NotIssuedYet(award_id)
    return found[award_id]


async def handed_over(app: App, organisation: str, award_ids: Sequence[UUID]) -> HandedOver:
    """Raises NothingToPrint, TooManyToPrint."""
    wanted = list(dict.fromkeys(award_ids))
    if len(wanted) > MOST:
        raise TooManyToPrint(MOST)
    found = await _newest(app, organisation, wanted)
    there = [found[id] for id in wanted if id in found]
    in_force = [one for one in there if one.standing.state is State.VALID]
    kept = [one for one in in_force if one.document is not None]
    if not kept:
        raise NothingToPrint
    return HandedOver(kept, len(wanted) - len(there), len(there) - len(in_force), len(in_force) - len(kept))


async def _newest(app: App, organisation: str, award_ids: Sequence[UUID]) -> dict[UUID, Certificate]:
    newest: dict[UUID, Certificate] = {}
    for one in await app.certificates.of_awards(award_ids):
        if one.organisation == organisation and one.cause.award_id:
            newest.setdefault(one.cause.award_id, one)
    for _turn in range(MOST_REPLACED):
        replaced = {id: one.newer for id, one in newest.items() if one.newer}
        newer = {one.id: one for one in await app.certificates.some(set(replaced.values()))} if replaced else {}
        if not newer:
            break
        newest |= {id: newer[by] for id, by in replaced.items() if by in newer}
    return newest
