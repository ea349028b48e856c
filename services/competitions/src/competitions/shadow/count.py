"""The results of a skill, from what was entered; and how they differ from what the product says."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from .facts import Difference, Outcome, Rules, Starter
from .groups import Heat, heats
from .marks import fraction, miswritten, sum_of
from .places import PLACES, WITH_MEDALS, Stand
from .scales import MEDALLION, SCALES, WHOLE


def count(starters: Sequence[Starter], rules: Rules, codes: Sequence[str] = ()) -> dict[str, Outcome]:
    """By id; of a category that is not held nobody. `codes`: of categories, in the ruleset's order."""
    found: dict[str, Outcome] = {}
    for heat in heats(starters, rules, codes):
        found |= _of_heat(heat, rules)
    return found


def differences(
    starters: Sequence[Starter], first: Mapping[str, Outcome], second: Mapping[str, Outcome]
) -> Iterator[Difference]:
    """`first`: what the product came to. A mark that is not what its entry is worth is one, too."""
    for one in starters:
        for form in one.forms:
            for code, written, due in miswritten(form):
                yield Difference(one.id, f"mark {code}", _said(written), _said(due))
    for id in sorted(first.keys() | second.keys()):
        mine, theirs = first.get(id), second.get(id)
        if mine is None or theirs is None:
            yield Difference(id, "result", _said(mine is not None), _said(theirs is not None))
            continue
        for what in Outcome.__slots__:
            one_way, other_way = getattr(mine, what), getattr(theirs, what)
            if one_way != other_way:
                yield Difference(id, what, _said(one_way), _said(other_way))


def _of_heat(heat: Heat, rules: Rules) -> dict[str, Outcome]:
    totals = [sum((sum_of(form) for form in one.forms), Fraction(0)) for one in heat.starters]
    scores = SCALES[rules.scale](totals)
    if rules.limits and rules.scale in WHOLE:
        low, high = Fraction(rules.limits[0]), Fraction(rules.limits[1])
        scores = [min(max(score, low), high) for score in scores]
    keys = [(score, _tie(one, rules)) for one, score in zip(heat.starters, scores, strict=True)]
    found = {}
    stands = PLACES[rules.medals](keys, rules)
    for one, total, score, stand in zip(heat.starters, totals, scores, stands, strict=True):
        _settle(stand, score, heat, rules)
        found[one.id] = Outcome(
            total,
            int(score) if rules.scale in WHOLE else None,
            stand.place,
            stand.medal,
            heat.category,
            _awards(stand, rules),
        )
    return found


def _settle(stand: Stand, score: Fraction, heat: Heat, rules: Rules) -> None:
    """What the number of starters, the least score, a demonstration and the medallion make of it."""
    needed = dict(zip(("gold", "silver", "bronze"), rules.needed, strict=True))
    starters = len(heat.starters)
    if stand.medal and starters < needed[stand.medal]:
        stand.medal = None
    if heat.is_demonstration or (rules.least is not None and score < fraction(rules.least)):
        stand.medal, stand.prize = None, False
    if heat.is_demonstration or stand.medal or starters < needed["gold"]:
        return
    from_score = MEDALLION.get(rules.scale) if rules.medallion is None else fraction(rules.medallion)
    has_prize = stand.prize and rules.medals not in WITH_MEDALS
    if from_score is not None and score >= from_score and not has_prize:
        stand.medal = "medallion"


def _tie(one: Starter, rules: Rules) -> Fraction:
    """Marks of the criterion that tells equal scores apart."""
    if rules.tie is None:
        return Fraction(0)
    return sum((sum_of(form) for form in one.forms if form.sub_criterion[0] == rules.tie), Fraction(0))


def _awards(stand: Stand, rules: Rules) -> frozenset[str]:
    given = set()
    for prize in rules.prizes:
        if prize.medal is None and prize.first is None:
            given.add(prize.code)
        elif prize.first is None:
            given |= {prize.code} if stand.medal == prize.medal else set()
        elif stand.prize and stand.place >= prize.first:
            given |= {prize.code} if prize.further or stand.place <= (prize.last or prize.first) else set()
    return frozenset(given)


def _said(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{float(value):.2f}"
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
