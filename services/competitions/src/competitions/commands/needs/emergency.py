"""Who competes, or a minor's guardian, says whom to call in an emergency."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from competitions.commands.needs.erasing import erase
from competitions.domain.needs.asked import WhyErased
from competitions.domain.needs.emergency import EmergencyContact, must_be_callable, nobody_to_call
from competitions.queries.needs.access import NeedsEntry, own_entry
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def say_whom_to_call(
    app: App, registration_id: UUID, contacts: Sequence[EmergencyContact], by: Principal, person: UUID | None = None
) -> None:
    """All of them, in the place of those from before. An empty list erases them, at any time. `person`: as for `own_entry`.

    Raises Unknown, Forbidden, MemberUnnamed, EntryEnded, ChampionshipCancelled, NobodyCallsAnyMore, NeedsSealBroken.
    """
    entry = await own_entry(app, registration_id, by, person)
    if not contacts:
        await erase(app, app.emergency, entry.kept_under, WhyErased.TAKEN_BACK)
        return
    must_be_callable(entry.championship, entry.registration, app.now())
    await retry_on_conflict(partial(_say, app, entry, contacts))


async def _say(app: App, entry: NeedsEntry, contacts: Sequence[EmergencyContact]) -> None:
    known = await app.emergency.find(entry.kept_under)
    changed = (known or nobody_to_call(entry.registration, entry.subject_id)).say(contacts, app.now())
    if known is None:
        if await app.emergency.add(changed) is not changed:
            raise Stale(str(changed.id))
    elif changed is not known:
        await app.emergency.save(changed)
