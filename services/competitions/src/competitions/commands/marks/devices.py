from uuid import UUID

from competitions.access import insider
from competitions.domain.judging.devices import with_devices
from competitions.domain.skill import NotChief, Skill, UnknownSubCriterion
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def set_devices(app: App, skill_id: UUID, code: str, *, own: bool, by: Principal) -> None:
    """Whether the experts of a sub-criterion judge each on their own device; for whoever leads the jury, and the organiser.

    Cards that are not shown yet are thrown away with the change. A repeat completes what a crash left undone.
    Raises Unknown, Forbidden, NotChief, SchemeMissing, UnknownSubCriterion, SkillSigned.
    """

    async def attempt() -> Skill:
        skill, expert = await insider(app, skill_id, by)
        if expert and not expert.leads:
            raise NotChief(skill_id)
        if code not in {one.code for one in (await scheme_of(app, skill)).sub_criteria}:
            raise UnknownSubCriterion(code)
        changed = with_devices(skill, code, own=own)
        return skill if changed is skill else await app.skills.save(changed)

    await retry_on_conflict(attempt)
    await app.sheets.set_devices(skill_id, code, own=own)
