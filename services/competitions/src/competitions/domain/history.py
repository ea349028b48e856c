"""What a sheet's history says: which marks count, and what is disputed."""

from collections.abc import Mapping, Sequence

from competitions.domain.aspect import Entry, Judged, Rule
from competitions.domain.mark import Dispute, Mark, Record, Withdrawal


def standing(history: Sequence[Record]) -> Mapping[str, Mark]:
    """The mark that counts for each aspect that has one."""
    marks: dict[str, Mark] = {}
    for record in history:
        if isinstance(record, Mark):
            marks[record.code] = record
        elif isinstance(record, Withdrawal):
            marks.pop(record.code, None)
    return marks


def is_disputed(history: Sequence[Record], code: str) -> bool:
    """Whether scores were too far apart since the mark that counts. Taking a mark back takes no dispute with it."""
    mark = standing(history).get(code)
    disputed = False
    for record in history:
        if record.code == code:
            disputed = record != mark and (disputed or isinstance(record, Dispute))
    return disputed


def says(record: Mark | Dispute, rule: Rule, entry: Entry) -> bool:
    """Whether a record was made of such an entry."""
    if isinstance(record, Dispute):
        return isinstance(entry, Judged) and entry.scores == record.scores
    return rule.is_same(record.entry, entry)
