"""Scans of signed consents: that they are there, and who opened them. What stands on them is for named readers alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import holds
from competitions.domain.championship import Championship
from competitions.domain.consents.scans import Reading, Scan
from competitions.domain.entering.search import sought
from competitions.domain.person import Person
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role

MOST_SHOWN = 1000
"""Readings of one scan, the newest."""


@dataclass(frozen=True, slots=True)
class ListedScan:
    """On the list of who may open it."""

    scan: Scan
    championship: Championship
    person: Person | None
    """None of who is erased."""
    giver: Person | None


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
    readings: Sequence[Reading]
    """Who opened it, the newest first, up to MOST_SHOWN."""


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
    readings = await app.scans.readings(scan_id, most=MOST_SHOWN)
    names = await app.people.named(scan.organisation, {reading.by for reading in readings} | {scan.added_by})
    person, giver = people.get(scan.subject_id), people.get(scan.giver_id)
    return ShownScan(scan, championship, person, giver, names, may_read, readings)


async def scans_of(app: App, consents_ids: Sequence[UUID]) -> list[tuple[Scan, int]]:
    """With how often each was read. For who holds the championship."""
    scans = await app.scans.of(list(consents_ids))
    times = await app.scans.times_read([scan.id for scan in scans])
    return [(scan, times.get(scan.id, 0)) for scan in scans]


@dataclass(frozen=True, slots=True)
class Readable:
    """Whose scans somebody may open as a reader."""

    organisation: str | None
    """Of whose championships they may all."""
    duties: Sequence[UUID]
    """Championships beside these."""
    choices: Sequence[Championship]
    """Those that have any, by their names in Russian."""


async def readable(app: App, by: Principal) -> Readable:
    organisation = by.organisation if by.has(Role.READER) else None
    duties = [duty.championship_id for duty in by.in_championships if duty.role is Role.READER and duty.championship_id]
    if organisation is None and not duties:
        return Readable(None, (), ())
    choices = await app.championships.some(await app.scans.places(organisation, duties))
    return Readable(organisation, duties, sorted(choices, key=lambda one: (one.name.ru.casefold(), one.id)))


async def scans_to_read(
    app: App,
    among: Readable,
    championship_id: UUID | None = None,
    text: str | None = None,
    *,
    limit: int,
    after: UUID | None,
) -> tuple[Sequence[ListedScan], UUID | None]:
    """The newest first, a part at a time; of one championship of `among`, or about those whom `text` finds."""
    known = {one.id: one for one in among.choices}
    chosen = [known[championship_id]] if championship_id in known else among.choices
    if not chosen:
        return (), None
    subjects = await _named(app, {one.organisation for one in chosen}, text) if text else None
    scans, following = await app.scans.kept_in([one.id for one in chosen], subjects, limit=limit, after=after)
    people = await app.people.by_id({id for scan in scans for id in (scan.subject_id, scan.giver_id)})
    listed = [
        ListedScan(scan, known[scan.championship_id], people.get(scan.subject_id), people.get(scan.giver_id))
        for scan in scans
    ]
    return listed, following


async def _named(app: App, organisations: Iterable[str], text: str) -> set[UUID]:
    """All ids of the people of these organisations whom it fits."""
    found = [one.id for each in organisations for one in await app.people.found(each, sought(text))]
    return {*found, *await app.people.aliases_of(found)}
