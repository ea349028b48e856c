"""Each of the three experts shows their score on their own device; nobody else sees it until the third is there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.aspect import Judged
from competitions.domain.mark import Card, Record, entry_of
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class OnOwnDevices(Refusal):
    """Each of the three shows their own card here; nobody types what others judged."""

    sub_criterion: str


@dataclass(eq=False)
class OnOneDevice(Refusal):
    """One device is passed round here, and one entry carries the three scores."""

    sub_criterion: str


@dataclass(frozen=True, slots=True)
class Laid:
    """What somebody may know of the cards of one aspect before they are shown."""

    chosen: int
    """How many of the three have chosen."""
    own: Card | None
    is_explained: bool
    """Whether one of them says why the experts agreed."""


def laid(cards: Iterable[Card], able: Collection[UUID], viewer: UUID | None) -> dict[str, Laid]:
    """By aspect, where there is any. `able`: who may judge the competitor; the card of who may no more counts for nothing."""
    by_aspect: dict[str, list[Card]] = {}
    for card in cards:
        if card.author in able:
            by_aspect.setdefault(card.code, []).append(card)
    return {
        code: Laid(
            len(those),
            next((one for one in those if one.author == viewer), None),
            is_explained=any(one.why for one in those),
        )
        for code, those in by_aspect.items()
    }


def own_card(cards: Iterable[Card], code: str, author: UUID) -> Card | None:
    return next((one for one in cards if one.code == code and one.author == author), None)


def together(cards: Collection[Card], order: Sequence[UUID]) -> Judged:
    """The three scores, in the order in which the panel stands: who was the last to choose is nobody's business."""
    shown = sorted(cards, key=lambda one: order.index(one.author))
    why = dict.fromkeys(one.why for one in shown if one.why)
    return Judged(tuple(one.score for one in shown), "\n".join(why) or None, tuple(one.author for one in shown))


def is_shown_in(record: Record | None, card: Card) -> bool:
    """Whether the record shows this score of this expert."""
    entry = entry_of(record)
    return entry is not None and (str(card.author), card.score) in entry.shown
