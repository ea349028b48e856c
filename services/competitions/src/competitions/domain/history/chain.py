"""Each record of a sheet carries the hash of the one before; the last one's is the sheet's head, and a tree of heads the skill's.

What is hashed names nobody and quotes nobody: pseudonyms of one championship stand for people, and a promise for a typed text. The
salt that opens the promise stands beside the record, outside of what is hashed, so that erasing text and salt leaves the chain whole.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from competitions.domain.aspect import Entry, Judged, Measured
from competitions.domain.history.canonical import Plain, canonical
from competitions.domain.mark import Dispute, Link, Mark, Record, Withdrawal
from competitions.domain.registration import ERASED
from competitions.domain.sheet import Sheet

FORM: Final = b"skillproof/mark/1\n"
BEGINNING: Final = "0" * 64
"""Stands for the hash of what was before the first record."""
LEAF, NODE = b"\x00", b"\x01"
"""RFC 6962, section 2.1."""
GROUPS, SIGNS = 8, 4


def linked(sheet: Sheet, salt: str) -> Sheet:
    """The sheet with its newest record linked to those before it. `salt`: 64 hexadecimal digits by chance."""
    *earlier, newest = sheet.history
    texts = typed(newest)
    link = Link(head(sheet, earlier), salt if texts else None, promise(salt, texts) if texts else None)
    return replace(sheet, history=(*earlier, replace(newest, link=link)))


def head(sheet: Sheet, history: Sequence[Record] | None = None) -> str:
    """The hash of the newest record, in hexadecimal digits. `history`: of an earlier moment."""
    records = sheet.history if history is None else history
    if not records:
        return BEGINNING
    newest = records[-1]
    return digest(newest.link.before if newest.link else BEGINNING, hashed(sheet, newest))


def digest(before: str, record: Mapping[str, Plain]) -> str:
    return hashlib.sha256(FORM + bytes.fromhex(before) + canonical(record)).hexdigest()


def hashed(sheet: Sheet, record: Record) -> dict[str, Plain]:
    """What of a record is hashed. A field more of it is a line more here."""
    return {
        "id": str(record.id),
        "sheet": str(sheet.id),
        "competitor": pseudonym(sheet.championship_id, sheet.competitor.subject_id),
        "aspect": record.code,
        "author": pseudonym(sheet.championship_id, record.author),
        "at": moment(record.at),
        "entered_at": moment(record.entered_at) if record.entered_at else None,
        "promise": record.link.promise if record.link else None,
        **_said(record, sheet.championship_id),
    }


def _said(record: Record, championship_id: UUID) -> dict[str, Plain]:
    match record:
        case Mark():
            return {"kind": "mark", "mark": f"{record.mark:.2f}", "entry": _entered(record.entry, championship_id)}
        case Dispute():
            return {"kind": "dispute", "entry": _judged(record.scores, record.judges, championship_id)}
        case Withdrawal():
            return {"kind": "withdrawal", "withdrawn": str(record.withdrawn)}


def _entered(entry: Entry, championship_id: UUID) -> dict[str, Plain]:
    if isinstance(entry, Measured):
        return {"value": entry.value}
    return _judged(entry.scores, entry.judges, championship_id)


def _judged(scores: Sequence[int], judges: Sequence[UUID], championship_id: UUID) -> dict[str, Plain]:
    return {"scores": list(scores), "judges": [pseudonym(championship_id, judge) for judge in judges]}


def typed(record: Record) -> dict[str, str]:
    """The texts of a record that somebody wrote."""
    reason = None if isinstance(record, Dispute) else record.reason
    entry = record.entry if isinstance(record, Mark) else None
    justification = None if entry is None or isinstance(entry, Measured) else entry.justification
    given = {"reason": reason, "justification": justification}
    return {name: text for name, text in given.items() if text is not None}


def without_texts(sheet: Sheet) -> Sheet:
    """Without what somebody typed and the salts that open its promises, and without cards that were not shown: every head stays.
    A repeat changes nothing."""
    history = tuple(_without_texts(record) if typed(record) else record for record in sheet.history)
    reopenings = tuple(replace(one, reason=ERASED, salt=None) for one in sheet.signing.reopenings)
    signing = replace(sheet.signing, reopenings=reopenings)
    without = replace(sheet, history=history, signing=signing, cards=())
    return sheet if without == sheet else without


def _without_texts(record: Record) -> Record:
    link = replace(record.link, salt=None) if record.link else None
    match record:
        case Mark(entry=entry, reason=reason):
            if isinstance(entry, Judged) and entry.justification is not None:
                entry = replace(entry, justification=ERASED)
            return replace(record, entry=entry, reason=None if reason is None else ERASED, link=link)
        case Withdrawal():
            return replace(record, reason=ERASED, link=link)
        case Dispute():
            return record


def promise(salt: str, texts: Mapping[str, str]) -> str:
    """Of texts that are shown elsewhere, or not any more."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(texts)).hexdigest()


def pseudonym(championship_id: UUID, subject_id: UUID) -> str:
    """Another one in each championship. Whose it is, the people's records say, and after an erasure nobody."""
    return hashlib.sha256(b"skillproof/person/1\n" + championship_id.bytes + subject_id.bytes).hexdigest()[:32]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def root(heads: Mapping[str, str]) -> str:
    """The skill's head: of the tree over the heads of its sheets, in the order of their ids (RFC 6962)."""
    leaves = [canonical({"sheet": sheet, "head": heads[sheet]}) for sheet in sorted(heads)]
    return _root(leaves).hex()


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(LEAF + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(NODE + _root(leaves[:half]) + _root(leaves[half:])).digest()


def spoken(head: str) -> str:
    """The first 128 bits in groups, as people compare them on paper."""
    return " ".join(head[at : at + SIGNS] for at in range(0, GROUPS * SIGNS, SIGNS))
