import hashlib
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from competitions.access import holds, insider
from competitions.domain.marking_scheme import Acceptance, Limits, MarkingScheme, SchemeSummary, SkillScheme
from competitions.domain.skill import NotChief, Skill
from competitions.wiring import App
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_apart
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict

CONTENT: Final = TypeAdapter(MarkingScheme)


async def import_scheme(
    app: App, skill_id: UUID, workbook: bytes, by: Principal, variation_reason: str | None = None
) -> SchemeSummary:
    """The skill goes by the workbook's scheme from now on, for its chief expert or the organiser. A repeat changes nothing.

    The scheme is kept first, then the skill points to it: a scheme never changes under marks.
    `variation_reason`: why the organiser takes a scheme that is further from its WSOS weights than the ruleset's limit.
    Raises Unknown, Forbidden, NotChief, MarkingStarted, VariationStands, WorkbookRefused.
    """
    skill, expert = await insider(app, skill_id, by)
    if expert and not expert.leads:
        raise NotChief(skill_id)
    championship = await app.championships.get(skill.championship_id)
    if variation_reason is not None and not holds(championship, by):
        raise Forbidden
    limits = app.rulesets[championship.ruleset].limits
    scheme = await _read(skill, workbook, limits, variation_reason)
    accepted = None
    if variation_reason is not None and any(scheme.out_of_balance(limits)):
        accepted = Acceptance(variation_reason, by.account, app.now())
    scheme_id = _id_of(skill_id, scheme, accepted)
    # A repeat finds its effect, also where marking has begun since.
    if skill.scheme is None or skill.scheme.id != scheme_id:
        skill.must_be_unmarked()
    stored = await app.schemes.add(SkillScheme(scheme_id, skill_id, scheme, accepted))

    async def attempt() -> SchemeSummary:
        skill = await app.skills.get(skill_id)
        changed = skill.with_scheme(stored.summary)
        if changed is not skill:
            await app.skills.save(changed)
        return stored.summary

    return await retry_on_conflict(attempt)


async def _read(skill: Skill, workbook: bytes, limits: Limits, variation_reason: str | None) -> MarkingScheme:
    """Raises VariationStands; MarkingStarted before WorkbookRefused: nobody mends a workbook that is too late."""
    asked = limits if variation_reason is None else limits.accepting_variation()
    try:
        return await read_apart(workbook, asked)
    except WorkbookRefused:
        skill.must_be_unmarked()
        raise


def _id_of(skill_id: UUID, scheme: MarkingScheme, accepted: Acceptance | None) -> UUID:
    """By what was read, not by the file: a reader that reads it better one day makes another scheme of it."""
    of_acceptance = (accepted.reason, accepted.by) if accepted else ()
    return derive(skill_id, "scheme", hashlib.sha256(CONTENT.dump_json(scheme)).hexdigest(), *of_acceptance)
