"""What a command did, sealed for the address of the page that says so: it survives reload and bookmark, and nothing is stored."""

from collections.abc import Mapping
from typing import Any, Final

from shared.identity.sealing import Sealed
from shared.settings import ServiceSettings

WEEK: Final = 7 * 24 * 3600
PURPOSE: Final = "outcome"


def sealed_outcome(settings: ServiceSettings, facts: Mapping[str, Any], account: str) -> str:
    """`facts`: counts and ids, no names."""
    return Sealed(settings).seal(PURPOSE, {"facts": facts, "account": account}, WEEK)


def opened_outcome(settings: ServiceSettings, sealed: str | None, account: str) -> Mapping[str, Any] | None:
    """None where it is over, another's, or not ours."""
    content = Sealed(settings).unseal(PURPOSE, sealed)
    if content is None or content.get("account") != account:
        return None
    facts: Mapping[str, Any] = content["facts"]
    return facts
