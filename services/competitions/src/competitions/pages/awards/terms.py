"""The fields that both forms have: on which day, in which language, of what."""

from typing import Any, Final
from uuid import UUID

from competitions.domain.awards.offers import Offer
from shared.web.forms import Typed, body_of

FIELDS: Final = ("granted_on", "language", "context")


def body_of_terms(typed: Typed, achievement_id: UUID) -> dict[str, Any]:
    """Who has no English name of a course leaves it out: then it is called by the one that is typed."""
    given = {name: value for name, value in typed.items() if value.strip()}
    for one, other in (("context-title-en", "context-title-ru"), ("context-title-ru", "context-title-en")):
        if given.get("context-kind") in {"course", "event"} and other in given:
            given.setdefault(one, given[other])
    if given.get("context-kind") != "championship":
        given.pop("context-id", None)
    if given.get("context-kind") not in {"course", "event"}:
        given = {name: value for name, value in given.items() if not name.startswith("context-title")}
    return {**body_of(given, FIELDS), "achievement_id": str(achievement_id)}


def typed_at_first(offer: Offer, today: str) -> dict[str, str]:
    return {
        "granted_on": today,
        "language": offer.choices[0],
        "context-kind": "course" if offer.kind == "course" else "none",
        "context-title-ru": offer.title.ru if offer.kind == "course" else "",
        "context-title-en": offer.title.en if offer.kind == "course" else "",
    }
