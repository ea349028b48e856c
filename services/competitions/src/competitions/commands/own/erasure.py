"""People ask to be erased, and their organisation decides. Erasing itself is `commands.people.erase_person`."""

from uuid import UUID

from competitions.access import close_to
from competitions.domain.erasure_request import Declined, ErasureRequest, NoErasureAsked
from competitions.queries.people import kept_by
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict


async def ask_erasure(app: App, subject_id: UUID, by: Principal) -> ErasureRequest:
    """By the person, or a guardian of who is not of age. A repeat changes nothing. Raises Unknown, Forbidden."""
    person = await app.people.get(subject_id)
    if not await close_to(app, subject_id, by):
        raise Forbidden

    async def once() -> ErasureRequest:
        asked = await app.erasure_requests.add(ErasureRequest(subject_id, person.organisation, app.now(), by.account))
        again = asked.again(app.now(), by.account)
        return asked if again is asked else await app.erasure_requests.save(again)

    return await retry_on_conflict(once)


async def decline_erasure(app: App, subject_id: UUID, reason: str, by: Principal) -> ErasureRequest:
    """The organiser says why not, or not yet. Raises Unknown, Forbidden, NoErasureAsked."""
    await kept_by(app, subject_id, by)

    async def once() -> ErasureRequest:
        asked = await app.erasure_requests.find(subject_id)
        if asked is None:
            raise NoErasureAsked(subject_id)
        return await app.erasure_requests.save(asked.decline(Declined(app.now(), by.account, reason)))

    return await retry_on_conflict(once)
