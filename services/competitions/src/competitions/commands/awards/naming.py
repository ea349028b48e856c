"""By which ids an award is the same: derived of what it stands for, so that the same row never counts twice."""

from datetime import date
from uuid import UUID

from competitions.domain.awards.facts import Context
from competitions.domain.awards.offers import Offer
from shared.ids import derive


def award_id(offer: Offer, subject_id: UUID, context: Context, granted_on: date, key: str | None) -> UUID:
    """Of issuer, achievement, person, context and day; or of the key that the issuer gave it, whosever it is."""
    if key:
        return derive("award by key", offer.organisation, offer.id, key)
    return derive("award", offer.organisation, offer.id, subject_id, _named(context), granted_on.isoformat())


def same_row(table_id: UUID, folded: str, born: date | None, context: Context, granted_on: date) -> UUID:
    """Of one table, before it is certain who is meant."""
    return derive(table_id, "same", folded, str(born or ""), _named(context), granted_on.isoformat())


def same_key(table_id: UUID, key: str) -> UUID:
    return derive(table_id, "key", key)


def _named(context: Context) -> str:
    return str(context.id) if context.id else context.kind.value
