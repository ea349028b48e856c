"""What takes place when: order, overlaps, days, and what calendars go by."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.member import normal_form
from competitions.domain.refusal import Unknown
from competitions.domain.schedule import items as planned_items
from competitions.domain.schedule.changes import ChangeKind
from competitions.domain.schedule.items import (
    MOST_ITEMS,
    MOST_OVERLAPS,
    Item,
    Schedule,
    TooManyItems,
    by_day,
    championship_day,
    overlaps,
)
from competitions.domain.schedule.plans import EndsBeforeItBegins, ItemPlan, OutsideTheDays
from shared.text import Text

ZONE = ZoneInfo("Asia/Yekaterinburg")
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 3)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SKILLS = (None, UUID(int=1001), UUID(int=1002))
ROOMS = (None, "Мастерская 1", "мастерская  1", "Hall")


def plan(start: int = 9, end: int = 12, skill: UUID | None = None, place: str | None = None) -> ItemPlan:
    """By the hours since the midnight of the first day."""
    midnight = datetime(2026, 12, 1, tzinfo=ZONE)
    return ItemPlan(
        Text("Модуль", "Module"), midnight + timedelta(hours=start), midnight + timedelta(hours=end), skill, place
    )


@st.composite
def plans(draw: st.DrawFn) -> ItemPlan:
    start = draw(st.integers(0, 60))
    return plan(start, start + draw(st.integers(1, 30)), draw(st.sampled_from(SKILLS)), draw(st.sampled_from(ROOMS)))


def schedule(*planned: ItemPlan) -> Schedule:
    made = Schedule(uuid4())
    for number, one in enumerate(planned, 1):
        made = made.with_item(UUID(int=number), one, NOW)
    return made


@given(st.lists(plans(), max_size=12))
def test_overlaps_are_those_that_comparing_every_two_finds(planned: list[ItemPlan]) -> None:
    def clash(one: Item, other: Item) -> bool:
        is_at_once = one.plan.starts_at < other.plan.ends_at and other.plan.starts_at < one.plan.ends_at
        rooms = {" ".join((each.plan.place or str(each.id)).casefold().split()) for each in (one, other)}
        skills = {each.plan.skill_id or each.id for each in (one, other)}
        return is_at_once and (len(rooms) == 1 or len(skills) == 1)

    made = schedule(*planned)
    found = {frozenset((one.one.id, one.other.id)) for one in overlaps(made.items).told}
    pairs = [(one, other) for one in made.items for other in made.items if one.id < other.id]
    assert found == {frozenset((one.id, other.id)) for one, other in pairs if clash(one, other)}
    assert overlaps(made.items).count == len(found)


def test_of_ever_so_many_overlaps_the_first_are_told_and_each_room_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded: list[str] = []

    def counting(place: str) -> str:
        folded.append(place)
        return normal_form(place)

    monkeypatch.setattr(planned_items, "normal_form", counting)
    made = tuple(Item(UUID(int=number), plan(place="Hall"), NOW) for number in range(MOST_ITEMS))
    found = overlaps(made)
    assert (len(found.told), found.count) == (MOST_OVERLAPS, MOST_ITEMS * (MOST_ITEMS - 1) // 2)
    assert [(one.one.id.int, one.other.id.int) for one in found.told[:2]] == [(0, 1), (0, 2)]
    assert len(folded) == MOST_ITEMS


@given(st.lists(plans(), max_size=8))
def test_every_item_stands_on_each_of_its_days_in_the_order_of_time(planned: list[ItemPlan]) -> None:
    made = schedule(*planned)
    days = by_day(made.items, ZONE)
    assert [day for day, _ in days] == sorted({day for item in made.items for day in item.days(ZONE)})
    for day, items in days:
        starts = [item.plan.starts_at for item in items]
        assert starts == sorted(starts)
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        for item in items:
            assert item.plan.starts_at < midnight + timedelta(days=1)
            assert item.plan.ends_at > midnight


def test_what_ends_at_midnight_is_over_that_day() -> None:
    (item,) = schedule(plan(20, 24)).items
    assert list(item.days(ZONE)) == [FIRST]


def test_a_change_is_a_new_revision_and_the_same_again_is_none() -> None:
    made = schedule(plan())
    (known,) = made.items
    assert made.with_item(known.id, plan(), NOW) is made
    (moved,) = made.with_item(known.id, plan(10), NOW).items
    assert moved.revision > known.revision


def test_what_others_know_of_is_remembered_when_it_is_taken_off() -> None:
    made = schedule(plan())
    (known,) = made.items
    unseen = made.without(known.id, NOW, is_known=False)
    assert (unseen.items, unseen.removed) == ((), ())
    gone = made.without(known.id, NOW, is_known=True)
    assert gone.removed[0].revision > known.revision
    assert gone.without(known.id, NOW, is_known=True) is gone
    back = gone.with_item(known.id, plan(), NOW)
    assert back.removed == ()
    assert back.items[0].revision > gone.removed[0].revision
    with pytest.raises(Unknown):
        made.without(uuid4(), NOW, is_known=True)


def test_a_schedule_has_an_end() -> None:
    full = schedule(*[plan()] * MOST_ITEMS)
    with pytest.raises(TooManyItems):
        full.with_item(uuid4(), plan(), NOW)
    assert full.with_item(UUID(int=1), plan(10), NOW)


def test_what_takes_no_time_or_is_far_away_is_refused() -> None:
    with pytest.raises(EndsBeforeItBegins):
        plan(9, 9).check(FIRST, LAST, ZONE)
    for far in (plan(-15 * 24, 12), plan(0, 20 * 24)):
        with pytest.raises(OutsideTheDays):
            far.check(FIRST, LAST, ZONE)
    plan(-14 * 24, -14 * 24 + 1).check(FIRST, LAST, ZONE)


@pytest.mark.parametrize(
    ("day", "number"),
    [(FIRST, 1), (LAST, 3), (date(2026, 11, 30), -1), (date(2026, 11, 28), -3), (date(2026, 12, 4), None)],
)
def test_days_are_counted_from_the_first_without_a_day_zero(day: date, number: int | None) -> None:
    assert championship_day(day, FIRST, LAST) == number


def test_people_hear_of_what_is_otherwise_than_they_know_it() -> None:
    known = schedule(plan(9, 12), plan(13, 14), plan(15, 16))
    first, second, third = (item.id for item in known.items)
    changed = known.with_item(first, plan(10, 12), NOW, is_known=True).with_item(
        first, plan(11, 12), NOW, is_known=True
    )
    changed = changed.without(second, NOW, is_known=True)
    changed = changed.with_item(third, plan(15, 17), NOW, is_known=True)
    changed = changed.with_item(uuid4(), plan(20, 21), NOW, is_known=True)
    kinds = [(one.kind, one.before.starts_at if one.before else None) for one in changed.changes]
    assert kinds == [
        (ChangeKind.MOVED, plan(9, 12).starts_at),
        (ChangeKind.REMOVED, plan(13, 14).starts_at),
        (ChangeKind.CHANGED, plan(15, 16).starts_at),
        (ChangeKind.ADDED, None),
    ]
    assert changed.told().changes == ()
    back = known.with_item(first, plan(10, 12), NOW, is_known=True).with_item(first, plan(9, 12), NOW, is_known=True)
    assert back.changes == ()


def test_a_changed_start_is_told_at_once_and_the_rest_after_a_while() -> None:
    known, wait = schedule(plan(9, 12)), timedelta(minutes=5)
    (item,) = known.items
    longer = known.with_item(item.id, plan(9, 13), NOW, is_known=True)
    assert not longer.is_due(NOW + wait - timedelta(seconds=1), wait)
    assert longer.is_due(NOW + wait, wait)
    assert longer.with_item(item.id, plan(8, 13), NOW, is_known=True).is_due(NOW, wait)
    assert longer.without(item.id, NOW, is_known=True).is_due(NOW, wait)
    assert not known.is_due(NOW + wait, wait)
