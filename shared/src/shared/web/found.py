"""What somebody searched for, sealed for the address: names stand in no log and no history, and the list can be paged all the same."""

from typing import Any, Final

from starlette.requests import Request

from shared.identity.principal import Principal
from shared.identity.sealing import Sealed
from shared.settings import ServiceSettings

PURPOSE: Final = "search"
SECONDS: Final = 12 * 3600
MOST_TEXT: Final = 200


def seal_search(request: Request, text: str, by: Principal) -> str:
    """For this account and this working day alone."""
    return _sealed(request).seal(PURPOSE, {"text": text[:MOST_TEXT], "account": by.account}, SECONDS)


def searched(request: Request, found: str | None, by: Principal) -> str | None:
    """What was searched for; None where that is over, or was another's."""
    content = _sealed(request).unseal(PURPOSE, found)
    return str(content["text"]) if content and content.get("account") == by.account else None


def seal_facts(request: Request, purpose: str, facts: dict[str, Any], by: Principal) -> str:
    """Such as what a command did, for the page that says so."""
    return _sealed(request).seal(purpose, {"facts": facts, "account": by.account}, 7 * 24 * 3600)


def sealed_facts(request: Request, purpose: str, sealed: str | None, by: Principal) -> dict[str, Any] | None:
    """None where that is over, or was another's."""
    content = _sealed(request).unseal(purpose, sealed)
    return dict(content["facts"]) if content and content.get("account") == by.account else None


def _sealed(request: Request) -> Sealed:
    settings: ServiceSettings = request.app.state.settings
    return Sealed(settings)
