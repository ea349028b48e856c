"""How far a championship is prepared, for its organiser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from competitions.access import organises
from competitions.domain.championship import Championship
from competitions.domain.preparation.checklist import Facts, State, Task, checklist, next_task
from competitions.domain.preparation.phases import Phase
from competitions.domain.preparation.plan import zone_of
from competitions.queries.keeping.counting import lack_of
from competitions.queries.members import member_list
from competitions.queries.skills import PreparedSkill, prepared_skills
from competitions.wiring import App
from shared.identity.principal import Principal

DATES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Preparation:
    championship: Championship
    phase: Phase
    tasks: tuple[Task, ...]
    facts: Facts
    dates: tuple[tuple[str, datetime], ...]
    """What comes next, by the names of deadlines and `starts_on`."""
    is_of_organisation: bool
    """Whether who looks organises for the organisation, not this championship alone."""

    @property
    def done(self) -> int:
        return sum(task.state is State.DONE for task in self.tasks)

    @property
    def next(self) -> Task | None:
        return next_task(self.tasks, is_held=self.phase is Phase.MARKING)


async def preparation(app: App, championship_id: UUID, by: Principal) -> Preparation:
    """Raises Unknown, Forbidden."""
    found = await prepared_skills(app, championship_id, by)
    championship, held = found.championship, found.held
    members = await member_list(app, championship_id, by)
    starters = await app.registrations.starters(row.skill.id for row in held)
    facts = _facts(held, starters, len(members.rows), len(members.unlisted))
    facts = replace(
        facts,
        is_organisation_named=await app.organisations.of(championship.organisation) is not None,
        without_consent=await _without_consent(app, championship),
    )
    at = app.now()
    return Preparation(
        championship,
        championship.phase(at, is_marked=bool(facts.marked_skills)),
        checklist(championship, facts, at),
        facts,
        tuple(one for one in _dates(championship) if one[1] > at)[:DATES_SHOWN],
        organises(by, championship.organisation),
    )


async def _without_consent(app: App, championship: Championship) -> int | None:
    if not app.rulesets[championship.ruleset].consents.required:
        return None
    return (await lack_of(app, championship, only_unconfirmed=True)).lacking


def _facts(
    held: Sequence[PreparedSkill], starters: Mapping[UUID, tuple[UUID, ...]], members: int, unlisted: int
) -> Facts:
    entered = [row.skill for row in held if starters[row.skill.id]]
    return Facts(
        skills=len(held),
        without_scheme=sum("scheme" in row.lacking for row in held),
        without_chief=sum("chief" in row.lacking for row in held),
        entrants=sum(row.entrants for row in held),
        competitors=sum(row.competitors for row in held),
        members=members,
        unlisted_members=unlisted,
        entered_skills=len(entered),
        marked_skills=sum(skill.marking_started_at is not None for skill in entered),
        signed_skills=sum(skill.is_signed_for(starters[skill.id]) for skill in entered),
    )


def _dates(championship: Championship) -> list[tuple[str, datetime]]:
    start = datetime.combine(championship.starts_on, time(), zone_of(championship.time_zone))
    return sorted([*championship.deadlines.upcoming(), ("starts_on", start)], key=lambda one: one[1])
