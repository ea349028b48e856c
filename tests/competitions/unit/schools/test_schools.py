"""Whose people the coordinator of a school has, by whatever spelling, and when they are entered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.domain.championship import Championship, Stage
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import DutyHeld, Grant, MemberOfDuty, Roster
from competitions.domain.entering.period import EntryPeriod, NotTakingEntries
from competitions.domain.preparation.members import KnownMember, MemberList
from competitions.domain.preparation.plan import Deadlines
from competitions.domain.schools.school import NotOwnMember, school_of
from shared.identity.principal import Duty, Principal, Role
from shared.text import Text

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
HELD = Championship(
    UUID(int=1),
    Text("Проба", "Trial"),
    "region-47",
    "worldskills",
    "ws700-mean-deviation",
    "within-2-points-by-starters",
    date(2026, 11, 20),
    date(2026, 11, 22),
    announced_at=NOW - timedelta(days=9),
)
OWN, OTHER = KnownMember(UUID(int=2), "Школа № 5", ("Пятая школа",)), KnownMember(UUID(int=3), "Школа № 50")
LISTED = MemberList(HELD.id, (OWN, OTHER))
NOTHING = MemberList(HELD.id)


@pytest.mark.parametrize("written", ["Школа № 5", "школа №5", "ПЯТАЯ  ШКОЛА"])
def test_a_listed_member_is_found_by_each_of_its_spellings(written: str) -> None:
    school = school_of(HELD, [written], LISTED, ["Пятая школа", "Школа № 5", "Школа № 50", "Школа"])
    if written == "школа №5":
        assert school is None, "the organiser's list does not know it"
        return
    assert school
    assert school.names == ("Школа № 5",)
    assert school.spellings == {"Школа № 5", "Пятая школа"}


def test_where_no_list_is_kept_spellings_that_look_alike_are_one_school() -> None:
    school = school_of(HELD, ["Школа № 5"], NOTHING, ["школа № 5", "Школа № 50", "Школa № 5"])
    assert school
    assert school.spellings == {"Школа № 5", "школа № 5", "Школa № 5"}


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["Школа № 5", "Пятая школа", "Школа № 50", "Колледж", "5"]), max_size=5))
def test_nobody_elses_people_are_ever_among_the_own(written: list[str]) -> None:
    for listed in (LISTED, NOTHING):
        if school := school_of(HELD, ["Школа № 5"], listed, written):
            assert not school.spellings & {"Школа № 50", "Колледж", "5"}


def test_people_are_entered_for_the_own_member_alone() -> None:
    school = school_of(HELD, ["Школа № 5"], LISTED, [])
    assert school
    assert (school.named(None), school.named("школа № 5")) == ("Школа № 5", "Школа № 5")
    with pytest.raises(NotOwnMember):
        school.named("Школа № 50")
    both = school_of(HELD, ["Школа № 5", "Школа № 50"], LISTED, [])
    assert both
    with pytest.raises(NotOwnMember):
        both.named("")


@pytest.mark.parametrize(
    ("changed", "period"),
    [
        ({}, EntryPeriod.OPEN),
        ({"self_entry": False}, EntryPeriod.OPEN),
        ({"entries_closed_at": NOW}, EntryPeriod.OVER),
        ({"deadlines": Deadlines(entries_open=NOW + timedelta(days=1))}, EntryPeriod.LATER),
        ({"deadlines": Deadlines(entries_close=NOW)}, EntryPeriod.OVER),
        ({"stage": Stage.PUBLISHED}, EntryPeriod.OVER),
        ({"stage": Stage.CANCELLED}, EntryPeriod.CANCELLED),
        ({"starts_on": date(2026, 9, 30)}, EntryPeriod.OVER),
    ],
)
def test_a_schools_people_are_entered_between_the_organisers_days(
    changed: dict[str, object], period: EntryPeriod
) -> None:
    school = school_of(replace(HELD, **changed), ["Школа № 5"], NOTHING, [])  # type: ignore[arg-type]  # names of fields
    assert school
    assert school.entry_period(NOW) is period
    if period is not EntryPeriod.OPEN:
        with pytest.raises(NotTakingEntries):
            school.must_take_entries(NOW)


def grant(kind: DutyKind, member: str | None) -> Grant:
    """Of one person."""
    return Grant(uuid4(), kind, "anna", NOW, subject_id=UUID(int=9), member=member)


def test_a_school_is_named_with_its_coordinator_and_with_nobody_else() -> None:
    roster = Roster(uuid4(), "region-47")
    for kind, member, is_missing in ((DutyKind.SCHOOL, None, True), (DutyKind.COORDINATOR, "Школа № 5", False)):
        with pytest.raises(MemberOfDuty) as refused:
            roster.offer(grant(kind, member))
        assert refused.value.is_missing is is_missing


def test_one_person_coordinates_two_schools_and_none_twice() -> None:
    first, second = grant(DutyKind.SCHOOL, "Школа № 5"), grant(DutyKind.SCHOOL, "Школа № 50")
    roster = Roster(uuid4(), "region-47")
    for one in (first, second):
        roster, _ = roster.offer(one)
        roster, _ = roster.accept(one.id, "vera", NOW)
    assert [one.is_held for one in roster.grants] == [True, True]
    with pytest.raises(DutyHeld):
        roster.offer(grant(DutyKind.SCHOOL, "школа  № 5"))


@pytest.mark.parametrize("championship", [None, HELD.id])
def test_who_coordinates_a_school_has_no_role_and_acts_for_nobody(championship: UUID | None) -> None:
    duty = Duty(Role.COORDINATOR, "region-47", championship, "Школа № 5")
    vera = Principal("vera", "Вера").acting([duty])
    assert (len(vera.roles), vera.organisation, len(vera.organisations), len(vera.in_championships)) == (0, None, 0, 0)
    assert vera.has_somewhere(Role.COORDINATOR)
    assert not vera.has(Role.COORDINATOR)
    assert not vera.has_in(HELD.id, Role.COORDINATOR)
