"""Letters with links lie at the address that a person had. Where it was wrong, whoever has them is not the person."""

from functools import partial
from uuid import UUID

from competitions.commands.duties.ending import end_offers_elsewhere
from competitions.domain.judging.inviting import taken_back
from competitions.domain.person import Person
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def end_letters_elsewhere(app: App, person: Person, by: Principal) -> None:
    """What was asked by a letter to another address than the person has now, and not answered yet, is asked no more: duties, juries.

    A repeat changes nothing.
    """
    await end_offers_elsewhere(app, person, by)
    for skill in await app.skills.knowing(person.id):
        await retry_on_conflict(partial(_take_back, app, skill.id, person))


async def _take_back(app: App, skill_id: UUID, person: Person) -> None:
    skill = await app.skills.get(skill_id)
    theirs = [one for one in skill.invitations if one.subject_id == person.id and one.is_waiting]
    if any(one.newest.lies_elsewhere(person.email) for one in theirs):
        await app.skills.save(taken_back(skill, person.id, app.now()))
