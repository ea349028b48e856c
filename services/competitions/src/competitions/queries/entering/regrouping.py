"""Whose category is held otherwise than they were told, and who hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.categories.told import Holding, holdings
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.queries.short_groups import Grouped, ShortGroup, entered_groups, short_among
from competitions.queries.telling import Told, told_about
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Regrouping:
    championship: Championship
    short: Sequence[ShortGroup]
    """As the entries with a place stand now."""
    told: Told
    """Who hears of it once entries are closed, or, where they are, has not heard of it as it stands now."""


async def regrouping(app: App, championship_id: UUID, by: Principal) -> Regrouping:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    return await regrouping_of(app, championship, await entered_groups(app, championship))


async def regrouping_of(app: App, championship: Championship, found: Grouped) -> Regrouping:
    skills = await app.skills.held(championship.id) if found.groups else ()
    short, untold = short_among(app, championship, skills, found.groups), told_otherwise(found)
    return Regrouping(championship, short, await told_about(app, {id for one, _ in untold for id in one.concerned}))


def told_otherwise(found: Grouped) -> Sequence[tuple[Registration, Holding]]:
    """Those who were told something else than how it is held by these groups."""
    entries, groups = found.entries, found.groups.values()
    held = holdings((one for each in groups for one in each), {one.id: one.category for one in entries})
    return [(one, held[one.id]) for one in entries if one.holding != held[one.id]]
