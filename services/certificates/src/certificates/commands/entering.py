"""Entering certificates into the register. Storing one whole, signed and numbered, is one write, and that write takes the number.

Many take a block of numbers in one command, and in its order (decisions 0004, 0053): it ends before the first that is refused, so
there is never a number whose certificate is missing, whenever anything is killed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from certificates import events
from certificates.commands.people import erase_document
from certificates.domain.draft import Draft, NewEntry
from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import ShortIdTaken, short_id
from certificates.wiring import App
from shared.errors import Stale
from shared.mongo.retry import RACERS
from shared.observability.telemetry import in_trace

SHORT_IDS: Final = 5
"""Ids that are tried for one certificate. Among a million others, the first is taken once in 3·10¹⁰ times."""


@dataclass(frozen=True, slots=True)
class Entering:
    entry: NewEntry
    traceparent: str | None
    """The trace to which belongs what is told of it."""

    @property
    def organisation(self) -> str:
        return self.entry.issuer.organisation


async def enter_all(app: App, entering: Sequence[Entering]) -> None:
    """Those that are there already stay as they are. Each is under an id of its own.

    Raises RegisterFull, ShortIdTaken; Stale where others took numbers RACERS times before one of these got one.
    """
    by_issuer: dict[UUID, list[Entering]] = {}
    for one in entering:
        by_issuer.setdefault(one.entry.issuer.id, []).append(one)
    for issuer_id, ours in by_issuer.items():
        async with app.turns.of(issuer_id):
            await _enter_under(app, ours)
    await erase_forgotten(app, {one.entry.id: one.entry.holder.id for one in entering})


async def _enter_under(app: App, entering: Sequence[Entering]) -> None:
    """All of one issuer. Whoever is second to take a number signs again, with all that follow it."""
    left, attempts, losses = list(entering), Counter[UUID](), 0
    while left:
        stored, refusal = await _take_block(app, left, attempts)
        losses = 0 if stored else losses + 1
        if isinstance(refusal, ShortIdTaken):
            attempts[left[stored].entry.id] += 1
            if attempts[left[stored].entry.id] == SHORT_IDS:
                raise refusal
        if losses > RACERS:
            raise refusal or Stale(entering[0].organisation)
        left = left[stored:]
        if left:
            there = await app.certificates.there(one.entry.id for one in left)
            left = [one for one in left if one.entry.id not in there]


async def _take_block(app: App, entering: Sequence[Entering], attempts: Counter[UUID]) -> tuple[int, Exception | None]:
    """The numbers after the highest. How many got theirs, the first ones, and what refused the one after them."""
    at = app.now()
    drafts = list(_numbered(app, entering, attempts, await _next(app, entering[0].entry, at), at))
    documents = await app.signing.sign_all(drafts)
    made = [draft.signed(document) for draft, document in zip(drafts, documents, strict=True)]
    told = []
    for one, certificate in zip(entering, made, strict=True):
        with in_trace(one.traceparent):
            told.append((certificate, events.entered(certificate, one.entry.issuer)))
    for certificate in made:
        if certificate.suspension is not None:
            app.status_lists.drop((certificate.organisation, certificate.status_entry.list))
            app.catalogue.drop(drafts[0].issuer.code)
    return await app.certificates.add_in_order(told)


async def _next(app: App, entry: NewEntry, at: datetime) -> RegistrationNumber:
    return await app.certificates.next_number(entry.issuer.organisation, entry.issuer.prefix, app.day(at).year)


def _numbered(
    app: App, entering: Sequence[Entering], attempts: Counter[UUID], number: RegistrationNumber, at: datetime
) -> Iterator[Draft]:
    on = app.day(at)
    for one in entering:
        yield one.entry.draft(number, short_id(one.entry.id, attempts[one.entry.id]), at, on)
        number = number.next()


async def erase_forgotten(app: App, holders: Mapping[UUID, UUID]) -> None:
    """Somebody may have been erased while it was signed: whoever comes last takes the name away. `holders`: by certificate."""
    erased = await app.holders.erased_of(set(holders.values()))
    for certificate_id, holder_id in holders.items():
        if holder_id in erased:
            await erase_document(app, certificate_id)
