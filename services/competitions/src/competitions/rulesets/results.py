"""Whether a ruleset's policies exist, and whether their parameters lead to places and standings."""

from collections.abc import Iterator
from typing import Final

from competitions.domain.results.policies import PLACES, SCALES
from competitions.domain.ruleset import Ruleset
from competitions.rulesets.shape import Wrong

MOST_SCORE: Final = 2000
HUNDRED: Final = 100
LETTERS: Final = "ABCDEFGHI"


def unfit_results(ruleset: Ruleset) -> Iterator[Wrong]:
    unknown = list(_unknown(ruleset))
    yield from unknown or _of_known(ruleset)


def _unknown(ruleset: Ruleset) -> Iterator[Wrong]:
    for key, named, known in (
        ("scale_policy", ruleset.scale_policy, tuple(SCALES)),
        ("medal_policy", ruleset.medal_policy, tuple(PLACES)),
    ):
        if named not in known:
            yield Wrong((key,), "names no policy that there is.", f"Write one of: {', '.join(known)}.")


def _of_known(ruleset: Ruleset) -> Iterator[Wrong]:
    yield from _scale(ruleset)
    yield from _minimum(ruleset)
    yield from _places(ruleset)
    yield from _standings(ruleset)
    yield from _awards(ruleset)


def _scale(ruleset: Ruleset) -> Iterator[Wrong]:
    limits = ruleset.scale_limits
    if limits and limits.lowest > limits.highest:
        yield Wrong(("scale_limits", "highest"), "is less than lowest.", "Write a score from lowest on.")
    if ruleset.scale_policy != "of-100":
        return
    if ruleset.marks_total != HUNDRED:
        mend = 'Write marks_total = "100.00", or another scale_policy.'
        yield Wrong(("marks_total",), "is not 100, where the total of 100 counts as it is.", mend)
    if limits:
        yield Wrong(("scale_limits",), "limits a scale that there is none of.", "Leave it out.")


def _minimum(ruleset: Ruleset) -> Iterator[Wrong]:
    minimum = ruleset.minimum_starters
    if not minimum.gold <= minimum.silver <= minimum.bronze:
        mend = "Write gold ≤ silver ≤ bronze."
        yield Wrong(("minimum_starters",), "gives a lower medal where there is no higher one.", mend)


def _places(ruleset: Ruleset) -> Iterator[Wrong]:
    places = ruleset.places
    if not 0 < places.share <= HUNDRED:
        yield Wrong(("places", "share"), f"is {places.share}.", "Write per cent: more than 0, and 100 at most.")
    if list(places.by_starters) != sorted(places.by_starters):
        mend = "Write them from the first place to the last: [4, 5, 6]."
        yield Wrong(("places", "by_starters"), "gives a lower place where there is no higher one.", mend)
    if places.tie_criterion is not None and (len(places.tie_criterion) != 1 or places.tie_criterion not in LETTERS):
        yield Wrong(("places", "tie_criterion"), "is the letter of no criterion.", "Write one of A to I.")
    for key, score in (("score_min", places.score_min), ("medallion_from", places.medallion_from)):
        if score is not None and not 0 <= score <= MOST_SCORE:
            yield Wrong(("places", key), f"is {score}.", f"Write a score from 0 to {MOST_SCORE}.")


def _standings(ruleset: Ruleset) -> Iterator[Wrong]:
    rules = ruleset.standings
    if rules is None:
        return
    if list(rules.points) != sorted(rules.points, reverse=True):
        mend = "Write most first: [4, 3, 2]."
        yield Wrong(("standings", "points"), "gives more for a lower place.", mend)
    codes = [one.code for one in ruleset.categories]
    for at, code in enumerate(rules.categories):
        if code not in codes:
            mend = f"Write codes of: {', '.join(codes) or 'none'}."
            yield Wrong(("standings", "categories", at), "is no category of this file.", mend)


def _awards(ruleset: Ruleset) -> Iterator[Wrong]:
    """Whoever waits for an award that nobody can get is told nothing by an empty list."""
    rules = ruleset.results(ruleset.scale_policy, ruleset.medal_policy)
    medals = {
        *(["gold", "silver", "bronze"] if rules.gives_medals else []),
        *(["medallion"] if rules.medallion_from is not None else []),
    }
    for at, one in enumerate(ruleset.awards):
        if one.medal and one.medal not in medals:
            mend = "Name places, as first_place = 1, or a medal_policy that gives it."
            yield Wrong(("awards", at, "medal"), "is given by nobody by these policies.", mend)
        if one.and_further and rules.gives_medals:
            mend = "Write last_place, or a medal_policy that gives places."
            yield Wrong(("awards", at, "and_further"), "would go to everybody, where medals are given.", mend)
        if (
            one.first_place
            and not rules.gives_medals
            and ruleset.medal_policy == "rank"
            and one.first_place > ruleset.places.given
        ):
            mend = f"Write a place up to {ruleset.places.given}, or more under given."
            yield Wrong(("awards", at, "first_place"), "is a place for which nothing is given.", mend)
