"""Who takes part names those who come along; the door marks who of them has arrived."""

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from competitions.access import desk_of
from competitions.commands.needs.erasing import erase
from competitions.domain.entering.codes import drawn
from competitions.domain.needs.asked import WhyErased
from competitions.domain.needs.companions import Companions, Named, nobody_named
from competitions.queries.needs.access import NeedsEntry, own_entry
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def name_companions(
    app: App, registration_id: UUID, named: Sequence[Named], by: Principal, person: UUID | None = None
) -> None:
    """All of them, in the place of those from before. An empty list erases them. A repeat changes nothing. `person`: as for `own_entry`.

    Raises Unknown, Forbidden, MemberUnnamed, EntryEnded, EmbargoOver, TooManyCompanions, CompanionTwice, DayOutside, NeedsSealBroken.
    """
    entry = await own_entry(app, registration_id, by, person)
    if not named:  # at any time, and without any key
        await erase(app, app.companions, entry.kept_under, WhyErased.TAKEN_BACK)
        return
    entry.registration.must_go_on()
    entry.championship.must_be_under_embargo()
    await retry_on_conflict(partial(_name, app, entry, named))


async def _name(app: App, entry: NeedsEntry, named: Sequence[Named]) -> None:
    championship = entry.championship
    known = await app.companions.find(entry.kept_under)
    before = known or nobody_named(entry.registration, entry.subject_id)
    most = app.rulesets[championship.ruleset].needs.companions
    held = (championship.starts_on, championship.ends_on)
    changed = before.name(named, most, held, partial(drawn, secrets.choice), app.now())
    if known is None:
        if await app.companions.add(changed) is not changed:
            raise Stale(str(changed.id))
    elif changed is not known:
        await app.companions.save(changed)


async def check_in_companion(app: App, registration_id: UUID, code: str, by: Principal) -> Companions:
    """Whoever has the pass is on the site. A repeat keeps the first moment. Raises Unknown, Forbidden, EmbargoOver, EntryEnded."""
    return await _mark(app, registration_id, by, code, lambda found: found.arrive(code, app.now(), by.account))


async def check_out_companion(app: App, registration_id: UUID, code: str, by: Principal) -> Companions:
    """Takes it back. Raises as `check_in_companion`."""
    return await _mark(app, registration_id, by, code, lambda found: found.leave(code))


async def _mark(
    app: App, registration_id: UUID, by: Principal, code: str, change: Callable[[Companions], Companions]
) -> Companions:
    registration = await app.registrations.get(registration_id)
    championship = await desk_of(app, registration.championship_id, by)

    async def attempt() -> Companions:
        found = await app.companions.with_pass(registration_id, code)
        changed = change(found)
        if changed is found:
            return found
        registration.must_go_on()
        championship.must_be_under_embargo()
        return await app.companions.save(changed)

    return await retry_on_conflict(attempt)
