"""An award that is granted again with other facts is a certificate of its own, in the place of the one before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from certificates.commands.entering import Entering
from certificates.commands.standing import supersede
from certificates.domain.standing import State
from certificates.wiring import App
from shared.web.i18n import texts

IN_FORCE: Final = frozenset({State.VALID, State.SUSPENDED})
BY_AWARDS: Final = "award"
"""In place of an account: nobody pressed a button here."""


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
        elif old.standing.state in IN_FORCE:
            reason = texts("certificates", "ru")("The award was corrected.")
            await supersede(app, old, newer.entry.id, reason, by=BY_AWARDS)
    return [one for one in entering.values() if one.entry.cause.award_id is None or one in newest.values()]


def _revision(entering: Entering) -> int:
    return entering.entry.cause.revision
