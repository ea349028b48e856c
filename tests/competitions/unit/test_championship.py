"""From a ruleset to a published championship: what happens, and that it happens once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from competitions import events
from competitions.domain.championship import (
    Championship,
    EmbargoOver,
    Stage,
)
from competitions.domain.preparation.happenings import Announced, PublicationBegun, Published
from competitions.domain.preparation.plan import Contact, Plan
from competitions.domain.registration import Registration, State, Step
from competitions.domain.results.lifecycle import ResultStatus
from competitions.domain.results.publishing import (
    NothingToPublish,
    SkillsProtested,
    SkillsUnsigned,
    Standing,
    begin,
    complete,
)
from competitions.domain.results.result import Starter, ranked
from competitions.domain.results.rules import ResultRules
from competitions.domain.ruleset import Ruleset, UnknownPolicy, UnknownRuleset, ruleset_named
from competitions.domain.sheet import Competitor
from competitions.domain.skill import SheetsMissing
from shared.text import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
RULES = Ruleset(
    "trade",
    Text("Проба", "Trial"),
    "ws700-mean-deviation",
    "within-2-points-by-starters",
    Decimal(100),
    Decimal(5),
    True,
    compatriots_may_mark=False,
)


def planned(**more: Any) -> Plan:
    name, contact = Text("Проба", "Trial"), Contact("Анна Пробная", "ask@region-47.example")
    days = {"starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 22)}
    return Plan(**{"name": name, "ruleset": "trade", "contact": contact, **days, **more})


def opened(**policies: str) -> Championship:
    return RULES.open(UUID(int=1), "region-47", planned(**policies))


def begun(
    championship: Championship, status: ResultStatus = ResultStatus.OFFICIAL, **standing: Any
) -> tuple[Championship, Sequence[Any]]:
    return begin(championship, NOON, status, Standing(**{"skills": 1, **standing}))


def test_a_championship_goes_by_its_rulesets_policies_unless_others_are_named() -> None:
    championship = opened()
    policies = (championship.ruleset, championship.scale_policy, championship.medal_policy)
    assert policies == ("trade", "ws700-mean-deviation", "within-2-points-by-starters")
    assert opened(scale_policy="ws500", medal_policy="equal-score-by-starters") == replace(
        championship, scale_policy="ws500", medal_policy="equal-score-by-starters"
    )


@pytest.mark.parametrize("field", ["scale_policy", "medal_policy"])
def test_a_policy_that_does_not_exist_is_refused_with_those_that_do(field: str) -> None:
    with pytest.raises(UnknownPolicy) as refused:
        opened(**{field: "everybody"})
    assert (refused.value.field, refused.value.policy) == (field, "everybody")
    assert refused.value.known


def test_a_medal_policy_stands_though_the_file_gives_places_by_now_and_a_copy_goes_by_the_file() -> None:
    plan, now = opened().plan, replace(RULES, medal_policy="rank")
    with pytest.raises(UnknownPolicy) as refused:
        now.settle(plan)
    assert "rank" in refused.value.known
    assert now.settle(plan, plan.medal_policy) == plan
    assert now.settle(now.again(plan)).medal_policy == "rank"
    assert RULES.again(plan) == plan


def test_a_ruleset_that_does_not_exist_is_refused_with_those_that_do() -> None:
    assert ruleset_named("trade", {"trade": RULES}) is RULES
    with pytest.raises(UnknownRuleset) as refused:
        ruleset_named("olympiad", {"trade": RULES, "art": RULES})
    assert refused.value.known == ("art", "trade")


def test_a_championship_is_announced_once() -> None:
    announced, happened = opened().announce(NOON, skills=1)
    assert (announced.announced_at, happened) == (NOON, (Announced(NOON),))
    assert announced.announce(NOON + timedelta(hours=1), skills=1) == (announced, ())


def test_publication_announces_what_was_not_begins_once_and_ends_once() -> None:
    first, happened = begun(opened())
    assert happened == (Announced(NOON), PublicationBegun(NOON))
    assert begun(opened().announce(NOON, skills=1)[0])[1] == (PublicationBegun(NOON),)
    assert begun(first) == (first, ())
    published, completed = complete(first, is_official=True)
    assert (published.stage, published.is_official, completed) == (Stage.PUBLISHED, True, Published(NOON))
    assert complete(published, is_official=True) == (published, None)
    assert complete(opened(), is_official=True) == (opened(), None)
    assert begun(published) == (published, ())
    with pytest.raises(EmbargoOver):
        first.must_be_under_embargo()


def test_nothing_unsigned_or_unmarked_is_published() -> None:
    with pytest.raises(NothingToPublish):
        begun(opened(), skills=0)
    with pytest.raises(SheetsMissing):
        begun(opened(), unsigned=("01",), lacking=(("01", 2),))
    with pytest.raises(SkillsUnsigned):
        begun(opened(), unsigned=("01",))


def test_unofficial_results_become_official_in_one_step_and_never_the_other_way() -> None:
    first, _ = begun(opened(), ResultStatus.UNOFFICIAL)
    assert begun(first, ResultStatus.OFFICIAL) == (first, ()), "while it is under way"
    unofficial, _ = complete(first, is_official=False)
    assert (unofficial.stage, unofficial.is_official, unofficial.revision) == (Stage.PUBLISHED, False, 1)
    assert begun(unofficial, ResultStatus.UNOFFICIAL) == (unofficial, ())
    second, happened = begun(unofficial)
    assert (second.stage, second.is_being_published, second.is_official) == (Stage.PUBLISHED, True, False)
    assert happened == (PublicationBegun(NOON),)
    official, _ = complete(second, is_official=True)
    assert (official.is_official, official.revision) == (True, 2)
    assert begun(official, ResultStatus.UNOFFICIAL) == (official, ())


def test_what_is_contested_stays_unofficial_and_holds_up_no_other_skill() -> None:
    unofficial, _ = complete(
        begun(opened(), ResultStatus.UNOFFICIAL, skills=3, protested=("01", "02", "03"))[0], is_official=False
    )
    with pytest.raises(SkillsProtested):
        begun(unofficial, skills=3, protested=("01", "02", "03"))
    with pytest.raises(SkillsProtested):
        begun(unofficial, skills=3, official=2, protested=("01",))
    assert begun(unofficial, skills=3, protested=("01", "02"))[1]


def test_others_hear_of_an_announcement_and_of_a_complete_publication() -> None:
    told = events.of_championship(opened(), [], (Announced(NOON), PublicationBegun(NOON), Published(NOON)))
    assert [(one.data.type, one.time) for one in told] == [
        ("competitions.championship.announced.v1", NOON),
        ("competitions.championship.published.v1", NOON),
    ]


def test_a_registration_is_confirmed_once() -> None:
    entrant = Registration(UUID(int=2), UUID(int=1), UUID(int=3), UUID(int=4), "R-01")
    competitor = entrant.confirm(NOON, "anna")
    assert (competitor.state, competitor.history) == (State.CONFIRMED, (Step(State.CONFIRMED, NOON, "anna"),))
    assert competitor.confirm(NOON) is competitor


def test_where_medals_are_given_equal_scores_share_a_place_and_the_next_is_as_much_further_on() -> None:
    starters = [
        Starter(UUID(int=n), Competitor(UUID(int=n), UUID(int=n), "R-01"), Decimal(n // 2)) for n in range(2, 9)
    ]
    results = ranked(starters, ResultRules("of-100", "equal-score-by-starters"))
    assert [(int(result.total), result.place) for result in results] == [
        (4, 1), (3, 2), (3, 2), (2, 4), (2, 4), (1, 6), (1, 6),
    ]  # fmt: skip
