"""Who is signed in answers what they are asked, and takes back what they gave: the same as by the link of a letter."""

from collections.abc import Mapping
from uuid import UUID

from competitions.access import close_to, own_person
from competitions.commands.consents import Said, answer_record, must_name_texts, record_of, withdraw_record
from competitions.domain.consents.records import Consents, Purpose, Way
from competitions.queries.consents import consents_of_own
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal


async def own_record(app: App, registration_id: UUID, by: Principal) -> Consents:
    """What who is signed in says about who competes: themselves, or a ward. Raises Unknown, Forbidden.

    Of several members of a team whom they answer for, who lacks something.
    """
    registration = await app.registrations.get(registration_id)
    championship = await app.championships.get(registration.championship_id)
    giver = await own_person(app, championship.organisation, by)
    own = [id for id in registration.people if await close_to(app, id, by)]
    if giver is None or not own:
        raise Forbidden
    row = await consents_of_own(app, registration, by)
    return await record_of(app, championship.id, row.person.id if row else own[0], giver.id)


async def answer_own(
    app: App, registration_id: UUID, said: Mapping[Purpose, Said], language: str, by: Principal
) -> Consents:
    """What is not in `said` stays as it is. Raises Unknown, Forbidden, NotAsked, NothingChosen, TextChanged,
    TextNotNamed."""
    must_name_texts(said, by)
    record = await own_record(app, registration_id, by)
    return await answer_record(app, record.id, said, language, Way.PAGE)


async def withdraw_own(app: App, consents_id: UUID, purpose: Purpose, by: Principal) -> Consents:
    """At any time. A repeat changes nothing. Raises Unknown, Forbidden, NothingToWithdraw."""
    record = await app.consents.get(consents_id)
    if record.giver_id not in await app.people.subjects_of(by.account):
        raise Forbidden
    return await withdraw_record(app, consents_id, purpose, Way.PAGE)
