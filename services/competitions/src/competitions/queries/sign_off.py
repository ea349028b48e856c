"""The marks of a skill before its sign-off, and what was changed after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.access import insider
from competitions.domain.entering.absences import Absence
from competitions.domain.mark import Mark, Withdrawal
from competitions.domain.progress import Sum
from competitions.domain.sheet import Sheet
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
from competitions.queries.marking import SkillMarking, name_of, skill_marking
from competitions.queries.sheets import sums_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Correction:
    """One mark that the chief expert changed after sign-off."""

    competitor: str
    member: str
    code: str
    before: Decimal | None
    after: Decimal
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One competitor's marks."""

    name: str
    sum: Sum
    is_complete: bool
    """Whether every aspect of the scheme has a mark; if not, the sums are not final."""


@dataclass(frozen=True, slots=True)
class Summary:
    marking: SkillMarking
    aspects: int
    rows: Sequence[SummaryRow]
    """Best first, and after them those who are not completely marked."""
    corrections: Sequence[Correction]
    """In the order in which they were made."""


async def skill_sums(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, list[Sum], Mapping[UUID, Absence]]:
    """The skill, the marks of its starters, and why the other registrations have none; for its jury and the organiser.

    Raises Unknown, Forbidden.
    """
    skill, _ = await insider(app, skill_id, by)
    competitors = await app.registrations.competitors(skill_id)
    absent = {one.id: one.absence for one in competitors if one.absence}
    return skill, await sums_of(app, skill_id), absent


async def mark_summary(app: App, skill_id: UUID, by: Principal) -> Summary:
    """Raises Unknown, Forbidden."""
    marking = await skill_marking(app, skill_id, by)
    sums = await sums_of(app, skill_id)
    corrected = await app.sheets.corrected(skill_id)
    people = await named(
        app,
        [
            *(one.competitor.subject_id for one in sums),
            *(entry.author for sheet in corrected for entry in sheet.history),
        ],
    )
    names = {subject_id: name_of(person) for subject_id, person in people.items()}
    aspects = marking.skill.aspects
    rows = [
        SummaryRow(names.get(one.competitor.subject_id, name_of(None)), one, is_complete=one.entered == aspects)
        for one in sums
    ]
    rows.sort(key=lambda row: (not row.is_complete, -row.sum.total, row.name))
    return Summary(marking, aspects, rows, _corrections(corrected, names))


def _corrections(corrected: Sequence[Sheet], names: Mapping[UUID, str]) -> list[Correction]:
    found = [
        Correction(
            competitor=names.get(sheet.competitor.subject_id, name_of(None)),
            member=sheet.competitor.member,
            code=mark.code,
            before=before,
            after=mark.mark,
            at=mark.at,
            by=names.get(mark.author, name_of(None)),
            reason=mark.reason or "",
        )
        for sheet in corrected
        for before, mark in _changes(sheet)
    ]
    return sorted(found, key=lambda one: one.at)


def _changes(sheet: Sheet) -> list[tuple[Decimal | None, Mark]]:
    """The marks with a reason, which only a change after sign-off has, each with the mark that stood before it."""
    standing: dict[str, Decimal] = {}
    changes: list[tuple[Decimal | None, Mark]] = []
    for entry in sheet.history:
        if isinstance(entry, Mark):
            if entry.reason is not None:
                changes.append((standing.get(entry.code), entry))
            standing[entry.code] = entry.mark
        elif isinstance(entry, Withdrawal):
            standing.pop(entry.code, None)
    return changes
