"""Whether everybody who competes has all marking forms: a kill may end their laying out, and people are confirmed later."""

from collections.abc import Iterable
from uuid import UUID

from competitions.domain.skill import Skill
from competitions.wiring import App


async def lacking_forms(app: App, skills: Iterable[Skill]) -> dict[UUID, int]:
    """By skill, how many of its confirmed competitors have no form yet for some sub-criterion."""
    known = list(skills)
    confirmed = await app.registrations.confirmed(skill.id for skill in known)
    forms = await app.sheets.progress(skill.id for skill in known)
    return {skill.id: skill.lacking(confirmed[skill.id], [form.sheets for form in forms[skill.id]]) for skill in known}
