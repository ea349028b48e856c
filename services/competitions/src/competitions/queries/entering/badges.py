"""Whose badges are printed: of entrants who are confirmed, and of the jury."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from competitions.domain.expert import Duty
from competitions.domain.member import is_same_member
from competitions.domain.registration import COMPETING
from competitions.domain.skill import Skill
from competitions.queries.entering.entries import Choices
from competitions.queries.needs.companions import passes
from competitions.queries.registrations import Wanted
from competitions.wiring import App

A_PAGE = 100
"""Ten sheets: a browser lays them out in a moment, and a tray holds them."""


class Kind(StrEnum):
    ENTRANTS = "entrants"
    EXPERTS = "experts"
    COMPANIONS = "companions"
    """Who comes with an entry."""


@dataclass(frozen=True, slots=True)
class Wish:
    kind: Kind
    skill_id: UUID | None
    member: str | None
    only_new: bool
    """Those that were not printed yet."""
    is_nothing: bool
    """What was asked for is not known: nobody's badge is shown."""


@dataclass(frozen=True, slots=True)
class Badge:
    id: str
    """As a form says which one is meant: the registration, whose team's members have one each; of an expert the skill and the person."""
    name: str
    skill: Skill
    member: str
    code: str | None
    """Of the entry; none of an expert."""
    duty: Duty | None
    """None of an entrant."""
    sees_task: bool | None = None
    """Of a companion: whether they come into the task area. None of everybody else."""


@dataclass(frozen=True, slots=True)
class Badges:
    badges: Sequence[Badge]
    """By skill and name."""
    after: UUID | None
    """Where the next part begins; None at the end."""


async def badges(app: App, among: Choices, wish: Wish, *, after: UUID | None) -> Badges:
    """`among`: as it was found for its organiser."""
    if wish.is_nothing:
        return Badges((), None)
    if wish.kind is Kind.EXPERTS:
        return Badges(_sorted(await _experts(app, among, wish)), None)
    if wish.kind is Kind.COMPANIONS:
        return Badges(_sorted(await _companions(app, among, wish)), None)
    wanted = Wanted(tuple(sorted(COMPETING)), wish.skill_id, wish.member, without_badge=wish.only_new)
    found, following = await app.registrations.of_championship(among.championship.id, wanted, limit=A_PAGE, after=after)
    skills = {skill.id: skill for skill in among.skills}
    people = await app.people.by_id(person for one in found for person in one.people)
    shown = [
        Badge(str(one.id), people[person].full_name, skills[one.skill_id], one.member, one.code, None)
        for one in found
        for person in one.people
        if person in people
    ]
    return Badges(_sorted(shown), following)


async def _experts(app: App, among: Choices, wish: Wish) -> list[Badge]:
    fitting = [
        (skill, expert)
        for skill in among.skills
        if skill.is_held and wish.skill_id in {None, skill.id}
        for expert in skill.experts
        if (wish.member is None or is_same_member(expert.member, wish.member))
        and not (wish.only_new and expert.badge_at)
    ]
    people = await app.people.by_id(expert.subject_id for _, expert in fitting)
    return [
        Badge(
            f"{skill.id} {expert.subject_id}",
            people[expert.subject_id].full_name,
            skill,
            expert.member,
            None,
            expert.duty,
        )
        for skill, expert in fitting
        if expert.subject_id in people
    ]


async def _companions(app: App, among: Choices, wish: Wish) -> list[Badge]:
    """What each comes for is on no pass: it would tell of whom they come with."""
    skills = {skill.id: skill for skill in among.skills}
    return [
        Badge(
            f"{entry.id} {one.code}",
            one.said.name,
            skills[entry.skill_id],
            entry.member,
            one.code,
            None,
            one.said.sees_task,
        )
        for entry, one in await passes(app, among.championship.id)
        if wish.skill_id in {None, entry.skill_id}
        and (wish.member is None or is_same_member(entry.member, wish.member))
    ]


def _sorted(found: Sequence[Badge]) -> Sequence[Badge]:
    return sorted(found, key=lambda one: (one.skill.number, one.name.casefold(), one.id))
