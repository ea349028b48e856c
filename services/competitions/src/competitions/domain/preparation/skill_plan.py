"""What an organiser says of a skill: what it is called, where it is held, and who may enter it."""

from dataclasses import dataclass

from competitions.domain.refusal import Refusal
from shared.text import Text


@dataclass(eq=False)
class AgesReversed(Refusal):
    """Nobody is old enough and young enough."""

    youngest: int
    oldest: int


@dataclass(eq=False)
class MemberQuotaAboveQuota(Refusal):
    quota: int


@dataclass(eq=False)
class NumberTaken(Refusal):
    """Another skill of the championship has this number."""

    number: str


@dataclass(eq=False)
class QuotaBelowConfirmed(Refusal):
    """Places that are taken cannot be taken away by a number."""

    confirmed: int


@dataclass(frozen=True, slots=True)
class SkillPlan:
    """All that an organiser may say of a skill, as it is to be. None where there is no limit."""

    number: str
    """A text: `R07`."""
    name: Text
    room: str | None = None
    quota: int | None = None
    """Places in all."""
    member_quota: int | None = None
    """Places a member, region or organisation."""
    minimum: int | None = None
    """So many starters are wanted: with fewer it is worth thinking whether to hold it."""
    youngest: int | None = None
    """In full years on the championship's first day."""
    oldest: int | None = None
    team_size: int = 1
    categories: tuple[str, ...] = ()
    """Codes of those of the ruleset that it is open to. Empty: to all."""

    def check(self) -> None:
        """Raises AgesReversed, MemberQuotaAboveQuota."""
        if self.youngest is not None and self.oldest is not None and self.oldest < self.youngest:
            raise AgesReversed(self.youngest, self.oldest)
        if self.quota is not None and self.member_quota is not None and self.member_quota > self.quota:
            raise MemberQuotaAboveQuota(self.quota)
