from uuid import UUID

from competitions.access import insider
from competitions.domain.registration import Registration
from competitions.wiring import App
from shared.identity.principal import Principal


async def list_registrations(
    app: App, skill_id: UUID, by: Principal, *, limit: int, after: UUID | None
) -> tuple[list[Registration], UUID | None]:
    """Entrants and competitors of a skill, for its jury and the organiser. Raises Unknown, Forbidden."""
    await insider(app, skill_id, by)
    return await app.registrations.of_skill(skill_id, limit=limit, after=after)
