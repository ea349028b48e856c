from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from competitions.access import holds, insider
from competitions.domain.championship import Championship
from competitions.domain.marking_scheme import MarkingScheme, SkillScheme, SubCriterion
from competitions.domain.skill import SchemeMissing, Skill, UnknownSubCriterion
from competitions.wiring import App
from shared.identity.principal import Principal


async def read_scheme(app: App, skill_id: UUID, by: Principal) -> SkillScheme:
    """The scheme with who accepted it where it needed that. Raises Unknown, Forbidden, SchemeMissing."""
    skill, _ = await insider(app, skill_id, by)
    return await _stored(app, skill)


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A skill's scheme for those who import it, and for the jury that will mark by it."""

    skill: Skill
    championship: Championship
    imported: SkillScheme | None
    is_held: bool
    """Whether who looks is the organiser."""
    may_import: bool
    """Now, by who looks: the organiser or the chief expert, as long as nothing is marked."""
    limit: Decimal
    """How far a section may be from its WSOS weight."""
    may_accept: bool
    """Whether who looks may take a scheme that is further from it, with a reason."""

    def sub_criterion(self, code: str) -> SubCriterion:
        """Raises UnknownSubCriterion."""
        for one in self.imported.scheme.sub_criteria if self.imported else ():
            if one.code == code:
                return one
        raise UnknownSubCriterion(code)


async def scheme_page(app: App, skill_id: UUID, by: Principal) -> SchemePage:
    """Raises Unknown, Forbidden."""
    skill, expert = await insider(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    rules = app.rulesets[championship.ruleset]
    is_held = holds(championship, by)
    return SchemePage(
        skill,
        championship,
        await app.schemes.get(skill.scheme.id) if skill.scheme else None,
        is_held,
        skill.marking_started_at is None and (is_held or (expert is not None and expert.leads)),
        rules.wsos_variation,
        is_held and rules.wsos_variation_acceptable,
    )


async def scheme_of(app: App, skill: Skill) -> MarkingScheme:
    """The scheme that the skill goes by. Raises SchemeMissing."""
    return (await _stored(app, skill)).scheme


async def _stored(app: App, skill: Skill) -> SkillScheme:
    if skill.scheme is None:
        raise SchemeMissing(skill.id)
    return await app.schemes.get(skill.scheme.id)
