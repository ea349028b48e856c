"""Every starter's awards follow from the ruleset, and never contradict the scores."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.domain.results.awards import Award, earned
from competitions.domain.results.medals import Medal, MinimumStarters
from competitions.domain.results.policies import MEDALS, SCALES
from competitions.domain.results.result import Result, Starter, ranked
from competitions.domain.results.rules import ResultRules
from competitions.domain.sheet import Competitor
from shared.text import Text

TEXT = Text("Проба", "Trial")


def by_place(code: str, first: int, last: int | None = None) -> Award:
    return Award(code, TEXT, TEXT, first_place=first, last_place=last)


MEDALLED = tuple(Award(medal.value, TEXT, TEXT, medal=medal) for medal in Medal)
PLACED = (by_place("winner", 1), by_place("prize-taker", 2, 3))
ALL = (*MEDALLED, *PLACED, Award("taking-part", TEXT, TEXT))
TOTALS = st.lists(st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4), max_size=14)


def of(result: Result) -> tuple[str, ...]:
    return earned(ALL, result.place, result.medal, has_prize=result.has_prize)


@settings(deadline=None)
@given(TOTALS, st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(MEDALS)), st.integers(1, 6))
def test_awards_follow_from_place_and_medal(totals: list[Decimal], scale: str, medals: str, least: int) -> None:
    starters = [
        Starter(UUID(int=at), Competitor(UUID(int=at), UUID(int=at), "R-01"), total)
        for at, total in enumerate(totals, 1)
    ]
    results = ranked(starters, ResultRules(scale, medals, MinimumStarters(least, least, least)))
    assert len(results) == len(totals)
    for result in results:
        codes = of(result)
        assert "taking-part" in codes
        assert ("winner" in codes) == (result.place == 1)
        assert ("prize-taker" in codes) == (result.place in (2, 3))
        assert {medal for medal in Medal if medal.value in codes} == ({result.medal} - {None})
    for better in results:
        for worse in results:
            if better.total > worse.total:
                assert better.place <= worse.place
            if better.total == worse.total:
                assert of(better) == of(worse), "who is equal gets the same"


def test_a_demonstration_gives_what_everybody_gets_alone() -> None:
    assert earned(ALL, 1, None, has_prize=False) == ("taking-part",)
    assert earned(ALL, 1, None, has_prize=True) == ("winner", "taking-part")


def test_the_order_is_that_of_the_file() -> None:
    assert earned(ALL[::-1], 3, Medal.BRONZE, has_prize=True) == ("taking-part", "prize-taker", "bronze")
