import asyncio
import hashlib
from uuid import UUID

from competitions.access import insider
from competitions.domain.marking_scheme import SchemeSummary, SkillScheme
from competitions.domain.skill import NotChief
from competitions.wiring import App
from competitions.workbook import read_marking_scheme
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def import_scheme(app: App, skill_id: UUID, workbook: bytes, by: Principal) -> SchemeSummary:
    """The skill goes by the workbook's scheme from now on, for its chief expert or the organiser.

    The scheme is kept first, then the skill points to it: a scheme never changes under marks.
    Raises Unknown, Forbidden, NotChief, MarkingStarted, WorkbookRefused.
    """
    skill, expert = await insider(app, skill_id, by)
    if expert and not expert.is_chief:
        raise NotChief(skill_id)
    skill.must_be_unmarked()
    championship = await app.championships.get(skill.championship_id)
    limits = app.rulesets[championship.ruleset].limits
    scheme = await asyncio.to_thread(read_marking_scheme, workbook, limits)
    scheme_id = derive(skill_id, "scheme", hashlib.sha256(workbook).hexdigest())
    stored = await app.schemes.add(SkillScheme(scheme_id, skill_id, scheme))

    async def attempt() -> SchemeSummary:
        skill = await app.skills.get(skill_id)
        await app.skills.save(skill.with_scheme(stored.summary))
        return stored.summary

    return await retry_on_conflict(attempt)
