"""Results of teams: who is behind them, how they are called, and what everybody may read."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.person import Person
from competitions.domain.records.publicity import PublicItem
from competitions.domain.results.holders import StartedTeam
from competitions.domain.results.result import Result
from competitions.queries.consenting.publicity import public_items
from competitions.queries.entering.naming import Competing, named
from competitions.wiring import App


async def started_teams(app: App, registration_ids: Collection[UUID]) -> Mapping[UUID, StartedTeam]:
    """Those of these entries that are teams, as they start now."""
    entries = await app.registrations.some(registration_ids)
    return {
        one.id: StartedTeam(one.team.starters, one.team.standing_mentor, one.sequence) for one in entries if one.team
    }


def concerned_by(results: Sequence[Result]) -> Sequence[UUID]:
    """Whom these results concern: who competed, and who prepared them."""
    return [id for one in results for id in (*one.people, *([one.team.mentor] if one.team and one.team.mentor else []))]


async def named_in(app: App, results: Sequence[Result]) -> Mapping[UUID, Competing]:
    """Whose results they are; of teams the members, too."""
    subjects = {one.competitor.subject_id for one in results}
    return await named(app, subjects | {person for one in results for person in one.people})


def items_of(
    app: App, championship: Championship, result: Result, people: Mapping[UUID, Competing]
) -> frozenset[PublicItem]:
    """What everybody may read: of a team what all of its members allow. Of who was erased the place stays."""
    found = [
        public_items(app, championship, person) for id in result.people if isinstance(person := people.get(id), Person)
    ]
    return frozenset.intersection(*found) if found else frozenset({PublicItem.PLACE})
