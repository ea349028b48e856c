"""Scans of signed consents: that they are there, and who opened them. What stands on them is for named readers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import holds
from competitions.domain.championship import Championship
from competitions.domain.consents.scans import Scan
from competitions.domain.person import Person
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role


@dataclass(frozen=True, slots=True)
class ShownScan:
    scan: Scan
    championship: Championship
    person: Person | None
    giver: Person | None
    """None of who is erased."""
    names: Mapping[str, str]
    """Of readers, by their accounts, as far as the organisation keeps them."""
    may_read: bool
    """Whether who looks may open it."""


def reads_scans(championship: Championship, by: Principal) -> bool:
    """Whether the organiser has named them, for the organisation or for this championship."""
    is_of_organisation = by.has(Role.READER) and by.organisation == championship.organisation
    return is_of_organisation or by.has_in(championship.id, Role.READER)


async def shown_scan(app: App, scan_id: UUID, by: Principal) -> ShownScan:
    """For the organiser and for who may open it. Raises Unknown, Forbidden."""
    scan = await app.scans.get(scan_id)
    championship = await app.championships.get(scan.championship_id)
    may_read = reads_scans(championship, by)
    if not may_read and not holds(championship, by):
        raise Forbidden
    people = await app.people.by_id([scan.subject_id, scan.giver_id])
    accounts = {reading.by for reading in scan.readings} | {scan.added_by}
    names = await app.people.named(scan.organisation, accounts)
    return ShownScan(scan, championship, people.get(scan.subject_id), people.get(scan.giver_id), names, may_read)


async def scans_of(app: App, consents_ids: Sequence[UUID]) -> list[Scan]:
    """For who holds the championship."""
    return await app.scans.of(list(consents_ids))
