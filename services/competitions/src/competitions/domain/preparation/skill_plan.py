"""What an organiser says of a skill: what it is called, where it is held, and who may enter it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from competitions.domain.categories.groups import Categories
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
class CategoryQuotaAboveQuota(Refusal):
    category: str
    quota: int


@dataclass(eq=False)
class CategoryNotOpen(Refusal):
    """Nobody of it is entered here, so there are no places to limit."""

    category: str
    known: tuple[str, ...]


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
    category_quotas: Mapping[str, int] | None = None
    """Places of categories, by their codes; those that are not named have no limit of their own. None: as the ruleset says."""

    def settled(self, groups: Categories) -> "SkillPlan":
        """With the ruleset's places of categories where nothing is said of them: never more than there are in all."""
        if self.category_quotas is not None:
            return self
        most = self.quota
        quotas = {one.code: one.quota for one in groups.open_to(self.categories) if one.quota is not None}
        return replace(self, category_quotas={code: n if most is None else min(n, most) for code, n in quotas.items()})

    def must_fit(self, groups: Categories) -> None:
        """Raises UnknownCategory, CategoryNotOpen."""
        groups.must_have(self.categories)
        known = tuple(one.code for one in groups.open_to(self.categories))
        for code in self.category_quotas or ():
            if code not in known:
                raise CategoryNotOpen(code, known)

    def check(self) -> None:
        """Raises AgesReversed, MemberQuotaAboveQuota, CategoryQuotaAboveQuota."""
        if self.youngest is not None and self.oldest is not None and self.oldest < self.youngest:
            raise AgesReversed(self.youngest, self.oldest)
        if self.quota is not None and self.member_quota is not None and self.member_quota > self.quota:
            raise MemberQuotaAboveQuota(self.quota)
        for code, places in (self.category_quotas or {}).items():
            if self.quota is not None and places > self.quota:
                raise CategoryQuotaAboveQuota(code, self.quota)
