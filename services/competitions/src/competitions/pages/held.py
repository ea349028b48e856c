"""For pages of an organiser: what is not theirs is refused before anything that was sent is looked at."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.queries.people import kept_by
from competitions.queries.skills import planned_skill
from shared.identity.principal import Principal
from shared.web.deps import Organiser


async def _championship(championship_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await held_by(app, championship_id, by)
    return by


async def _skill(skill_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await planned_skill(app, skill_id, by)
    return by


async def _person(subject_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await kept_by(app, subject_id, by)
    return by


HolderOfChampionship = Annotated[Principal, Depends(_championship)]
HolderOfSkill = Annotated[Principal, Depends(_skill)]
KeeperOfPerson = Annotated[Principal, Depends(_person)]
