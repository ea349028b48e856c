"""How the three of a panel judge beside each other, while it can still be mended. A hint has its figure, and accuses nobody.

Of each judgement the cards that were shown first count, disputes included, not those that were agreed on. A deviation is a judge's
score less the mean of the other two; it is averaged by competitor first, since one competitor's marks depend on each other.
Compared is within a sub-criterion and a panel alone. Nothing of it is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Final
from uuid import UUID

from competitions.domain.aspect import Judged
from competitions.domain.judgement import JUDGES, is_too_wide
from competitions.domain.judging.measures import by_chance, interval, mean
from competitions.domain.judging.panel import judges_of
from competitions.domain.mark import Dispute, Mark, Record
from competitions.domain.member import is_same_member
from competitions.domain.sheet import Sheet

FEWEST_COMPETITORS: Final = 6
FEWEST_JUDGEMENTS: Final = 30
NOTABLE: Final = Fraction(3, 10)
"""Points of the scale from 0 to 3. Simulated: an honest panel is flagged in 3 of 10,000 cases."""
RARE: Final = 0.02
FEWEST_OWN: Final = 2
HASTY: Final = 2
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Card:
    """The first cards of one judgement."""

    competitor: UUID
    member: str
    code: str
    scores: Mapping[UUID, int]

    def deviation(self, judge: UUID) -> Fraction:
        others = [score for one, score in self.scores.items() if one != judge]
        return self.scores[judge] - Fraction(sum(others), len(others))


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """How much more those of the judge's own member got from the judge than the others did, beside the other two judges."""

    competitors: int
    difference: Fraction
    chance: float
    """Of all ways to choose as many competitors, the share that differ as much."""

    @property
    def is_notable(self) -> bool:
        return self.difference >= NOTABLE and self.chance <= RARE


@dataclass(frozen=True, slots=True)
class Deviation:
    """Of one judge from the other two of a panel."""

    judge: UUID
    competitors: int
    judgements: int
    points: Fraction
    between: tuple[float, float] | None
    """With 99 %; None: too few to say."""
    aspects: tuple[str, ...]
    """Those on which it is greatest."""
    own: OwnRegion | None = None
    """None: nobody of the own member, or too few to say, or the rules do not allow it."""

    @property
    def is_enough(self) -> bool:
        return self.competitors >= FEWEST_COMPETITORS and self.judgements >= FEWEST_JUDGEMENTS

    @property
    def is_notable(self) -> bool:
        if not self.is_enough or self.between is None or abs(self.points) < NOTABLE:
            return False
        low, high = self.between
        return low > 0 or high < 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How the marks of a sub-criterion were entered, judgements and measurements."""

    seconds: float | None
    """The median between two entries of one person on one form; None: there are no two."""
    hasty: Fraction
    """The share of those under two seconds."""
    changes: int
    """Marks that replaced another one, or were taken back."""


@dataclass(frozen=True, slots=True)
class PanelFigures:
    sub_criterion: str
    judgements: int
    equal: int
    """Triples of three equal scores."""
    apart: int
    """Triples too far apart to be a mark."""
    deviations: tuple[Deviation, ...]
    """Of each of the three, in no order of theirs."""
    pace: Pace

    @property
    def hint(self) -> Deviation | None:
        """Of one panel the largest alone: with three it may as well be the other two."""
        notable = [one for one in self.deviations if one.is_notable]
        return max(notable, key=lambda one: abs(one.points), default=None)


def figures(sheets: Iterable[Sheet], members: Mapping[UUID, str], *, compatriots_may_mark: bool) -> list[PanelFigures]:
    """By sub-criterion and panel. `members`: by judge, where they come from."""
    by_form: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_form[sheet.sub_criterion].append(sheet)
    found = []
    for code, forms in sorted(by_form.items(), key=lambda one: (one[0][:1], int(one[0][1:]))):
        panels: dict[frozenset[UUID], list[Card]] = defaultdict(list)
        for card in (card for sheet in forms for card in first_cards(sheet)):
            panels[frozenset(card.scores)].append(card)
        own = members if compatriots_may_mark else {}
        pace = pace_of(forms)
        found += [_of_panel(code, cards, own, pace) for _, cards in sorted(panels.items(), key=_order)]
    return found


def first_cards(sheet: Sheet) -> list[Card]:
    """Of each aspect the scores that were shown first, where it is known whose they are."""
    seen: set[str] = set()
    cards = []
    for record in sheet.history:
        scores, judges = _scores_of(record), judges_of(record)
        if scores and record.code not in seen:
            seen.add(record.code)
            if len(set(judges)) == len(scores) == JUDGES:
                shown = dict(zip(judges, scores, strict=True))
                competitor = sheet.competitor
                cards.append(Card(competitor.registration_id, competitor.member, record.code, shown))
    return cards


def pace_of(sheets: Sequence[Sheet]) -> Pace:
    gaps = []
    changes = 0
    for sheet in sheets:
        marked: set[str] = set()
        for record in sheet.history:
            changes += record.code in marked and not (isinstance(record, Mark) and record.confirms)
            if not isinstance(record, Dispute):
                marked.add(record.code)
        for one, other in pairwise(sheet.history):
            if one.author == other.author and not (one.entered_at is None) ^ (other.entered_at is None):
                gaps.append(((other.entered_at or other.at) - (one.entered_at or one.at)).total_seconds())
    # A tablet's clock may have been set back between two entries.
    gaps = [gap for gap in gaps if gap >= 0]
    hasty = Fraction(sum(gap < HASTY for gap in gaps), len(gaps)) if gaps else Fraction(0)
    return Pace(median(gaps) if gaps else None, hasty, changes)


def _scores_of(record: Record) -> tuple[int, ...]:
    if isinstance(record, Dispute):
        return record.scores
    return record.entry.scores if isinstance(record, Mark) and isinstance(record.entry, Judged) else ()


def _order(panel: tuple[frozenset[UUID], list[Card]]) -> tuple[int, list[UUID]]:
    return -len(panel[1]), sorted(panel[0])


def _of_panel(code: str, cards: Sequence[Card], members: Mapping[UUID, str], pace: Pace) -> PanelFigures:
    triples = [tuple(card.scores.values()) for card in cards]
    return PanelFigures(
        sub_criterion=code,
        judgements=len(cards),
        equal=sum(len(set(scores)) == 1 for scores in triples),
        apart=sum(is_too_wide(scores) for scores in triples),
        deviations=tuple(_deviation(judge, cards, members.get(judge)) for judge in sorted(cards[0].scores)),
        pace=pace,
    )


def _deviation(judge: UUID, cards: Sequence[Card], member: str | None) -> Deviation:
    by_competitor: dict[UUID, list[Fraction]] = defaultdict(list)
    by_aspect: dict[str, list[Fraction]] = defaultdict(list)
    of_own: set[UUID] = set()
    for card in cards:
        by_competitor[card.competitor].append(card.deviation(judge))
        by_aspect[card.code].append(card.deviation(judge))
        if member is not None and is_same_member(member, card.member):
            of_own.add(card.competitor)
    means = {one: mean(values) for one, values in by_competitor.items()}
    points = mean(list(means.values()))
    sign = 1 if points >= 0 else -1
    greatest = sorted(by_aspect, key=lambda code: (-sign * mean(by_aspect[code]), code))
    return Deviation(
        judge=judge,
        competitors=len(means),
        judgements=len(cards),
        points=points,
        between=interval(list(means.values())),
        aspects=tuple(code for code in greatest[:2] if sign * mean(by_aspect[code]) > 0),
        own=_own_region(means, of_own),
    )


def _own_region(means: Mapping[UUID, Fraction], of_own: set[UUID]) -> OwnRegion | None:
    own = [value for one, value in means.items() if one in of_own]
    others = [value for one, value in means.items() if one not in of_own]
    if len(own) < FEWEST_OWN or not others:
        return None
    return OwnRegion(len(own), mean(own) - mean(others), by_chance(list(means.values()), own))
