from uuid import UUID

from competitions.access import insider
from competitions.domain.marking_scheme import MarkingScheme, SkillScheme
from competitions.domain.skill import SchemeMissing, Skill
from competitions.wiring import App
from shared.identity.principal import Principal


async def read_scheme(app: App, skill_id: UUID, by: Principal) -> SkillScheme:
    """The scheme with who accepted it where it needed that. Raises Unknown, Forbidden, SchemeMissing."""
    skill, _ = await insider(app, skill_id, by)
    return await _stored(app, skill)


async def scheme_of(app: App, skill: Skill) -> MarkingScheme:
    """The scheme that the skill goes by. Raises SchemeMissing."""
    return (await _stored(app, skill)).scheme


async def _stored(app: App, skill: Skill) -> SkillScheme:
    if skill.scheme is None:
        raise SchemeMissing(skill.id)
    return await app.schemes.get(skill.scheme.id)
