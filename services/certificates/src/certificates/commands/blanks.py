"""The numbered sheets that certificates are printed on. Nothing that is signed tells of them.

A blank is held for its certificate before the one that it was on is given up, so that whoever is told that a blank is another's has
lost nothing; whatever is cut off between the writes, the same change again goes on with it.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from certificates.domain.acts.act import Task
from certificates.domain.blanks.blank import Blank, BlankChanged
from certificates.domain.blanks.record import BlankRecord, BlankState, Change, Earlier, check_earlier, checked_day
from certificates.domain.certificate import Certificate, NoReason
from certificates.queries.blanks import read_blank
from certificates.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict


async def put_on(app: App, certificate_id: UUID, task: Task, earlier: Earlier, change: Change) -> None:
    """On the blank of the task, where it names one; the one before is what `earlier` says.

    Raises UnknownCertificate, HasBlank, NoBlank, BlankTaken, BlankSpoilt, BlankChanged, SpoiltTooLate; Stale.
    """
    certificate = await app.certificates.get(certificate_id)
    on = checked_day(task.spoilt_on, app.day(change.at))
    check_earlier(certificate_id, earlier, task.earlier, task.blank)
    if task.blank is None:
        await _give_up(app, certificate.organisation, certificate_id, task.earlier, earlier, change, on)
        return
    if task.earlier is not None and task.earlier.seen == task.blank.seen:
        await _spell(app, certificate, task.blank, change)
        return
    held = await app.blanks.of(certificate.organisation, task.blank)
    if not held.was_entered(change.id, task.number):
        held = await _stored(app, held.held_for(certificate_id, task.number, change))
    if held.state is not BlankState.HELD:
        return
    try:
        await _give_up(app, certificate.organisation, certificate_id, task.earlier, earlier, change, on)
        await app.blanks.save(held.used())
    except BlankChanged:
        await app.blanks.save(held.given_up())
        raise


async def record_spoilt(
    app: App, organisation: str, blank: Blank, reason: str, on: date | None, *, by: str, change_id: UUID
) -> BlankRecord:
    """One that no certificate was ever on. Raises UnknownIssuer, NoReason, BlankTaken, BlankSpoilt, SpoiltTooLate; Stale."""
    await app.issuers.of(organisation)
    change = _change(app, reason, by, change_id)

    async def once() -> BlankRecord:
        record = await app.blanks.of(organisation, blank)
        if record.has_seen(change_id):
            return record
        return await _stored(app, record.spoilt_by_itself(change, checked_day(on, app.day(change.at))))

    return await retry_on_conflict(once)


async def recover(app: App, organisation: str, blank_id: UUID, reason: str, *, by: str, change_id: UUID) -> BlankRecord:
    """It was said by mistake that it is spoilt. Raises UnknownBlank, NoReason, NotSpoilt; Stale."""
    change = _change(app, reason, by, change_id)

    async def once() -> BlankRecord:
        record = await read_blank(app, organisation, blank_id)
        return record if record.has_seen(change_id) else await app.blanks.save(record.recovered(change))

    return await retry_on_conflict(once)


async def _give_up(
    app: App, organisation: str, certificate_id: UUID, blank: Blank | None, earlier: Earlier, change: Change, on: date
) -> None:
    """Raises BlankChanged; Stale."""
    if blank is None:
        return
    record = await app.blanks.of(organisation, blank)
    if not record.has_seen(change.id):
        is_spoilt = earlier is Earlier.SPOILT
        await app.blanks.save(
            record.spoilt(certificate_id, change, on) if is_spoilt else record.mistyped(certificate_id, change)
        )


async def _stored(app: App, record: BlankRecord) -> BlankRecord:
    """Also where it was not kept yet. Raises Stale where somebody else was faster."""
    if record.is_kept:
        return await app.blanks.save(record)
    made = replace(record, version=1)
    if await app.blanks.add(made) is not made:
        raise Stale(str(record.id))
    return made


async def _spell(app: App, certificate: Certificate, blank: Blank, change: Change) -> None:
    """The same sheet in other letters. Raises BlankChanged; Stale."""
    record = await app.blanks.of(certificate.organisation, blank)
    if record.blank != blank and not record.has_seen(change.id):
        await app.blanks.save(record.spelt(certificate.id, blank, change))


def _change(app: App, reason: str, by: str, change_id: UUID) -> Change:
    if not reason.strip():
        raise NoReason
    return Change(change_id, by, app.now(), reason.strip())
