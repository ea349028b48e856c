"""Letters with links lie at the address that a person had. Where it was wrong, whoever has them is not the person."""

from functools import partial
from uuid import UUID

from competitions.commands.duties.ending import end_offers_to
from competitions.domain.judging.inviting import taken_back
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def end_letters_to(app: App, subject_id: UUID, by: Principal) -> None:
    """What was asked by them and not answered yet, is asked no more: duties, and juries. A repeat changes nothing."""
    await end_offers_to(app, subject_id, by)
    for skill in await app.skills.knowing(subject_id):
        await retry_on_conflict(partial(_take_back, app, skill.id, subject_id))


async def _take_back(app: App, skill_id: UUID, subject_id: UUID) -> None:
    skill = await app.skills.get(skill_id)
    if any(one.subject_id == subject_id and one.is_waiting for one in skill.invitations):
        await app.skills.save(taken_back(skill, subject_id, app.now()))
