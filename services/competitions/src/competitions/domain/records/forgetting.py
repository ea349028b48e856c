"""What stays of an entry when its person is erased."""

from dataclasses import replace

from competitions.domain.entering.absences import Absence
from competitions.domain.registration import ERASED, Registration


def without_words(entry: Registration, account: str | None) -> Registration:
    """Without what people wrote about the person, and without the erased person's own account."""
    steps = tuple(
        replace(step, reason=None, by=ERASED if account and step.by == account else step.by) for step in entry.history
    )
    said = tuple(replace(one, reason=ERASED) if isinstance(one, Absence) else one for one in entry.absences)
    absence = replace(entry.absence, reason=ERASED) if entry.absence else None
    age_reason = ERASED if entry.age_reason else None
    return replace(entry, history=steps, absences=said, absence=absence, age_reason=age_reason)
