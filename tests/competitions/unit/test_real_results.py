"""The policies explain what WorldSkills announced."""

from decimal import Decimal
from statistics import mean, median, pstdev
from uuid import UUID

import pytest
from tests.competitions.unit.real_results import Group, groups

from competitions.domain.results.medals import Medal, Within2Points
from competitions.domain.results.places import PlaceRules
from competitions.domain.results.result import Starter, ranked
from competitions.domain.results.rules import ResultRules
from competitions.domain.results.scale import Ws500, Ws700
from competitions.domain.sheet import Competitor

OF_2009, OF_2019 = groups(2009), groups(2019)
ALL = [*OF_2009, *OF_2019]
CENTRED_2009 = OF_2009[1:]
"""Skill 01 of 2009 has mean 497.1 and deviation 28.4: its published list cannot be all that was scaled."""


def named(group: Group) -> str:
    return group.name


def test_the_vectors_are_whole() -> None:
    assert [len(group.scores) for group in OF_2009] == [11, 8, 8, 28]
    assert [len(group.scores) for group in OF_2019] == [10, 16, 8, 34, 31, 28]


@pytest.mark.parametrize("group", ALL, ids=named)
def test_within_2_points_gives_the_announced_medals(group: Group) -> None:
    medals = [None if medal is Medal.MEDALLION else medal for medal in group.medals]
    assert Within2Points().medals(group.scores) == medals


@pytest.mark.parametrize("group", ALL, ids=named)
def test_medallions_go_to_those_from_the_centre_up_without_a_medal(group: Group) -> None:
    scale = Ws500() if group in OF_2009 else Ws700()
    medals = Within2Points().medals(group.scores)
    earned = [
        medal or (Medal.MEDALLION if score >= scale.medallion_from else None)
        for score, medal in zip(group.scores, medals, strict=True)
    ]
    assert earned == list(group.medals)


@pytest.mark.parametrize("group", OF_2019, ids=named)
def test_the_scale_of_2019_is_centred_and_spread_by_the_median(group: Group) -> None:
    """Rounding moves the median by at most 0.5, and the median deviation by at most 1."""
    middle = median(group.scores)
    deviation = median([abs(score - middle) for score in group.scores])
    assert abs(middle - 700) <= 0.5
    assert abs(deviation - 30 / 1.4826) <= 1


@pytest.mark.parametrize("group", CENTRED_2009, ids=named)
def test_the_scale_of_2009_is_centred_and_spread_by_the_mean(group: Group) -> None:
    """Rounding moves neither by more than 0.5."""
    assert abs(mean(group.scores) - 500) <= 0.5
    assert abs(pstdev(group.scores) - 30) <= 0.5


@pytest.mark.parametrize("group", OF_2019, ids=named)
def test_scaling_announced_scores_again_gives_them_back(group: Group) -> None:
    """The scale is its own fixed point, but for the rounding of the centre and of the spread."""
    again = Ws700().scores([Decimal(score) for score in group.scores])
    middle = median(group.scores)
    for score, scaled in zip(group.scores, again, strict=True):
        assert abs(score - scaled) <= 2 + abs(score - middle) * 0.06


@pytest.mark.parametrize("group", CENTRED_2009, ids=named)
def test_scaling_the_scores_of_2009_again_gives_them_back(group: Group) -> None:
    again = Ws500().scores([Decimal(score) for score in group.scores])
    for score, scaled in zip(group.scores, again, strict=True):
        assert abs(score - scaled) <= 1 + abs(score - 500) * 0.017


@pytest.mark.parametrize("group", OF_2019, ids=named)
def test_a_skill_is_ranked_as_it_was_announced(group: Group) -> None:
    """Of the announced scale scores themselves: their totals are not published."""
    starters = [
        Starter(UUID(int=place), Competitor(UUID(int=place), UUID(int=place), "XX"), Decimal(score))
        for place, score in enumerate(group.scores)
    ]
    places = PlaceRules(medallion_from=Decimal(Ws700.medallion_from))
    results = ranked(starters, ResultRules("of-100", Within2Points.id, places=places))
    assert [result.total for result in results] == sorted(group.scores, reverse=True)
    assert [result.medal for result in results] == list(group.medals)
