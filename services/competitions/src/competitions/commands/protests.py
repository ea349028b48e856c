"""Results that are contested, as the chief expert or the organiser notes it down."""

from collections.abc import Callable
from uuid import UUID

from competitions.access import insider
from competitions.domain.results.contesting import contested, settled
from competitions.domain.results.protests import Lifting, Protest
from competitions.domain.skill import NotChief, Skill
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def protest(
    app: App, skill_id: UUID, protest_id: UUID, registration_id: UUID, reason: str, by: Principal
) -> Skill:
    """A competitor's result is contested: until that is lifted, nothing of the skill becomes official.

    Raises Unknown, Forbidden, NotChief, ResultsOfficial, MarkingNotStarted, ProtestUnexplained.
    """
    starters = (await app.registrations.starters([skill_id]))[skill_id]
    noted = Protest(protest_id, registration_id, app.now(), by.account, reason)
    return await _change(app, skill_id, by, lambda skill: contested(skill, noted, starters))


async def lift(app: App, skill_id: UUID, protest_id: UUID, reason: str, by: Principal) -> Skill:
    """Raises Unknown, Forbidden, NotChief, ProtestUnexplained."""
    lifting = Lifting(app.now(), by.account, reason)
    return await _change(app, skill_id, by, lambda skill: settled(skill, protest_id, lifting))


async def _change(app: App, skill_id: UUID, by: Principal, change: Callable[[Skill], Skill]) -> Skill:
    async def attempt() -> Skill:
        skill, expert = await insider(app, skill_id, by)
        if expert and not expert.leads:
            raise NotChief(skill_id)
        changed = change(skill)
        return skill if changed is skill else await app.skills.save(changed)

    return await retry_on_conflict(attempt)
