"""How competitors are called on paper, which leaves the room.

Where it tells of somebody's health that they take part, paper has their number in the skill alone: by what it says nobody finds out who it
is, and the jury judges the work of a number [P, rules of International Abilympics]. The pages keep whose number it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.queries.entering.naming import named
from competitions.queries.marking import name_of
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Whose:
    name: str
    """As it stands on paper: in full, or as a number."""
    member: str | None
    """The region or organisation; None where paper does not say it."""
    people: tuple[str, ...] = ()
    """Who is in the team, where several compete as one."""


def is_by_number(app: App, championship: Championship) -> bool:
    return app.rulesets[championship.ruleset].privacy.special_category


async def whose(app: App, championship: Championship, entries: Iterable[Registration]) -> Mapping[UUID, Whose]:
    """By registration, in the order in which they stand on paper."""
    found = list(entries)
    if is_by_number(app, championship):
        return {
            one.id: Whose(f"№ {one.sequence}", None) for one in sorted(found, key=lambda one: (one.sequence, one.id))
        }
    people = await named(app, [id for one in found for id in (one.subject_id, *_members(one))])
    shown = {
        one.id: Whose(
            name_of(people.get(one.subject_id)),
            one.member,
            tuple(name_of(people.get(id)) for id in _members(one)),
        )
        for one in found
    }
    return dict(sorted(shown.items(), key=lambda pair: (pair[1].name.casefold(), pair[0])))


def _members(entry: Registration) -> Sequence[UUID]:
    return entry.team.starters if entry.team else ()
