"""Results of invented totals, without a database."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from competitions.domain.results.places import PlaceRules
from competitions.domain.results.result import Result, Starter, ranked
from competitions.domain.results.rules import ResultRules
from competitions.domain.sheet import Competitor


def starter(number: int, total: Decimal, tie: int = 0, member: str = "R-01") -> Starter:
    id = UUID(int=number)
    return Starter(id, Competitor(id, id, member), total, Decimal(tie))


def of_totals(policy: str, totals: Sequence[int], rules: PlaceRules, *, ties: Sequence[int] = ()) -> tuple[Result, ...]:
    """Best first, by the totals as they are."""
    starters = [starter(at, Decimal(total), ties[at] if ties else 0) for at, total in enumerate(totals)]
    return ranked(starters, ResultRules("of-100", policy, places=rules))


def shown(results: Sequence[Result]) -> list[tuple[int, bool]]:
    """Place, and whether something is given for it."""
    return [(one.place, one.has_prize) for one in results]
