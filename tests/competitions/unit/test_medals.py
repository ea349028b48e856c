import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.results.medals import EqualScore, Medal, MedalPolicy, MinimumStarters, Within2Points

GOLD, SILVER, BRONZE = Medal.GOLD, Medal.SILVER, Medal.BRONZE
SCORES = st.lists(st.integers(640, 760), max_size=40)
ANY = MinimumStarters(0, 0, 0)
"""Every medal exists, however few started: how scores are grouped is tested apart."""
CROWDED = st.lists(st.integers(700, 712), max_size=20)
POLICIES: st.SearchStrategy[MedalPolicy] = st.sampled_from([Within2Points(), EqualScore()])


def by_medal(policy: MedalPolicy, scores: list[int]) -> dict[Medal | None, list[int]]:
    found: dict[Medal | None, list[int]] = {GOLD: [], SILVER: [], BRONZE: [], None: []}
    for score, medal in zip(scores, policy.medals(scores, ANY), strict=True):
        found[medal].append(score)
    return found


def test_two_golds_skip_silver() -> None:
    assert Within2Points().medals([731, 730, 719, 710], ANY) == [GOLD, GOLD, BRONZE, None]


def test_three_golds_leave_bronze_only_to_those_near_the_last_gold() -> None:
    assert Within2Points().medals([740, 739, 738, 737, 736, 735], ANY) == [GOLD, GOLD, GOLD, BRONZE, BRONZE, None]
    assert Within2Points().medals([740, 739, 738, 735], ANY) == [GOLD, GOLD, GOLD, None]


def test_two_silvers_leave_bronze_only_to_those_near_the_last_silver() -> None:
    assert Within2Points().medals([746, 742, 741, 740, 739, 738], ANY) == [GOLD, SILVER, SILVER, SILVER, BRONZE, BRONZE]
    assert Within2Points().medals([746, 742, 741, 724], ANY) == [GOLD, SILVER, SILVER, None]


def test_one_gold_and_one_silver_give_bronze_to_the_next_group() -> None:
    assert Within2Points().medals([736, 733, 729, 729, 727, 726], ANY) == [GOLD, SILVER, BRONZE, BRONZE, BRONZE, None]


def test_equal_scores_share_and_nothing_is_skipped() -> None:
    assert EqualScore().medals([740, 740, 739, 738, 738, 737], ANY) == [GOLD, GOLD, SILVER, BRONZE, BRONZE, None]
    assert EqualScore().medals([740, 739, 738], ANY) == [GOLD, SILVER, BRONZE]


def test_few_competitors_are_grouped_like_many() -> None:
    for policy in (Within2Points(), EqualScore()):
        assert policy.medals([], ANY) == []
        assert policy.medals([700], ANY) == [GOLD]
        assert policy.medals([710, 700], ANY) == [GOLD, SILVER]


@given(POLICIES, SCORES | CROWDED)
def test_the_top_always_has_gold_and_equal_scores_the_same_medal(policy: MedalPolicy, scores: list[int]) -> None:
    medals = policy.medals(scores, ANY)
    assert len(medals) == len(scores)
    assert len(dict.fromkeys(zip(scores, medals, strict=True))) == len(set(scores))
    assert not scores or medals[scores.index(max(scores))] is GOLD


@given(POLICIES, SCORES | CROWDED)
def test_a_higher_score_never_has_a_lower_medal(policy: MedalPolicy, scores: list[int]) -> None:
    worth = {GOLD: 3, SILVER: 2, BRONZE: 1, None: 0}
    worths = [
        worth[medal]
        for _, medal in sorted(zip(scores, policy.medals(scores, ANY), strict=True), key=lambda one: one[0])
    ]
    assert worths == sorted(worths)


@given(POLICIES, SCORES | CROWDED)
def test_the_order_of_competitors_does_not_matter(policy: MedalPolicy, scores: list[int]) -> None:
    assert policy.medals(scores, ANY) == policy.medals(scores[::-1], ANY)[::-1]
    ranked = sorted(scores)
    assert dict(zip(ranked, policy.medals(ranked, ANY), strict=True)) == dict(
        zip(scores, policy.medals(scores, ANY), strict=True)
    )


@given(SCORES | CROWDED)
def test_equal_score_gives_exactly_the_three_highest_distinct_scores(scores: list[int]) -> None:
    best = sorted(set(scores), reverse=True)
    found = by_medal(EqualScore(), scores)
    assert [set(found[medal]) for medal in (GOLD, SILVER, BRONZE)] == [set(best[n : n + 1]) for n in range(3)]


@given(SCORES | CROWDED)
def test_within_2_points_leaves_no_one_out_of_a_group(scores: list[int]) -> None:
    found = by_medal(Within2Points(), scores)
    golds = found[GOLD]
    if golds:
        assert golds == [score for score in scores if max(golds) - score <= 2]
    assert not (len(golds) >= 2 and found[SILVER])
    if len(golds) >= 3 and found[BRONZE]:
        assert min(golds) - min(found[BRONZE]) <= 2
    if len(found[SILVER]) >= 2 and found[BRONZE]:
        assert min(found[SILVER]) - min(found[BRONZE]) <= 2


@given(SCORES.filter(lambda scores: len(set(scores)) >= 3))
def test_bronze_is_only_missing_where_many_share_a_better_medal(scores: list[int]) -> None:
    found = by_medal(Within2Points(), scores)
    if not found[BRONZE] and found[None]:
        assert len(found[GOLD]) >= 3 or len(found[SILVER]) >= 2


@pytest.mark.parametrize(
    ("starters", "expected"),
    [
        (0, []),
        (1, [None]),
        (3, [None] * 3),
        (4, [GOLD, None, None, None]),
        (5, [GOLD, SILVER, None, None, None]),
        (6, [GOLD, SILVER, BRONZE, None, None, None]),
    ],
)
@pytest.mark.parametrize("policy", [Within2Points(), EqualScore()])
def test_the_starters_decide_which_medals_exist(
    policy: MedalPolicy, starters: int, expected: list[Medal | None]
) -> None:
    assert policy.medals([740 - 10 * n for n in range(starters)]) == expected


@given(POLICIES, SCORES | CROWDED, st.builds(MinimumStarters, *[st.integers(0, 12)] * 3))
def test_a_minimum_takes_medals_away_and_gives_none(
    policy: MedalPolicy, scores: list[int], minimum: MinimumStarters
) -> None:
    for medal, without in zip(policy.medals(scores, minimum), policy.medals(scores, ANY), strict=True):
        assert medal is without or medal is None
        assert medal is None or minimum.exists(medal, len(scores))
