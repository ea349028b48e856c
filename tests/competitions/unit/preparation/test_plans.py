"""What an organiser prepares: what freezes when, what comes next, and which spellings are one member."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from competitions.domain.championship import Championship, MarkingBegun, NotAnnounced, NotReady, Stage
from competitions.domain.preparation.checklist import Facts, State, checklist, next_task
from competitions.domain.preparation.members import (
    KnownMember,
    MemberInUse,
    MemberList,
    MemberUnlisted,
    SpellingTaken,
)
from competitions.domain.preparation.phases import Phase
from competitions.domain.preparation.plan import (
    ClosesBeforeOpening,
    Contact,
    DeadlineAfterStart,
    Deadlines,
    FieldsFrozen,
    Freeze,
    UnknownTimeZone,
    proposed,
)
from competitions.domain.preparation.skill_plan import AgesReversed, MemberQuotaAboveQuota, SkillPlan
from shared.text import Text

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST = date(2026, 12, 1)


def championship(**more: Any) -> Championship:
    known = {"scale_policy": "ws700-mean-deviation", "medal_policy": "within-2-points-by-starters"}
    days = {"starts_on": FIRST, "ends_on": date(2026, 12, 3)}
    contact = Contact("Анна", "ask@region-47.example")
    given = {"ruleset": "worldskills", "contact": contact, **known, **days, **more}
    return Championship(UUID(int=1), Text("Проба", "Trial"), "region-47", **given)


ANNOUNCED = championship(announced_at=NOON)
MARKED = {"is_marked": True}


@pytest.mark.parametrize(
    ("field", "value", "since"),
    [
        ("ruleset", "other", Freeze.ANNOUNCED),
        ("time_zone", "Asia/Omsk", Freeze.ANNOUNCED),
        ("starts_on", date(2026, 12, 2), Freeze.MARKING),
        ("deadlines", Deadlines(withdrawal=NOON), Freeze.MARKING),
        ("name", Text("Иначе", "Otherwise"), Freeze.PUBLISHED),
        ("ends_on", date(2026, 12, 4), Freeze.PUBLISHED),
        ("contact", None, None),
        ("about", Text("О", "About"), None),
    ],
)
def test_a_field_freezes_once_and_for_good(field: str, value: Any, since: Freeze | None) -> None:
    states = [
        (championship(), False, None),
        (ANNOUNCED, False, Freeze.ANNOUNCED),
        (ANNOUNCED, True, Freeze.MARKING),
        (replace(ANNOUNCED, stage=Stage.PUBLISHED), True, Freeze.PUBLISHED),
    ]
    order = [None, Freeze.ANNOUNCED, Freeze.MARKING, Freeze.PUBLISHED]
    for one, is_marked, reached in states:
        plan = replace(one.plan, **{field: value})
        if since is None or order.index(reached) < order.index(since):
            assert getattr(one.changed(plan, is_marked=is_marked), field) == value
        else:
            with pytest.raises(FieldsFrozen) as refused:
                one.changed(plan, is_marked=is_marked)
            assert refused.value.fields == ((field, since),)


def test_all_frozen_fields_are_told_at_once() -> None:
    plan = replace(ANNOUNCED.plan, ruleset="other", time_zone="Asia/Omsk", contact=None)
    with pytest.raises(FieldsFrozen) as refused:
        ANNOUNCED.changed(plan, is_marked=False)
    assert {name for name, _ in refused.value.fields} == {"ruleset", "time_zone"}


def test_deadlines_keep_their_order_and_end_before_the_first_day() -> None:
    with pytest.raises(ClosesBeforeOpening):
        championship(deadlines=Deadlines(NOON, NOON))
    start = datetime(2026, 11, 30, 19, tzinfo=UTC)
    east = {"time_zone": "Asia/Yekaterinburg"}
    championship(deadlines=Deadlines(withdrawal=start), **east)
    with pytest.raises(DeadlineAfterStart) as refused:
        championship(deadlines=Deadlines(withdrawal=start + timedelta(seconds=1)), **east)
    assert refused.value.field == "withdrawal"
    with pytest.raises(UnknownTimeZone):
        championship(time_zone="../etc/passwd")


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
def test_proposed_deadlines_are_possible(zone: str) -> None:
    assert championship(deadlines=proposed(FIRST, zone), time_zone=zone).deadlines.entries_close


def test_how_far_a_championship_is_follows_from_what_happened() -> None:
    closing = Deadlines(entries_open=NOON, entries_close=NOON + timedelta(days=1))
    planned = championship(announced_at=NOON, deadlines=closing)
    assert championship().phase(NOON, is_marked=False) is Phase.DRAFT
    assert planned.phase(NOON - timedelta(hours=1), is_marked=False) is Phase.ANNOUNCED
    assert planned.phase(NOON, is_marked=False) is Phase.ANNOUNCED
    assert planned.phase(NOON + timedelta(days=1), is_marked=False) is Phase.CLOSED
    assert planned.close_entries(NOON).phase(NOON, is_marked=False) is Phase.CLOSED
    assert planned.phase(NOON, is_marked=True) is Phase.MARKING
    assert replace(planned, stage=Stage.PUBLISHING).phase(NOON, is_marked=True) is Phase.PUBLISHED


def test_entries_are_closed_and_opened_again_until_marking() -> None:
    with pytest.raises(NotAnnounced):
        championship().close_entries(NOON)
    closed = ANNOUNCED.close_entries(NOON)
    assert closed.close_entries(NOON + timedelta(hours=1)) == closed
    assert closed.reopen_entries(is_marked=False) == ANNOUNCED
    with pytest.raises(MarkingBegun):
        closed.reopen_entries(**MARKED)


def test_what_an_announcement_lacks_is_told_at_once() -> None:
    with pytest.raises(NotReady) as refused:
        championship(contact=None).announce(NOON, skills=0)
    assert refused.value.lacking == ("skills", "contact")


def states(one: Championship, facts: Facts, at: datetime = NOON) -> dict[str, State]:
    return {task.name: task.state for task in checklist(one, facts, at)}


def test_tasks_wait_for_what_comes_first() -> None:
    found = states(championship(contact=None), Facts())
    assert found["skills"] is State.TODO
    assert {found[name] for name in ("announce", "jury", "schemes", "entries", "close", "marking")} == {State.LATER}
    found = states(championship(), Facts(skills=2, without_scheme=1))
    assert (found["announce"], found["schemes"], found["jury"]) == (State.TODO, State.TODO, State.DONE)
    found = states(ANNOUNCED, Facts(skills=1, competitors=4, entered_skills=1, marked_skills=1))
    assert (found["marking"], found["sign-off"], found["publication"]) == (State.DONE, State.TODO, State.LATER)
    found = states(ANNOUNCED, Facts(skills=1, competitors=4, entered_skills=1, marked_skills=1, signed_skills=1))
    assert found["publication"] is State.TODO


def test_a_skill_without_competitors_holds_up_nothing() -> None:
    facts = Facts(skills=2, competitors=1, entered_skills=1, marked_skills=1, signed_skills=1)
    assert states(ANNOUNCED, facts)["publication"] is State.TODO


def test_what_is_late_is_next_and_marking_goes_before_preparation() -> None:
    late = championship(deadlines=Deadlines(entries_open=NOON))
    tasks = checklist(late, Facts(skills=1), NOON)
    found = next_task(tasks, is_held=False)
    assert found is not None
    assert (found.name, found.state) == ("announce", State.LATE)
    tasks = checklist(ANNOUNCED, Facts(skills=1, entered_skills=1, marked_skills=1), NOON)
    following = next_task(tasks, is_held=True)
    assert following is not None
    assert following.name == "sign-off"


def members(*known: tuple[int, str, tuple[str, ...]]) -> MemberList:
    kept = MemberList(UUID(int=1))
    for id, name, spellings in known:
        kept = kept.with_member(KnownMember(UUID(int=id), name, spellings))
    return kept


KEPT = members((2, "Приозёрье", ("г. Приозёрск", "приозерье")), (3, "Заречье", ()))


def test_every_spelling_means_one_member() -> None:
    assert [KEPT.named(one) for one in ("Г. ПРИОЗЕРСК", "  приозёрье ", "заречье")] == [
        "Приозёрье",
        "Приозёрье",
        "Заречье",
    ]
    assert KEPT.member(UUID(int=2)).spellings == ("г. Приозёрск",), "what differs in nothing is no spelling"
    with pytest.raises(MemberUnlisted) as refused:
        KEPT.named("Приозерский район")
    assert refused.value.nearest == "Приозёрье"
    assert MemberList(UUID(int=1)).named("что угодно") == "что угодно"


def test_a_spelling_belongs_to_one() -> None:
    with pytest.raises(SpellingTaken) as refused:
        KEPT.with_member(KnownMember(UUID(int=4), "Другое", ("ЗАРЕЧЬЕ",)))
    assert refused.value.member == "Заречье"
    renamed = KEPT.with_member(KnownMember(UUID(int=3), "Заречный край", ("Заречье",)))
    assert renamed.named("заречье") == "Заречный край"


def test_a_merged_member_is_a_spelling_of_the_other() -> None:
    merged = KEPT.merged(UUID(int=2), UUID(int=3))
    assert {merged.named(one) for one in ("Приозёрье", "г. Приозёрск", "Заречье")} == {"Заречье"}
    assert len(merged.members) == 1
    with pytest.raises(MemberInUse):
        KEPT.without(UUID(int=3), people=1)
    assert len(KEPT.without(UUID(int=3), people=0).members) == 1


def test_what_was_written_otherwise_gets_the_name() -> None:
    written = ["Приозёрье", "г. Приозёрск", "Г. Приозерск", "Омск"]
    assert KEPT.respelt(written) == {"г. Приозёрск": "Приозёрье", "Г. Приозерск": "Приозёрье"}
    assert KEPT.unlisted([*written, "ОМСК"]) == ["Омск"]


def test_a_skill_is_possible() -> None:
    name = Text("Сборка", "Assembly")
    with pytest.raises(AgesReversed):
        SkillPlan("R07", name, youngest=20, oldest=14).check()
    with pytest.raises(MemberQuotaAboveQuota):
        SkillPlan("R07", name, quota=2, member_quota=3).check()
    SkillPlan("R07", name, quota=2, member_quota=2, youngest=14, oldest=14).check()
