"""Who takes part says what helps. It is kept sealed, and waits unread until the consent to it is there."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from competitions.access import own_person
from competitions.commands.consents import ask_all
from competitions.commands.needs.erasing import erase
from competitions.domain.consents.records import Purpose
from competitions.domain.needs.asked import Ask, ConsentAgainstNeeds, WhyErased, nothing_asked
from competitions.queries.consents import consents_of
from competitions.queries.needs.access import AGAINST, NeedsEntry, must_ask, own_entry
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def ask_for(
    app: App, registration_id: UUID, asks: Sequence[Ask], by: Principal, person: UUID | None = None
) -> None:
    """All that is needed, in the place of what was asked for before. An empty list erases it. A repeat changes nothing.

    `person`: as for `own_entry`. Who has a say besides gets a letter: nobody reads what was asked before they have agreed.

    Raises Unknown, Forbidden, MemberUnnamed, NeedsNotAsked, EntryEnded, EmbargoOver, NeedUnexplained, AskedTwice, ConsentAgainstNeeds.
    """
    entry = await own_entry(app, registration_id, by, person)
    must_ask(app, entry.championship)
    if not asks:  # taken back at any time, and without any key
        await erase(app, app.needs, entry.kept_under, WhyErased.TAKEN_BACK)
        return
    entry.registration.must_go_on()
    entry.championship.must_be_under_embargo()
    await _must_not_be_against(app, entry)
    await retry_on_conflict(partial(_ask, app, entry, asks))
    giver = await own_person(app, entry.championship.organisation, by)
    await ask_all(app, entry.championship, [entry.subject_id], without=giver.id if giver else None)


async def _ask(app: App, entry: NeedsEntry, asks: Sequence[Ask]) -> None:
    known = await app.needs.find(entry.kept_under)
    changed = (known or nothing_asked(entry.registration, entry.subject_id)).ask(asks, app.now())
    if known is None:
        if await app.needs.add(changed) is not changed:
            raise Stale(str(changed.id))
    elif changed is not known:
        await app.needs.save(changed)


async def _must_not_be_against(app: App, entry: NeedsEntry) -> None:
    """Raises ConsentAgainstNeeds."""
    person = await app.people.get(entry.subject_id)
    told = await consents_of(app, entry.championship.id, person)
    if told.state(Purpose.NEEDS) in AGAINST:
        raise ConsentAgainstNeeds
