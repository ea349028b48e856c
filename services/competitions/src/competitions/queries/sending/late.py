"""Entries that came too late, for whoever leads the jury, the organiser, and each expert the own ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from competitions.access import insider
from competitions.domain.aspect import Aspect
from competitions.domain.mark import Record
from competitions.domain.sending.late import LateEntry
from competitions.domain.sheet import Sheet
from competitions.queries.entering.naming import Competing, named
from competitions.queries.marking import SkillMarking, judges_names, name_of, skill_marking
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class LateRow:
    late: LateEntry
    competitor: str
    member: str
    aspect: Aspect
    author: str
    settled_by: str
    """Empty where nobody has settled it."""
    newest: Record | None
    """What stands on the sheet now."""
    is_signed: bool
    is_sealed: bool

    @property
    def may_be_entered(self) -> bool:
        return self.late.entry is not None and not self.is_sealed


@dataclass(frozen=True, slots=True)
class LatePage:
    marking: SkillMarking
    rows: tuple[LateRow, ...]
    names: Mapping[UUID, str] = field(default_factory=dict)
    """Of those who judged."""

    @property
    def may_settle(self) -> bool:
        return self.marking.expert is not None and self.marking.expert.leads


async def late_entries(app: App, skill_id: UUID, by: Principal) -> Sequence[LateEntry]:
    """Raises Unknown, Forbidden."""
    _, expert = await insider(app, skill_id, by)
    author = None if expert is None or expert.leads else expert.subject_id
    return await app.late_entries.of_skill(skill_id, author)


async def late_page(app: App, skill_id: UUID, by: Principal) -> LatePage:
    """Raises Unknown, Forbidden."""
    marking = await skill_marking(app, skill_id, by)
    found = await late_entries(app, skill_id, by)
    if not found:
        return LatePage(marking, ())
    sheets = {sheet.id: sheet for sheet in await app.sheets.some({one.sheet_id for one in found})}
    scheme = await scheme_of(app, marking.skill)
    aspects = {aspect.code: aspect for part in scheme.sub_criteria for aspect in part.aspects}
    concerned = {one.author for one in found} | {one.settlement.by for one in found if one.settlement}
    people = await named(app, concerned | {sheet.competitor.subject_id for sheet in sheets.values()})
    rows = (_row(one, sheets[one.sheet_id], aspects[one.code], people) for one in found)
    names = await judges_names(app, marking.skill, sheets.values())
    return LatePage(marking, tuple(sorted(rows, key=lambda row: row.late.settlement is not None)), names)


def _row(late: LateEntry, sheet: Sheet, aspect: Aspect, people: Mapping[UUID, Competing]) -> LateRow:
    return LateRow(
        late=late,
        competitor=name_of(people.get(sheet.competitor.subject_id)),
        member=sheet.competitor.member,
        aspect=aspect,
        author=name_of(people.get(late.author)),
        settled_by=name_of(people.get(late.settlement.by)) if late.settlement else "",
        newest=sheet.newest.get(late.code),
        is_signed=sheet.signing.closes(late.code) is not None,
        is_sealed=sheet.sealed,
    )
