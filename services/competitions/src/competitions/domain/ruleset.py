from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import NO_CONSENTS, ConsentRules
from competitions.domain.marking_scheme import Limits
from competitions.domain.refusal import Refusal
from competitions.domain.results.medals import USUAL, MinimumStarters
from competitions.domain.results.policies import MEDALS, SCALES
from competitions.domain.results.scale import ScaleLimits
from shared.text import Text


@dataclass(eq=False)
class UnknownRuleset(Refusal):
    ruleset: str
    known: tuple[str, ...]


@dataclass(eq=False)
class UnknownPolicy(Refusal):
    field: str
    policy: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What differs between programmes. Written as data in `rulesets/`, one file each."""

    id: str
    name: Text
    scale_policy: str
    medal_policy: str
    marks_total: Decimal
    wsos_variation: Decimal
    wsos_variation_acceptable: bool
    """Whether an organiser may take a scheme that varies more, with a reason."""
    compatriots_may_mark: bool
    """Whether an expert may mark a competitor of the own member: normally not [P]."""
    minimum_starters: MinimumStarters = USUAL
    scale_limits: ScaleLimits | None = None
    consents: ConsentRules = NO_CONSENTS

    @property
    def limits(self) -> Limits:
        return Limits(self.marks_total, self.wsos_variation, self.wsos_variation_acceptable)

    def open(
        self,
        id: UUID,
        *,
        name: Text,
        organisation: str,
        starts_on: date,
        ends_on: date,
        scale_policy: str | None = None,
        medal_policy: str | None = None,
    ) -> Championship:
        """A championship by these rules; by the policies that are named, else by the ruleset's own.

        Raises UnknownPolicy, EndsBeforeStart.
        """
        return Championship(
            id,
            name,
            organisation,
            self.id,
            _known("scale_policy", scale_policy or self.scale_policy, SCALES),
            _known("medal_policy", medal_policy or self.medal_policy, MEDALS),
            starts_on=starts_on,
            ends_on=ends_on,
        )


def ruleset_named(id: str, rulesets: Mapping[str, Ruleset]) -> Ruleset:
    """Raises UnknownRuleset."""
    if id not in rulesets:
        raise UnknownRuleset(id, tuple(sorted(rulesets)))
    return rulesets[id]


def _known(field: str, policy: str, policies: Mapping[str, object]) -> str:
    if policy not in policies:
        raise UnknownPolicy(field, policy, tuple(policies))
    return policy
