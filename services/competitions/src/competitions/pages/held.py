"""For pages of an organiser: what is not theirs is refused before anything that was sent is looked at."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from competitions.access import desk_of, held_by, may_open, own_pupils_entry, own_school
from competitions.api.deps import Coordinator, Desk, TheApp
from competitions.queries.people import kept_by
from competitions.queries.registrations import must_be_entered_in
from competitions.queries.skills import planned_skill
from shared.identity.principal import Forbidden, Principal
from shared.web.deps import Organiser, SignedIn


async def _championship(championship_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await held_by(app, championship_id, by)
    return by


async def _door(championship_id: UUID, by: Desk, app: TheApp) -> Principal:
    await desk_of(app, championship_id, by)
    return by


async def _school(championship_id: UUID, by: Coordinator, app: TheApp) -> Principal:
    await own_school(app, championship_id, by)
    return by


async def _skill(skill_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await planned_skill(app, skill_id, by)
    return by


async def _people(by: Organiser) -> Principal:
    """Not for who organises one championship alone."""
    if not may_open(by):
        raise Forbidden
    return by


async def _person(subject_id: UUID, by: Organiser, app: TheApp) -> Principal:
    await kept_by(app, subject_id, by)
    return by


HolderOfChampionship = Annotated[Principal, Depends(_championship)]


async def _held_entry(championship_id: UUID, registration_id: UUID, by: HolderOfChampionship, app: TheApp) -> Principal:
    await must_be_entered_in(app, championship_id, registration_id)
    return by


async def _entry(championship_id: UUID, registration_id: UUID, by: SignedIn, app: TheApp) -> Principal:
    await must_be_entered_in(app, championship_id, registration_id)
    return by


CoordinatorOfSchool = Annotated[Principal, Depends(_school)]


async def _pupils_entry(
    championship_id: UUID, registration_id: UUID, by: CoordinatorOfSchool, app: TheApp
) -> Principal:
    await must_be_entered_in(app, championship_id, registration_id)
    await own_pupils_entry(app, registration_id, by)
    return by


CoordinatorOfEntry = Annotated[Principal, Depends(_pupils_entry)]
HolderOfEntry = Annotated[Principal, Depends(_held_entry)]
SomebodyAtEntry = Annotated[Principal, Depends(_entry)]
"""Whoever is signed in: the entry is one of the championship that the address names, and whose it is is asked after that."""
HolderOfSkill = Annotated[Principal, Depends(_skill)]
KeeperOfPeople = Annotated[Principal, Depends(_people)]
KeeperOfPerson = Annotated[Principal, Depends(_person)]
AtDesk = Annotated[Principal, Depends(_door)]
