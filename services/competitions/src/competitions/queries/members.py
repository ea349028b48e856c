from uuid import UUID

from competitions.access import held_by
from competitions.domain.member import distinct
from competitions.wiring import App
from shared.identity.principal import Principal


async def known_members(app: App, championship_id: UUID, by: Principal) -> list[str]:
    """Who the championship's entries and experts come from, in the order of the alphabet. Raises Unknown, Forbidden."""
    await held_by(app, championship_id, by)
    entered = await app.registrations.members(championship_id)
    skills = await app.skills.of(championship_id)
    return distinct([*entered, *(expert.member for skill in skills for expert in skill.experts)])
