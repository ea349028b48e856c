"""What a list of places forgets of who is erased."""

from dataclasses import replace
from uuid import UUID

from competitions.domain.entering.listed import Listed
from competitions.domain.entering.places import Places
from competitions.domain.registration import ERASED


def without_account(places: Places, registration_id: UUID, account: str) -> Places:
    """Of who has entered themselves by that account."""
    entries = tuple(
        _forgotten(one, account) if one.registration_id == registration_id else one for one in places.entries
    )
    return places if entries == places.entries else replace(places, entries=entries)


def _forgotten(one: Listed, account: str) -> Listed:
    change = replace(one.change, by=ERASED) if one.change and one.change.by == account else one.change
    return replace(one, by=ERASED if one.by == account else one.by, change=change)
