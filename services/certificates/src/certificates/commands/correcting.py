"""An award that is granted again with other facts, or a result that was corrected, is a certificate of its own, in the place of the
one before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from certificates.commands.entering import Entering
from certificates.commands.standing import supersede
from certificates.domain.certificate import Certificate
from certificates.domain.reissue import Reissued
from certificates.domain.standing import Ground, OfItself, State
from certificates.wiring import App

IN_FORCE: Final = frozenset({State.VALID, State.SUSPENDED})
BY_AWARDS: Final = "award"
"""In place of an account: nobody pressed a button here."""
BY_RESULTS: Final = "result"
BY_ITSELF: Final = frozenset({BY_AWARDS, BY_RESULTS})


async def without_overtaken(app: App, entering: Mapping[UUID, Entering]) -> list[Entering]:
    """Those to enter, but for revisions that a later one has overtaken. What they correct is taken out of force first: whatever is
    cut off in between, there are never two that are in force.
    """
    newest: dict[UUID, Entering] = {}
    for one in entering.values():
        award_id = one.entry.cause.award_id
        if award_id and _revision(one) > (_revision(newest[award_id]) if award_id in newest else 0):
            newest[award_id] = one
    for old in await app.certificates.of_awards(newest.keys()):
        newer = newest.get(old.cause.award_id) if old.cause.award_id else None
        if newer is None:
            continue
        if old.cause.revision > _revision(newer):
            del newest[newer.entry.cause.award_id or old.id]
        elif old.standing.state in IN_FORCE or old.newer == newer.entry.id:
            reason = OfItself(Ground.AWARD)
            reissued = Reissued(old.id, str(old.number), BY_AWARDS, reason)
            newest[newer.entry.cause.award_id or old.id] = replace(
                newer, entry=replace(newer.entry, reissued=reissued, suspension=old.suspension)
            )
            if old.newer != newer.entry.id:
                await supersede(app, old, newer.entry.id, reason, by=BY_AWARDS)
    return [*(one for one in entering.values() if one.entry.cause.award_id is None), *newest.values()]


def _revision(entering: Entering) -> int:
    return entering.entry.cause.revision


def may_be_corrected(certificate: Certificate) -> bool:
    """What somebody revoked is not issued again by itself; what a correction revoked, the next one may give again."""
    standing = certificate.standing
    return standing.state in IN_FORCE or (standing.state is State.REVOKED and standing.by == BY_RESULTS)


def by_result(older: Certificate) -> Reissued:
    return Reissued(older.id, str(older.number), BY_RESULTS, OfItself(Ground.RESULT))


async def in_their_place(app: App, entering: Sequence[Entering]) -> list[Entering]:
    """Those to enter, but for corrections of what was revoked meanwhile; the older ones are out of force, as above."""
    left = []
    for one in entering:
        reissued = one.entry.reissued
        if reissued is not None and reissued.by == BY_RESULTS:
            old = await app.certificates.get(reissued.older)
            if old.newer != one.entry.id:
                if not may_be_corrected(old):
                    continue
                await supersede(app, old, one.entry.id, reissued.reason, by=BY_RESULTS)
        left.append(one)
    return left
