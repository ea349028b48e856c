"""What somebody who enters themselves needs to know: whether entries are open, what is free, and what they are asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from competitions.access import close_wards, own_person
from competitions.domain.categories.belonging import Said
from competitions.domain.categories.groups import Category
from competitions.domain.championship import Championship
from competitions.domain.consents.voices import givers
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.own import Known, Parties, Signing, TooManyEntries, Whom, parties
from competitions.domain.entering.period import EntryPeriod, must_be_open, period_of
from competitions.domain.entering.teams import must_be_as_many
from competitions.domain.person import Person
from competitions.domain.preparation.members import MemberList
from competitions.domain.preparation.quotas import CategoryPlaces, Lack, most_free, own_places
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered, Registration, State
from competitions.domain.skill import Skill
from competitions.queries.consenting.questions import Question, questions_of
from competitions.queries.consents import rules_for
from competitions.queries.entering.categories import category_for, groups_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class OfferedSkill:
    skill: Skill
    free: int | None
    """Places left; None where there is no limit."""
    waiting: int
    categories: tuple[Category, ...] = ()
    """Those that it is open to, where it is not open to all."""
    own: CategoryPlaces = ()
    """Categories that have places of their own, with how many of these are left."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What everybody may know of entering a championship. Numbers are as of a moment ago."""

    championship: Championship
    period: EntryPeriod
    skills: tuple[OfferedSkill, ...]
    """Those that can be entered, by their numbers."""

    @property
    def free(self) -> int | None:
        """Places left in all; None where some skill has no limit."""
        left = [one.free for one in self.skills]
        return None if None in left else sum(number or 0 for number in left)


async def announced(app: App, championship_id: UUID) -> Championship:
    """Who is not of its organisation does not learn that there is a draft. Raises Unknown."""
    championship = await app.championships.get(championship_id)
    if championship.announced_at is None:
        raise Unknown("championship", championship_id)
    return championship


async def offer_of(app: App, championship_id: UUID) -> Offer:
    """Raises Unknown."""
    championship = await announced(app, championship_id)
    counts = app.entry_counts.get(championship_id)
    if counts is None:
        counts = app.entry_counts.keep(championship_id, await app.registrations.counts(championship_id))
    skills, groups, held = [], groups_of(app, championship), await app.skills.held(championship_id)
    in_categories = await _taken_in(app, championship_id, held)
    for skill in held:
        known = counts.get(skill.id, Counter())
        taken = sum(known[state] for state in (State.ENTERED, State.CONFIRMED, State.CHECKED_IN))
        free = None if skill.quota is None else max(0, skill.quota - taken)
        own = own_places(groups, skill.category_quotas, in_categories.get(skill.id, Counter()))
        if skill.marking_started_at is None:
            categories = groups.open_to(skill.categories) if skill.categories else ()
            left = most_free(groups.open_to(skill.categories), free, own)
            skills.append(OfferedSkill(skill, left, known[State.WAITING], categories, own))
    return Offer(championship, period_of(championship, app.now()), tuple(skills))


async def _taken_in(app: App, championship_id: UUID, held: Sequence[Skill]) -> Mapping[UUID, Counter[str]]:
    limited = [skill.id for skill in held if skill.category_quotas]
    if not limited:
        return {}
    known = app.category_counts.get(championship_id)
    if known is None:
        known = app.category_counts.keep(championship_id, await app.places.taken_in(limited))
    return known


async def taking_entries(app: App, championship_id: UUID) -> Championship:
    """Raises Unknown, NotTakingEntries."""
    championship = await announced(app, championship_id)
    must_be_open(championship, app.now())
    return championship


async def known_of(app: App, championship: Championship, by: Principal) -> Known:
    """What is there already of who is signed in, and of their wards."""
    person = await own_person(app, championship.organisation, by)
    wards = await close_wards(app, [person.id]) if person else []
    kept = [ward for ward in wards if ward.organisation == championship.organisation]
    return Known(championship.organisation, person, kept, app.today())


async def examined(
    app: App, championship: Championship, whom: Whom, by: Principal, seed: UUID, language: Literal["ru", "en"]
) -> Parties:
    """The people of an entry as they would be kept. Raises what `parties` raises."""
    known = await known_of(app, championship, by)
    return parties(whom, known, Signing(by.account, seed, language, app.now()))


async def enterable_skill(
    app: App, championship: Championship, skill_id: UUID, entrant: Person, said: Said
) -> str | None:
    """The category of the entry, where there are any.

    Raises Unknown, SkillDropped, MarkingStarted, TeamUnfit, WrongAge, AlreadyRegistered, TooManyEntries, and what `category_for` raises.
    """
    skill = await app.skills.get(skill_id)
    if skill.championship_id != championship.id:
        raise Unknown("skill", skill_id)
    skill.must_be_held()
    skill.must_be_unmarked()
    must_be_as_many(1, skill.team_size)
    must_fit(skill, entrant, championship.starts_on)
    entries = await entries_in(app, championship.id, entrant)
    if any(one.skill_id == skill_id for one in entries):
        raise AlreadyRegistered(entrant.id)
    most = app.rulesets[championship.ruleset].entering.entries_each
    if len(entries) >= most:
        raise TooManyEntries(most)
    return await category_for(app, championship, skill, entrant, said)


async def entries_in(app: App, championship_id: UUID, person: Person) -> Sequence[Registration]:
    """Those that have not ended, under whichever id of the person."""
    return await app.registrations.holding(championship_id, await app.people.ids_of_one(person))


async def questions_for(app: App, championship: Championship, known: Parties, language: str) -> tuple[Question, ...]:
    """What who is signed in is asked, with what they have answered before."""
    rules = await rules_for(app, championship, known.entrant.id)
    record = await app.consents.find(app.consents.id_of(championship.id, known.entrant.id, known.giver.id))
    asked = givers(known.entrant, rules.purposes, app.today()).get(known.giver.id, ())
    return await questions_of(app, championship, asked, language, record)


async def members_of(app: App, championship_id: UUID) -> MemberList:
    """The organiser's list; empty where none is kept, and everything is taken as it is written."""
    return await app.members.of(championship_id)


async def is_sent(app: App, registration_id: UUID) -> bool:
    """Whether this entry is there already."""
    return await app.registrations.find(registration_id) is not None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What somebody from a member would come to in a skill, as things stand."""

    skill: Skill
    waits_for: Lack | None


async def prospect(
    app: App, championship: Championship, skill_id: UUID, member: str, category: Category | None
) -> Prospect:
    """Raises Unknown."""
    skill = await app.skills.get(skill_id)
    places = await app.places.of_skill(skill_id, championship.id)
    return Prospect(skill, places.would_wait(member, skill.places, category.code if category else None))


def closing(championship: Championship) -> datetime | None:
    """When entries end or ended."""
    return championship.entries_closed_at or championship.deadlines.entries_close
