"""The protocol of a skill: what its jury signs on paper.

Places are those that follow from the marks as they stand, by the rules that the publication goes by; once results are official, the
published ones. Before the chief expert has signed there are none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from competitions.access import insider
from competitions.domain.categories.holding import Fate, Group
from competitions.domain.championship import Championship
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.expert import Duty, Expert
from competitions.domain.progress import Sum
from competitions.domain.registration import Registration
from competitions.domain.results.awards import Award
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.results.result import Result
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
from competitions.queries.marking import name_of
from competitions.queries.papers.whose import Whose, is_by_number, nameless, whose
from competitions.queries.results import rank
from competitions.queries.schemes import scheme_of
from competitions.queries.sheets import skill_head
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Line:
    """One competitor."""

    whose: Whose
    criteria: Mapping[str, Decimal]
    """By letter."""
    parts: Mapping[str, Decimal]
    """By sub-criterion."""
    total: Decimal
    is_complete: bool
    place: int | None = None
    """None: there are no places yet, or their category is not held."""
    scale_score: int | None = None
    award: Award | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Those who are compared with each other."""

    group: Group | None
    """None before the skill is signed."""
    lines: tuple[Line, ...]
    """Best first."""


@dataclass(frozen=True, slots=True)
class Protocol:
    championship: Championship
    skill: Skill
    letters: Sequence[str]
    """Of the criteria."""
    parts: Sequence[str]
    """The codes of the sub-criteria."""
    compared: Sequence[Compared]
    absent: Sequence[tuple[Whose, AbsenceKind]]
    jury: Sequence[tuple[str, Expert]]
    """By name; who leads comes first."""
    corrections: int
    """Marks that were changed after sign-off."""
    head: str | None
    """Of the marks that stand on it; None before the skill is signed."""
    is_by_number: bool
    """Paper says numbers, not names."""
    keys: Sequence[tuple[Whose, str]]
    """Whose number it is, where paper has numbers: for the page alone, and not for its print."""

    @property
    def state(self) -> ResultsState:
        return self.skill.results_state

    @property
    def lines(self) -> Sequence[Line]:
        return [line for one in self.compared for line in one.lines]

    @property
    def has_changed(self) -> bool:
        """Whether marks are other ones than when the chief expert signed."""
        signed = self.skill.signature.head if self.skill.signature else None
        return signed is not None and signed != self.head


Ranked = tuple[Sequence[Result], Sequence[Group], Sequence[Award]]


async def skill_protocol(app: App, skill_id: UUID, by: Principal) -> Protocol:
    """For the skill's jury and the organiser. Raises Unknown, Forbidden, SchemeMissing."""
    skill, _ = await insider(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    scheme = await scheme_of(app, skill)
    entries = await _entries(app, skill)
    shown = await whose(app, championship, entries)
    absent = {one.id: one.absence for one in entries if one.absence}
    sums = {one.competitor.registration_id: one for one in await app.sheets.sums(skill_id, list(absent))}
    by_number = is_by_number(app, championship)
    known = {
        **{id: nameless(one.competitor, by_number=by_number) for id, one in sums.items() if id in skill.starters},
        **shown,
    }
    ranked = await _ranked(app, championship, skill)
    return Protocol(
        championship,
        skill,
        [one.letter for one in scheme.criteria],
        [one.code for one in scheme.sub_criteria],
        _compared(known, sums, ranked, skill.aspects),
        [(one, absent[id].kind) for id, one in shown.items() if id in absent],
        await _jury(app, skill),
        (await app.sheets.corrections([skill_id]))[skill_id],
        await skill_head(app, skill) if skill.signature else None,
        by_number,
        await _keys(app, entries, shown) if by_number else (),
    )


async def _ranked(app: App, championship: Championship, skill: Skill) -> Ranked | None:
    """None: nothing is signed, so nobody is compared."""
    published = (
        [one for one in await app.results.of(championship.id) if one.id == skill.id] if skill.official_at else []
    )
    if published:
        return published[0].results, published[0].groups, published[0].awards
    if skill.signature is None:
        return None
    results, groups = await rank(app, championship, skill)
    return results, groups, app.rulesets[championship.ruleset].awards


def _compared(
    shown: Mapping[UUID, Whose], sums: Mapping[UUID, Sum], ranked: Ranked | None, aspects: int
) -> tuple[Compared, ...]:
    if ranked is None:
        lines = [_line(shown[id], one, aspects) for id, one in sums.items() if id in shown]
        lines.sort(key=lambda line: (not line.is_complete, -line.total))
        return (Compared(None, tuple(lines)),) if lines else ()
    results, groups, awards = ranked
    found = {one.competitor.registration_id: one for one in results}
    return tuple(Compared(group, tuple(_of_group(group, shown, sums, found, awards, aspects))) for group in groups)


def _of_group(
    group: Group,
    shown: Mapping[UUID, Whose],
    sums: Mapping[UUID, Sum],
    results: Mapping[UUID, Result],
    awards: Sequence[Award],
    aspects: int,
) -> Sequence[Line]:
    held = group.fate is not Fate.NOT_HELD
    lines = [
        _line(shown[id], sums[id], aspects, results.get(id) if held else None, awards)
        for id in group.starters
        if id in sums and id in shown
    ]
    return sorted(lines, key=lambda line: (line.place or 0, -line.total, line.whose.name))


def _line(whose: Whose, marks: Sum, aspects: int, result: Result | None = None, awards: Sequence[Award] = ()) -> Line:
    line = Line(whose, marks.criteria, marks.parts, marks.total, marks.entered == aspects)
    if result is None:
        return line
    given = (one for one in awards if one.code in result.awards and not one.for_taking_part)
    return replace(
        line,
        total=result.total,
        place=result.place,
        scale_score=result.scale_score,
        award=next(given, None),
    )


async def _entries(app: App, skill: Skill) -> Sequence[Registration]:
    """Who is confirmed, and those for whom the skill is signed, whatever became of their entries since."""
    found = await app.registrations.competitors(skill.id)
    return [*found, *await app.registrations.some(set(skill.starters) - {one.id for one in found})]


async def _keys(app: App, entries: Sequence[Registration], shown: Mapping[UUID, Whose]) -> Sequence[tuple[Whose, str]]:
    people = await named(app, [one.subject_id for one in entries])
    subjects = {one.id: one.subject_id for one in entries}
    return [(one, name_of(people.get(subjects[id]))) for id, one in shown.items()]


async def _jury(app: App, skill: Skill) -> Sequence[tuple[str, Expert]]:
    people = await app.people.by_id([one.subject_id for one in skill.experts])
    order = list(Duty)
    found = [(name_of(people.get(one.subject_id)), one) for one in skill.experts]
    return sorted(found, key=lambda one: (order.index(one[1].duty), one[0].casefold()))
