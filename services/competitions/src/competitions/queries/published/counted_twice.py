"""Results beside their second count: `competitions.shadow` is handed plain facts, so that the two share no code."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from competitions.domain.aspect import Measured, Rule
from competitions.domain.championship import Championship
from competitions.domain.mark import Mark, Record, Withdrawal
from competitions.domain.measurement import Choice, NumberCompleted, RangedScore, RegularDifference
from competitions.domain.member import normal_form
from competitions.domain.results.lifecycle import Differing
from competitions.domain.results.result import Result
from competitions.domain.results.rules import ResultRules
from competitions.domain.results.standings import standings
from competitions.domain.ruleset import Ruleset
from competitions.domain.sheet import Sheet
from competitions.domain.skill import Skill
from competitions.queries.results import rank, rules_of
from competitions.shadow import facts
from competitions.shadow.count import count, differences
from competitions.shadow.standings import Comparison, compare
from competitions.shadow.standings import Line as Compared
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Entered:
    """What a skill's results stand on."""

    sheets: Sequence[Sheet]
    categories: Mapping[UUID, str | None]
    """Of the starters, by registration."""


async def differing_in(app: App, championship: Championship, skills: Iterable[Skill]) -> tuple[Differing, ...]:
    """What the second count of these skills, and of the members compared by them, makes otherwise: first the marks and totals, of
    which the rest may be a consequence."""
    ruleset, rules = app.rulesets[championship.ruleset], rules_of(app, championship)
    found: list[Differing] = []
    published: list[tuple[Result, ...]] = []
    for skill in skills:
        results, _ = await rank(app, championship, skill)
        starters = {one.id: one.category for one in await app.registrations.some(skill.starters)}
        categories = {id: starters.get(id) for id in skill.starters}
        entered = Entered(await app.sheets.all_of(skill.id), categories)
        found += [
            Differing(skill.id, UUID(one.id), one.what, one.first, one.second)
            for one in counted_twice(entered, results, ruleset, rules)
        ]
        published.append(results)
    found.sort(key=lambda one: (one.what.startswith(("mark ", "eyes ")), one.what == "total"), reverse=True)
    return (*found, *standings_twice(published, rules))


def counted_twice(
    entered: Entered, results: Iterable[Result], ruleset: Ruleset, rules: ResultRules
) -> list[facts.Difference]:
    """Of one skill."""
    forms: dict[UUID, list[facts.Form]] = defaultdict(list)
    for sheet in entered.sheets:
        forms[sheet.competitor.registration_id].append(_form(sheet))
    starters = [facts.Starter(str(id), forms[id], entered.categories[id]) for id in sorted(entered.categories)]
    first = {str(one.competitor.registration_id): _outcome(one) for one in results}
    second = count(starters, _rules(ruleset, rules), [one.code for one in ruleset.categories])
    return list(differences(starters, first, second))


def standings_twice(skills: Sequence[Sequence[Result]], rules: ResultRules) -> list[Differing]:
    if rules.standings is None:
        return []
    own = rules.standings
    lines = [
        Compared(normal_form(one.competitor.member), one.place, one.medal.value if one.medal else None, one.has_prize)
        for results in skills
        for one in results
        if not own.categories or one.category in own.categories
    ]
    by_medals = rules.gives_medals
    second = compare(lines, Comparison(own.by.value, own.points, own.medallion_points, by_medals))
    first = {normal_form(one.member): (one.place, one.points) for one in standings(skills, own, by_medals=by_medals)}
    return [
        Differing(None, None, f"standing {member}", _numbers(first.get(member)), _numbers(second.get(member)))
        for member in sorted(first.keys() | second.keys())
        if first.get(member) != second.get(member)
    ]


def _numbers(found: Collection[int] | None) -> str:
    return ", ".join(str(one) for one in found or ())


def _form(sheet: Sheet) -> facts.Form:
    aspects = {one.code: facts.Aspect(one.maximum, _way(one), one.partial) for one in sheet.rules}
    return facts.Form(sheet.sub_criterion, aspects, [_line(one) for one in sheet.history], sheet.confirmed_by)


def _way(rule: Rule) -> dict[str, Any]:
    if rule.type == "J":
        return {"kind": "J"}
    match rule.calculator:
        case NumberCompleted(of):
            return {"kind": "NUMBER_COMPLETED", "of": of}
        case Choice(options, deducts):
            return {
                "kind": "CHOICE",
                "options": [(one.label, one.deduction) for one in options],
                "deducts": deducts,
            }
        case RangedScore(target, ranges, deducts):
            reaches = [(one.reach_below, one.within, one.deduction) for one in ranges]
            return {"kind": "RANGED_SCORE", "target": target, "ranges": reaches, "deducts": deducts}
        case RegularDifference(target, difference, deduction, deducts):
            steps = {"target": target, "difference": difference, "deduction": deduction}
            return {"kind": "REGULAR_DIFFERENCE_DEDUCTION", **steps, "deducts": deducts}
    return {"kind": "PASS_FAIL"}


def _line(record: Record) -> facts.Line:
    if isinstance(record, Withdrawal):
        return facts.Line(record.code, "withdrawal")
    if not isinstance(record, Mark):
        return facts.Line(record.code, "dispute")
    entry, by, corrects = record.entry, str(record.author), record.reason is not None
    if isinstance(entry, Measured):
        return facts.Line(record.code, "mark", record.mark, entry.value, by=by, corrects=corrects)
    return facts.Line(record.code, "mark", record.mark, scores=entry.scores, by=by, corrects=corrects)


def _outcome(result: Result) -> facts.Outcome:
    return facts.Outcome(
        Fraction(result.total),
        result.scale_score,
        result.place,
        result.medal.value if result.medal else None,
        result.category,
        frozenset(result.awards),
    )


def _rules(ruleset: Ruleset, rules: ResultRules) -> facts.Rules:
    places, least, limits = rules.places, rules.minimum_starters, rules.scale_limits
    return facts.Rules(
        scale=rules.scale_policy,
        medals=rules.medal_policy,
        needed=(least.gold, least.silver, least.bronze),
        limits=(limits.lowest, limits.highest) if limits else None,
        given=places.given,
        share=places.share,
        rounding=places.rounding.value,
        by_starters=places.by_starters,
        least=places.score_min,
        tie=places.tie_criterion,
        medallion=places.medallion_from,
        group_least=ruleset.starters.min,
        group_below=ruleset.starters.below.value,
        group_into=ruleset.starters.into,
        prizes=[
            facts.Prize(
                one.code, one.medal.value if one.medal else None, one.first_place, one.last_place, one.and_further
            )
            for one in ruleset.awards
        ],
    )
