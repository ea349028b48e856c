"""How far the marking of a skill is, and what its marks add up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.decimals import ZERO
from competitions.domain.sheet import Competitor


@dataclass(frozen=True, slots=True)
class SubCriterionProgress:
    """How far one sub-criterion of a skill is, over all competitors."""

    code: str
    sheets: int
    signed: int
    complete: int
    marks: int
    marks_total: int
    signed_by: tuple[UUID, ...] = ()
    """Who signed its sheets: one expert; several where each has to, or where one completed what another began."""
    signed_all: tuple[UUID, ...] = ()
    """Those of them who signed every sheet."""
    signed_at: datetime | None = None
    """The newest signature."""
    by_each: bool = False
    """Every expert of its team signs; else one for all."""
    reopened: int = 0
    """Sheets that were given back to the team and are not signed anew."""

    @property
    def is_signed(self) -> bool:
        return self.signed == self.sheets

    @property
    def is_complete(self) -> bool:
        return self.complete == self.sheets


@dataclass(frozen=True, slots=True)
class Sum:
    """The marks of one competitor, in all and by sub-criterion."""

    competitor: Competitor
    total: Decimal
    parts: Mapping[str, Decimal]
    entered: int
    """Aspects that have a mark."""

    @property
    def criteria(self) -> Mapping[str, Decimal]:
        """By the letter of the criterion."""
        sums: dict[str, Decimal] = {}
        for code, part in sorted(self.parts.items()):
            sums[code[:1]] = sums.get(code[:1], ZERO) + part
        return sums
