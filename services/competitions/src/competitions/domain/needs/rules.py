"""What programmes decide about needs and companions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeedsRules:
    """Of a ruleset. The numbers are proposals of ours [U]."""

    ask: bool = False
    """Whether people are asked what they need in order to take part."""
    companions: int = 0
    """So many people may come with an entry: companions, interpreters, assistants; 0 to 2."""


USUAL_NEEDS = NeedsRules()
