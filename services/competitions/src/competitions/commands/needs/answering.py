"""A named reader answers what was asked: granted, something else instead, or declined."""

from functools import partial
from uuid import UUID

from competitions import events
from competitions.domain.needs.asked import Given, Outcome
from competitions.domain.needs.words import Need
from competitions.domain.registration import Registration
from competitions.queries.needs.access import consents_to, entry_read_by, must_be_allowed
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def answer(
    app: App, registration_id: UUID, need: Need, outcome: Outcome, text: str | None, minutes: int | None, by: Principal
) -> Given:
    """Who asked reads it. A repeat changes nothing.

    Raises Unknown, Forbidden, EntryEnded, ConsentLacking, NotAskedFor, AnswerUnexplained, NeedsSealBroken.
    """
    entry = await entry_read_by(app, registration_id, by)
    await app.needs.must_be_there(registration_id)
    must_be_allowed(await consents_to(app, entry))
    given = Given(outcome, app.now(), by.account, text, minutes)
    return await retry_on_conflict(partial(_answer, app, entry.registration, need, given))


async def _answer(app: App, entry: Registration, need: Need, given: Given) -> Given:
    known = await app.needs.get(entry.id)
    answered, happened = known.answer(need, given)
    if answered is not known:
        await app.needs.save(answered, *([events.of_answer(entry, happened.at)] if happened else []))
    return next(ask.given or given for ask in answered.asks if ask.need is need)
