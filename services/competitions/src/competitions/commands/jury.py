from collections.abc import Callable
from uuid import UUID

from competitions.access import held_by, kept_person
from competitions.domain.championship import Championship
from competitions.domain.expert import Duty, Expert
from competitions.domain.judging.jury import Teams, appointed, dismissed, with_chief
from competitions.domain.skill import Skill, UnknownSubCriterion
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def appoint(app: App, skill_id: UUID, *, subject_id: UUID, member: str, duty: Duty, by: Principal) -> Expert:
    """Raises Unknown, Forbidden, SkillSigned, SkillDropped, MemberUnlisted, AlreadyOnJury, ChiefTaken."""

    async def attempt() -> Expert:
        skill, championship = await _held(app, skill_id, by)
        skill.must_be_held()
        expert = Expert(subject_id, (await app.members.of(championship.id)).named(member), duty)
        await kept_person(app, subject_id, championship.organisation)
        changed, newly = appointed(skill, expert)
        if newly:
            await app.skills.save(changed)
        return expert

    return await retry_on_conflict(attempt)


async def make_chief(app: App, skill_id: UUID, subject_id: UUID, by: Principal) -> None:
    """The chief until now stays as an expert. A repeat changes nothing. Raises Unknown, Forbidden, NotOnJury, SkillSigned."""
    await _change(app, skill_id, by, lambda skill: with_chief(skill, subject_id))


async def dismiss(app: App, skill_id: UUID, subject_id: UUID, by: Principal) -> None:
    """What the expert marked is kept. A repeat changes nothing. Raises Unknown, Forbidden, SkillSigned, ChiefNeeded."""
    await _change(app, skill_id, by, lambda skill: dismissed(skill, subject_id))


async def set_teams(app: App, skill_id: UUID, teams: Teams, by: Principal) -> None:
    """Names the marking teams of these sub-criteria. A repeat changes nothing.

    Raises Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, MarkingStarted.
    """

    async def attempt() -> None:
        skill, _ = await _held(app, skill_id, by)
        scheme = await scheme_of(app, skill)
        known = {sub_criterion.code for sub_criterion in scheme.sub_criteria}
        if unknown := next((code for code in teams if code not in known), None):
            raise UnknownSubCriterion(unknown)
        changed = skill.with_teams(teams)
        if changed is not skill:
            await app.skills.save(changed)

    await retry_on_conflict(attempt)


async def _change(app: App, skill_id: UUID, by: Principal, change: Callable[[Skill], Skill]) -> None:
    async def attempt() -> None:
        skill, _ = await _held(app, skill_id, by)
        changed = change(skill)
        if changed is not skill:
            await app.skills.save(changed)

    await retry_on_conflict(attempt)


async def _held(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Championship]:
    skill = await app.skills.get(skill_id)
    return skill, await held_by(app, skill.championship_id, by)
