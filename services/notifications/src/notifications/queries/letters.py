"""What became of the letters about a championship, for its organiser."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.deliveries import Reason, State
from notifications.domain.preferences import Category
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class Letters:
    """Numbers as they are at this moment."""

    by_category: Mapping[Category, Counter[State]]
    reasons: Mapping[Reason, int]
    """Why letters have failed or were not sent, and how many."""
    certificates: int
    """Of which somebody was told."""

    @property
    def in_all(self) -> Counter[State]:
        return sum(self.by_category.values(), Counter())

    @property
    def is_growing(self) -> bool:
        return any(self.in_all[state] for state in State if not state.is_end)


async def letters_of(app: App, organisation: str, championship_id: UUID) -> Letters:
    """Of the organisation's own events alone: another's championship looks as if nothing had happened."""
    by_category: dict[Category, Counter[State]] = {}
    reasons: Counter[Reason] = Counter()
    for category, state, reason, number in await app.deliveries.of_championship(organisation, championship_id):
        by_category.setdefault(category, Counter())[state] += number
        if reason and state in {State.FAILED, State.SUPPRESSED}:
            reasons[reason] += number
    return Letters(by_category, reasons, await app.deliveries.certificates_told(organisation, championship_id))
