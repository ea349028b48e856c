from uuid import UUID

from competitions.access import held_by, kept_person
from competitions.domain.championship import Championship
from competitions.domain.expert import Duty, Expert
from competitions.domain.skill import Skill, UnknownSubCriterion
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def appoint(app: App, skill_id: UUID, *, subject_id: UUID, member: str, duty: Duty, by: Principal) -> Expert:
    """Raises Unknown, Forbidden, SkillSigned, SkillDropped, MemberUnlisted, AlreadyOnJury."""

    async def attempt() -> Expert:
        skill, championship = await _held(app, skill_id, by)
        skill.must_be_held()
        expert = Expert(subject_id, (await app.members.of(championship.id)).named(member), duty)
        await kept_person(app, subject_id, championship.organisation)
        changed, appointed = skill.appoint(expert)
        if appointed:
            await app.skills.save(changed)
        return expert

    return await retry_on_conflict(attempt)


async def set_team(app: App, skill_id: UUID, code: str, team: tuple[UUID, ...], by: Principal) -> None:
    """Names the marking team of a sub-criterion. Raises Unknown, Forbidden, SchemeMissing, UnknownSubCriterion,
    NotOnJury, MarkingStarted."""

    async def attempt() -> None:
        skill, _ = await _held(app, skill_id, by)
        scheme = await scheme_of(app, skill)
        if code not in {sub_criterion.code for sub_criterion in scheme.sub_criteria}:
            raise UnknownSubCriterion(code)
        await app.skills.save(skill.with_team(code, team))

    await retry_on_conflict(attempt)


async def _held(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Championship]:
    skill = await app.skills.get(skill_id)
    return skill, await held_by(app, skill.championship_id, by)
