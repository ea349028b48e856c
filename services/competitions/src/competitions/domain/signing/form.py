"""How a form is signed: a part of the form, which is frozen from the first signature on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from competitions.domain.judgement import JUDGES
from competitions.domain.signature import Signature


@dataclass(frozen=True, slots=True)
class Reopening:
    """Aspects that whoever leads the jury gave back to the team. It only ever stands beside others, and stays in sight."""

    id: UUID
    codes: tuple[str, ...]
    by: UUID
    """Subject id of the expert."""
    at: datetime
    reason: str
    taken_back: tuple[Signature, ...] = ()
    """Signatures that stood for what may change now."""
    salt: str | None = None
    """Opens the promise; erased with the reason. Hexadecimal digits, as are those of the promise."""
    promise: str = ""
    """Of the reason (`domain.history.chain`)."""


@dataclass(frozen=True, slots=True)
class Signing:
    by_each: bool = False
    """Every expert of the team signs; else one for all."""
    signatures: tuple[Signature, ...] = ()
    """Those that stand, in their order."""
    reopenings: tuple[Reopening, ...] = ()
    """In their order. Only ever grows."""
    open: tuple[str, ...] = ()
    """Aspects that may be entered although the others stand; empty: it was not opened again, or is signed anew."""

    @property
    def is_begun(self) -> bool:
        return bool(self.signatures)

    @property
    def last(self) -> Signature | None:
        return self.signatures[-1] if self.signatures else None

    def is_complete(self, team: Collection[UUID]) -> bool:
        """`team`: of the sub-criterion; empty: the whole jury, of which as many sign as judge."""
        if not self.by_each:
            return self.is_begun
        signed = {one.by for one in self.signatures}
        return signed.issuperset(team) if team else len(signed) >= JUDGES

    def closes(self, code: str) -> datetime | None:
        """Since when the aspect is entered no more; None: it may be."""
        if self.signatures:
            return self.signatures[0].at
        return self.reopenings[-1].at if self.open and code not in self.open else None

    def closed(self, code: str, at: datetime, order: Collection[str]) -> bool:
        """Whether the aspect was entered no more at that moment. `order`: as for `reopened`."""
        events: list[Signature | Reopening] = [*self.signatures, *self.reopenings]
        events += (one for opened in self.reopenings for one in opened.taken_back)
        then = UNSIGNED
        for event in sorted(events, key=lambda one: one.at):
            if event.at < at:
                then = then.signed(event) if isinstance(event, Signature) else then.reopened(event, order)
        return then.closes(code) is not None

    def takes(self, by: UUID) -> bool:
        """Whether a signature of this expert would add anything."""
        return all(one.by != by for one in self.signatures) if self.by_each else not self.signatures

    def signed(self, signature: Signature) -> "Signing":
        return replace(self, signatures=(*self.signatures, signature), open=())

    def reopened(self, reopening: Reopening, order: Collection[str]) -> "Signing":
        """`order`: all aspects of the form, in the scheme's order."""
        opened = tuple(code for code in order if code in {*self.open, *reopening.codes})
        taken_back = replace(reopening, taken_back=self.signatures)
        return replace(self, signatures=(), reopenings=(*self.reopenings, taken_back), open=opened)


UNSIGNED: Final = Signing()
