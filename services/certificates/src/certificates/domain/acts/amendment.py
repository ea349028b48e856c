"""What a new certificate says otherwise than the one whose place it takes."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from certificates.domain.achievement import Achievement
from certificates.domain.certificate import Certificate
from certificates.domain.particulars import NO_SCALE, Granted, Score
from certificates.domain.refusal import Refusal

MOST_POINTS: Final = 1000


@dataclass(eq=False)
class ScoreTooHigh(Refusal):
    """There are no more points to reach."""

    out_of: Decimal


@dataclass(eq=False)
class PointsMissing(Refusal):
    """The certificate says points on a scale beside the total: where one changes, the other does."""


@dataclass(eq=False)
class NoScale(Refusal):
    """The certificate has no points on a scale."""


@dataclass(eq=False)
class GrantedTooLate(Refusal):
    """On a day that is still to come."""

    today: date


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to be another; None: as it was, and of the name, as the person's record has it today."""

    name: str | None = None
    achievement: str | None = None
    """The issuer's code of it."""
    total: Decimal | None = None
    out_of: Decimal | None = None
    points: int | None = None
    """On the scale of the championship."""
    granted_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Amendment()


NOTHING: Final = Amendment()


def amended_score(old: Certificate, amendment: Amendment, achievement: Achievement) -> Score | None:
    """Raises ScoreTooHigh, PointsMissing, NoScale."""
    before = old.score
    if amendment.points is not None and (before is None or before.scale == NO_SCALE):
        raise NoScale
    if amendment.total is None and amendment.out_of is None:
        return _as_before(before, amendment, achievement, is_granted=old.cause.award_id is not None)
    made = before or Score("0", None, NO_SCALE)
    if made.points is not None and amendment.points is None:
        raise PointsMissing
    out_of = amendment.out_of if amendment.out_of is not None else Decimal(made.out_of)
    total = amendment.total if amendment.total is not None else Decimal(made.total)
    if total > out_of:
        raise ScoreTooHigh(out_of)
    points = made.points if amendment.points is None else amendment.points
    return replace(made, total=f"{total:.2f}", points=points, out_of=f"{out_of.normalize():f}")


def _as_before(
    before: Score | None, amendment: Amendment, achievement: Achievement, *, is_granted: bool
) -> Score | None:
    """What tells of taking part alone has no score, as when it is earned."""
    if before is None or not (achievement.scored or is_granted):
        return None
    return before if amendment.points is None else replace(before, points=amendment.points)


def amended_day(old: Certificate, amendment: Amendment, today: date) -> Granted:
    """A day that an officer gave is signed, also where a result is behind it. Raises GrantedTooLate."""
    if amendment.granted_on is None:
        return old.granted
    if amendment.granted_on > today:
        raise GrantedTooLate(today)
    return replace(old.granted, on=amendment.granted_on, is_dated=True)
