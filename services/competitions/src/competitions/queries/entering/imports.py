from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from competitions.access import held_by
from competitions.domain.categories.groups import Categories
from competitions.domain.championship import Championship
from competitions.domain.entering.imports import Import
from competitions.domain.preparation.members import MemberList
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a file are read against."""

    skills: Sequence[Skill]
    members: MemberList
    groups: Categories
    starts_on: date
    today: date


async def read_import(app: App, import_id: UUID, by: Principal) -> tuple[Import, Championship]:
    """Raises Unknown, Forbidden."""
    found = await app.imports.get(import_id)
    return found, await held_by(app, found.championship_id, by)


async def known_for_import(app: App, championship_id: UUID, by: Principal) -> Known:
    """What the rows of a file are read against. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    skills, members = await app.skills.held(championship_id), await app.members.of(championship_id)
    return Known(skills, members, groups_of(app, championship), championship.starts_on, app.today())
