"""What awaits somebody when they sign in: each role's own, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from competitions.access import held_organisation
from competitions.domain.championship import Championship, Stage
from competitions.domain.erasure_request import ErasureRequest
from competitions.domain.person import Person
from competitions.domain.preparation.checklist import Task
from competitions.domain.preparation.phases import Phase
from competitions.domain.skill import Skill
from competitions.queries.championships import judged_skills
from competitions.queries.checklist import preparation
from competitions.queries.own.page import MyEntry, NextStep, my_entries
from competitions.queries.sheets import progress_of
from competitions.wiring import App
from shared.identity.principal import Principal

FRESH = timedelta(days=60)
"""So long results are news."""
MOST_HELD = 5
"""Championships whose checklist is looked at. The others are a click away."""
THEIRS = frozenset({NextStep.ANSWER, NextStep.KEEP_OR_DECLINE})


@dataclass(frozen=True, slots=True)
class HeldNow:
    """A championship of the organiser's, with what is to be done next."""

    championship: Championship
    phase: Phase
    next: Task | None


@dataclass(frozen=True, slots=True)
class Forms:
    """A skill that the expert marks."""

    skill: Skill
    championship: Championship
    left: int
    """Marks that are not entered yet, by whomever."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    entries: tuple[MyEntry, ...] = ()
    """That wait for the reader: for an answer, or a yes or no to a place."""
    results: tuple[MyEntry, ...] = ()
    """That were published lately."""
    forms: tuple[Forms, ...] = ()
    held: tuple[HeldNow, ...] = ()
    requests: tuple[tuple[Person, ErasureRequest], ...] = ()
    """To be erased, which the organiser decides."""

    @property
    def is_anything(self) -> bool:
        return bool(self.entries or self.results or self.forms or self.requests or any(one.next for one in self.held))


async def awaiting(app: App, by: Principal | None) -> Awaiting:
    if by is None:
        return Awaiting()
    entries = await my_entries(app, by)
    since = app.now() - FRESH
    published = [one for one in entries if one.next is NextStep.RESULTS and _is_since(one, since)]
    return Awaiting(
        tuple(one for one in entries if one.next in THEIRS),
        tuple(sorted(published, key=lambda one: str(one.own.placed.championship.published_at), reverse=True)),
        tuple(await _forms(app, by)),
        tuple(await _held(app, by)),
        tuple(await _requests(app, by)),
    )


def _is_since(one: MyEntry, since: datetime) -> bool:
    championship = one.own.placed.championship
    at = championship.published_at
    return championship.stage is Stage.PUBLISHED and at is not None and at >= since


async def _forms(app: App, by: Principal) -> Sequence[Forms]:
    judged = [one for one in await judged_skills(app, by) if one[0].marking_started_at and not one[0].signature]
    progress = await progress_of(app, [skill.id for skill, _ in judged])
    found = [
        Forms(skill, held, sum(part.marks_total - part.marks for part in progress[skill.id])) for skill, held in judged
    ]
    return sorted(found, key=lambda one: one.championship.starts_on, reverse=True)


async def _held(app: App, by: Principal) -> Sequence[HeldNow]:
    organisation = held_organisation(by)
    if organisation is None:
        return []
    going = await app.championships.going_on(organisation, limit=MOST_HELD)
    found = [await preparation(app, one.id, by) for one in going]
    return [HeldNow(one.championship, one.phase, one.next) for one in found]


async def _requests(app: App, by: Principal) -> Sequence[tuple[Person, ErasureRequest]]:
    organisation = held_organisation(by)
    asked = await app.erasure_requests.open_of(organisation) if organisation else []
    people = await app.people.by_id(one.id for one in asked)
    return [(people[one.id], one) for one in asked if one.id in people]
