"""Which pages an expert needs on a tablet that may lose its network."""

import asyncio
from collections.abc import Sequence

from competitions.domain.expert import Expert
from competitions.domain.sheet import Sheet
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal


async def marking_pages(app: App, by: Principal) -> list[str]:
    """Their addresses: of every skill that the expert judges and that is being marked, the lists, and the forms open to the expert."""
    subjects = await app.people.subjects_of(by.account)
    skills = [one for one in await app.skills.of_experts(subjects) if one.marking_started_at and not one.signature]
    found = await asyncio.gather(*(app.sheets.all_of(skill.id) for skill in skills))
    pages = ["/"]
    for skill, sheets in zip(skills, found, strict=True):
        expert = next(one for one in skill.experts if one.subject_id in subjects)
        pages += _of_skill(skill, expert, sheets)
    return pages


def _of_skill(skill: Skill, expert: Expert, sheets: Sequence[Sheet]) -> list[str]:
    mine = [one for one in sheets if one.is_open_to(expert) and not one.signing.is_begun]
    codes = sorted({one.sub_criterion for one in mine}, key=lambda code: (code[:1], int(code[1:])))
    marking = f"/skills/{skill.id}/marking"
    lists = [f"{marking}/{code}{end}" for code in codes for end in ("", "/grid")]
    return [marking, *lists, *(f"/sheets/{one.id}" for one in mine)]
