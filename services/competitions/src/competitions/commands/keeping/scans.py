"""Scans of what was signed on paper: taken, opened by named readers with a record of it, and thrown away in time."""

import asyncio
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from competitions.commands.consents import Said, enter_paper
from competitions.domain.championship import Championship
from competitions.domain.consents.deadlines import Terms
from competitions.domain.consents.records import Answer, Consents, Decision, NotAsked, Purpose, Way
from competitions.domain.consents.scans import (
    MOST_READINGS,
    WITHIN,
    NothingOnPaper,
    Reading,
    ReadTooOften,
    Scan,
    SealBroken,
)
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.queries.consents import consents_of_registration
from competitions.queries.keeping.scans import reads_scans
from competitions.scans.apart import CleanScan, clean_apart
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.identity.sealing import CannotOpen
from shared.observability.telemetry import log
from shared.process.sweeping import by_itself

SWEEP_SECONDS = 3600.0
LEFT_OVER_AFTER = timedelta(days=1)
AT_ONCE = 500


async def add_scan(
    app: App,
    registration_id: UUID,
    giver_id: UUID,
    purpose: Purpose,
    scan_id: UUID,
    content: bytes,
    by: Principal,
    subject_id: UUID | None = None,
) -> Scan:
    """Of an answer that was entered from paper. A repeat changes nothing. `subject_id`: about whom, of a team.

    Raises Unknown, Forbidden, NotAsked, NothingOnPaper, ScanRefused.
    """
    voice = await _signed(app, registration_id, giver_id, purpose, by, subject_id)
    if known := await app.scans.find(scan_id):
        return known
    return await _keep(app, voice, purpose, scan_id, await clean_apart(content), by)


async def enter_signed(
    app: App,
    registration_id: UUID,
    giver_id: UUID,
    answer: tuple[Purpose, Said],
    language: str,
    scan: tuple[UUID, bytes],
    by: Principal,
    subject_id: UUID | None = None,
) -> None:
    """What was signed on paper, and its scan with it: both, or neither. Raises what `enter_paper` raises, and ScanRefused."""
    (purpose, said), (scan_id, content) = answer, scan
    cleaned = await clean_apart(content)
    await enter_paper(app, registration_id, giver_id, {purpose: said}, language, by, subject_id)
    if not await app.scans.find(scan_id):
        signed = await _signed(app, registration_id, giver_id, purpose, by, subject_id)
        await _keep(app, signed, purpose, scan_id, cleaned, by)


async def _signed(
    app: App, registration_id: UUID, giver_id: UUID, purpose: Purpose, by: Principal, subject_id: UUID | None
) -> Consents:
    """The giver's record, which says that something was signed. Raises Unknown, Forbidden, NotAsked, NothingOnPaper."""
    row = await consents_of_registration(app, registration_id, by, subject_id)
    voice = next((one for one in row.voices if one.giver.id == giver_id), None)
    if voice is None:
        raise NotAsked(purpose)
    answer = voice.consents.of(purpose) if voice.consents else None
    if voice.consents is None or answer is None or answer.way is not Way.PAPER:
        raise NothingOnPaper(purpose)
    return voice.consents


async def _keep(app: App, signed: Consents, purpose: Purpose, scan_id: UUID, cleaned: CleanScan, by: Principal) -> Scan:
    championship = await app.championships.get(signed.championship_id)
    scan = Scan(
        scan_id,
        championship.id,
        championship.organisation,
        signed.id,
        signed.subject_id,
        signed.giver_id,
        purpose,
        cleaned.type,
        cleaned.pages,
        len(cleaned.content),
        sha256(cleaned.content).hexdigest(),
        app.now(),
        by.account,
    )
    sealed = await asyncio.to_thread(app.vault.seal, str(scan_id), cleaned.content)
    await app.scans.put_content(scan_id, sealed, app.now())
    return await app.scans.add(scan)


async def read_scan(app: App, scan_id: UUID, by: Principal) -> tuple[Scan, bytes]:
    """What stands on it. That it was opened is kept before it is shown. Raises Unknown, Forbidden, ReadTooOften, SealBroken."""
    scan = await app.scans.get(scan_id)
    if not reads_scans(await app.championships.get(scan.championship_id), by):
        raise Forbidden
    sealed, now = await app.scans.content(scan_id), app.now()
    if await app.scans.read_since(scan_id, by.account, now - WITHIN, most=MOST_READINGS) >= MOST_READINGS:
        raise ReadTooOften(MOST_READINGS)
    await app.scans.note(scan_id, Reading(now, by.account))
    try:
        return scan, await asyncio.to_thread(app.vault.open, str(scan_id), sealed)
    except CannotOpen:
        log.error("a scan cannot be opened", scan_id=str(scan_id))
        raise SealBroken(scan_id) from None


async def sweep_scans(app: App) -> None:
    """Throws away what has been kept long enough, until cancelled."""
    while True:
        await forget_ended(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def forget_ended(app: App) -> None:
    """Scans and records whose consent ended so long ago that nobody asks for the proof any more. A repeat changes nothing."""
    for left in await app.scans.left_over(app.now() - LEFT_OVER_AFTER):
        await app.scans.remove_content(left)
    after: UUID | None = None
    while True:
        records, after = await app.consents.part(limit=AT_ONCE, after=after)
        for record in records:
            with by_itself("scans", record.id, Unknown):
                await _look_at(app, record)
        if after is None:
            return


async def _look_at(app: App, record: Consents) -> None:
    championship = await app.championships.get(record.championship_id)
    terms = app.rulesets[championship.ruleset].consents.deadlines
    over = _over(championship)
    ends = {answer.purpose: _end(answer, over, terms) for answer in record.answers}
    for scan in await app.scans.of([record.id]):
        if terms.is_kept_no_more(ends.get(scan.purpose, over), app.now()):
            await app.scans.remove_content(scan.id)
            await app.scans.remove(scan)
    if terms.is_kept_no_more(max([over, *ends.values()]), app.now()):
        await app.consents.remove(record)


def _over(championship: Championship) -> datetime:
    """The moment after the championship's last day."""
    day = datetime.combine(championship.ends_on, datetime.min.time(), zone_of(championship.time_zone))
    return day + timedelta(days=1)


def _end(answer: Answer, over: datetime, terms: Terms) -> datetime:
    """Of the answer that stands: a "no" and a withdrawal end at once, a "yes" when its term is over."""
    return terms.ends(over) if answer.decision is Decision.GIVEN else answer.at
