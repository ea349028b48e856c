from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from uuid import UUID

from competitions.domain.categories.groups import AgeRules, Categories, Category
from competitions.domain.categories.holding import USUAL_STARTERS, StarterRules
from competitions.domain.championship import Championship
from competitions.domain.consents.records import NO_CONSENTS, ConsentRules, Purpose
from competitions.domain.entering.rules import USUAL_ENTERING, USUAL_TEAMS, EnteringRules, TeamRules
from competitions.domain.marking_scheme import Limits
from competitions.domain.needs.rules import USUAL_NEEDS, NeedsRules
from competitions.domain.preparation.plan import Plan
from competitions.domain.refusal import Refusal
from competitions.domain.results.awards import Award
from competitions.domain.results.medals import USUAL, MinimumStarters
from competitions.domain.results.places import USUAL_PLACES, PlaceRules
from competitions.domain.results.policies import PLACES, SCALES, of_its_kind
from competitions.domain.results.rules import ResultRules, StandingRules
from competitions.domain.results.scale import ScaleLimits
from competitions.domain.signing.rules import USUAL_SIGNING, SigningRules
from shared.text import Text

USUAL_RULESET = "worldskills"
"""That a new championship goes by unless another is chosen, and that the others are compared with."""


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
class PrivacyRules:
    special_category: bool = False
    """To be on the list of entrants tells what the law protects specially, such as a disability (152-FZ, article 10). Then public
    pages show numbers alone but for who published themselves, and letters name the championship nowhere but behind the sign-in."""


USUAL_PRIVACY = PrivacyRules()


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
    age: AgeRules = field(default_factory=AgeRules)
    categories: tuple[Category, ...] = ()
    """None: everybody competes with everybody."""
    starters: StarterRules = USUAL_STARTERS
    minimum_starters: MinimumStarters = USUAL
    scale_limits: ScaleLimits | None = None
    places: PlaceRules = USUAL_PLACES
    standings: StandingRules | None = None
    """None: members are not compared."""
    consents: ConsentRules = NO_CONSENTS
    entering: EnteringRules = USUAL_ENTERING
    team: TeamRules = USUAL_TEAMS
    privacy: PrivacyRules = USUAL_PRIVACY
    needs: NeedsRules = USUAL_NEEDS
    signing: SigningRules = USUAL_SIGNING
    awards: tuple[Award, ...] = ()
    """Each certificate is one of them. Without any, nobody gets a certificate."""

    @property
    def groups(self) -> Categories:
        return Categories(self.categories, self.age)

    def consents_for(self, *, has_needs: bool) -> ConsentRules:
        """Where people are asked here what they need, who needs nothing is asked for no consent about it."""
        return self.consents if has_needs or not self.needs.ask else self.consents.without(Purpose.NEEDS)

    @property
    def limits(self) -> Limits:
        return Limits(self.marks_total, self.wsos_variation, self.wsos_variation_acceptable)

    def results(self, scale_policy: str, medal_policy: str) -> ResultRules:
        """Of a championship, which may go by other policies than the file names."""
        return ResultRules(
            scale_policy,
            medal_policy,
            self.minimum_starters,
            self.scale_limits,
            self.places,
            self.standings,
            self.starters,
            tuple(one.code for one in self.categories),
        )

    def open(self, id: UUID, organisation: str, plan: Plan) -> Championship:
        """A championship by these rules; by the policies that are named, else by the ruleset's own.

        Raises UnknownPolicy, and what `Plan.check` raises.
        """
        settled = self.settle(plan)
        return Championship(
            id, organisation=organisation, **{each.name: getattr(settled, each.name) for each in fields(Plan)}
        )

    def settle(self, plan: Plan, standing: str | None = None) -> Plan:
        """With the policies that count. Where awards go by medals, another policy gives medals too, or nobody had any.

        `standing`: the medal policy that the championship has, and keeps though the file has changed since. Raises UnknownPolicy.
        """
        known = (*of_its_kind(self.medal_policy), *([standing] if standing is not None and standing in PLACES else []))
        return replace(
            plan,
            ruleset=self.id,
            scale_policy=_known("scale_policy", plan.scale_policy or self.scale_policy, SCALES),
            medal_policy=_known("medal_policy", plan.medal_policy or self.medal_policy, known),
        )

    def again(self, plan: Plan) -> Plan:
        """Of an earlier championship: with the ruleset's own policy where it has none of that kind any more."""
        return plan if plan.medal_policy in of_its_kind(self.medal_policy) else replace(plan, medal_policy=None)


def ruleset_named(id: str, rulesets: Mapping[str, Ruleset]) -> Ruleset:
    """Raises UnknownRuleset."""
    if id not in rulesets:
        raise UnknownRuleset(id, tuple(sorted(rulesets)))
    return rulesets[id]


def _known(field: str, policy: str, policies: Collection[str]) -> str:
    if policy not in policies:
        raise UnknownPolicy(field, policy, tuple(policies))
    return policy
