"""Whom a championship concerns: by the skills that each takes part in or judges, so that nobody hears of one thing twice."""

from collections.abc import Collection
from uuid import UUID

from competitions.domain.registration import State
from competitions.domain.schedule.groups import Group
from competitions.wiring import App


async def audience(app: App, championship_id: UUID, states: Collection[State]) -> list[Group]:
    """Those with an entry in one of the states, and the experts of the skills that are held; each person once."""
    skills_of: dict[UUID, set[UUID]] = {}
    for subject_id, skill_id in await app.registrations.entered(championship_id, states):
        skills_of.setdefault(subject_id, set()).add(skill_id)
    for skill in await app.skills.held(championship_id):
        for expert in skill.experts:
            skills_of.setdefault(expert.subject_id, set()).add(skill.id)
    groups: dict[frozenset[UUID], list[UUID]] = {}
    for subject_id, found in sorted(skills_of.items()):
        groups.setdefault(frozenset(found), []).append(subject_id)
    return [
        Group(skills, tuple(subjects))
        for skills, subjects in sorted((tuple(sorted(found)), subjects) for found, subjects in groups.items())
    ]
