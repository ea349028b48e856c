"""The fields of whom to call: a row for each, and a row where nothing is typed is nobody."""

import re
from collections.abc import Mapping
from typing import Any, Final

from competitions.domain.needs.emergency import MOST_CONTACTS, EmergencyContacts
from shared.web.forms import Typed

PLACE: Final = re.compile(r"/contacts/([0-9])/([a-z]+)")
NAMES: Final = ("name", "phone")


def contacts_body(typed: Typed) -> Mapping[str, Any]:
    return {"contacts": [{name: typed.get(f"{row}-{name}", "") for name in NAMES} for row in _rows(typed)]}


def contact_field(typed: Typed, where: str) -> str | None:
    """`/contacts/0/phone` is the field of the first row in which somebody is named; None where it is no such place."""
    place, rows = PLACE.match(where), _rows(typed)
    return f"{rows[int(place[1])]}-{place[2]}" if place and int(place[1]) < len(rows) else None


def contacts_typed(kept: EmergencyContacts) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, one in enumerate(kept.contacts):
        fields |= {f"contacts-{number}-name": one.name, f"contacts-{number}-phone": one.phone}
    return fields


def _rows(typed: Typed) -> list[str]:
    rows = [f"contacts-{number}" for number in range(MOST_CONTACTS)]
    return [row for row in rows if any(typed.get(f"{row}-{name}", "").strip() for name in NAMES)]
