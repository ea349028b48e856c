"""A named reader answers what was asked: granted, something else instead, or declined."""

from functools import partial
from uuid import UUID

from competitions import events
from competitions.domain.needs.asked import Given, Outcome
from competitions.domain.needs.words import Need
from competitions.queries.needs.access import NeedsEntry, consents_to, entry_read_by, must_be_allowed
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def answer(
    app: App,
    registration_id: UUID,
    need: Need,
    outcome: Outcome,
    text: str | None,
    minutes: int | None,
    by: Principal,
    person: UUID | None = None,
) -> Given:
    """Who asked reads it. A repeat changes nothing. `person`: which of a team's members.

    Raises Unknown, Forbidden, EntryEnded, MemberUnnamed, ConsentLacking, NotAskedFor, AnswerUnexplained, NeedsSealBroken.
    """
    entry = await entry_read_by(app, registration_id, by, person)
    await app.needs.must_be_there(entry.kept_under)
    must_be_allowed(await consents_to(app, entry))
    given = Given(outcome, app.now(), by.account, text, minutes)
    return await retry_on_conflict(partial(_answer, app, entry, need, given))


async def _answer(app: App, entry: NeedsEntry, need: Need, given: Given) -> Given:
    known = await app.needs.get(entry.kept_under)
    answered, happened = known.answer(need, given)
    if answered is not known:
        told = [events.of_answer(entry.registration, known, happened.at)] if happened else []
        await app.needs.save(answered, *told)
    return next(ask.given or given for ask in answered.asks if ask.need is need)
