"""The blanks of an issuer: on which one a certificate is, and which are spoilt."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from certificates.domain.blanks.blank import UnknownBlank
from certificates.domain.blanks.record import BlankRecord, Change, Sheets
from certificates.domain.certificate import Certificate
from certificates.domain.standing import Sought
from certificates.wiring import App

ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Spoilt:
    rows: list[BlankRecord]
    """By day, the first ones."""
    number: int
    """Of all that were found."""


async def read_blank(app: App, organisation: str, blank_id: UUID) -> BlankRecord:
    """Raises UnknownBlank, also for another organisation's."""
    record = await app.blanks.get(blank_id)
    if record.organisation != organisation:
        raise UnknownBlank(blank_id)
    return record


async def count_spoilt(app: App, organisation: str, sought: Sought) -> int:
    return await app.blanks.count_spoilt(organisation, sought) if sought.has_blanks else 0


async def list_spoilt(app: App, organisation: str, sought: Sought) -> Spoilt:
    if not (number := await count_spoilt(app, organisation, sought)):
        return Spoilt([], 0)
    return Spoilt([one async for one in app.blanks.spoilt(organisation, sought, limit=ROWS)], number)


async def sheets_of(app: App, certificate_ids: Collection[UUID]) -> dict[UUID, Sheets]:
    """Of those that are, or were, on any."""
    on = await app.blanks.under(certificate_ids)
    spoilt: dict[UUID, list[BlankRecord]] = {}
    for one in await app.blanks.spoilt_under(certificate_ids):
        if one.certificate_id:
            spoilt.setdefault(one.certificate_id, []).append(one)
    return {id_: Sheets(on.get(id_), tuple(spoilt.get(id_, ()))) for id_ in {*on, *spoilt}}


async def history_of(app: App, certificate: Certificate) -> list[tuple[BlankRecord, Change]]:
    """All that was said of blanks of a certificate, the oldest first."""
    number = str(certificate.number)
    told = await app.blanks.told_of(certificate.organisation, number)
    changes = [(one, change) for one in told for change in one.changes if change.certificate == number]
    return sorted(changes, key=lambda told: told[1].at)


async def certificates_on(app: App, organisation: str, text: str) -> tuple[UUID, ...] | None:
    """Those that are, or were, on a blank that is written so. None where nothing is asked for."""
    return tuple(await app.blanks.certificates_on(organisation, text)) if text else None
