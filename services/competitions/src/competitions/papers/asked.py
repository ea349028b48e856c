"""What an aspect asks, in words for paper."""

from decimal import Decimal

from competitions.domain.aspect import Aspect, Measured, Rule
from competitions.domain.measurement import Choice, NumberCompleted, PassFail, RangedScore, RegularDifference
from competitions.papers.words import Words


def kind(aspect: Aspect, words: Words) -> str:
    _ = words.gettext
    name = _("Measurement") if aspect.rule.type == "M" else _("Judgement")
    return f"{name}. {aspect.requirement}" if aspect.requirement else name


def notes(aspect: Aspect, words: Words) -> list[str]:
    """Below its name: details, what each score stands for, how a value becomes a mark."""
    found = [aspect.details] if aspect.details else []
    if aspect.rule.type == "J":
        return [*found, *(f"{score} – {text}" for score, text in enumerate(aspect.descriptors))]
    return [*found, calculation(aspect.rule, words)]


def calculation(rule: Rule, words: Words) -> str:
    """How the mark follows from what is measured."""
    _, mark = words.gettext, words.mark
    match rule.calculator:
        case PassFail():
            return _("Met: {mark}. Not met: {none}.", mark=mark(rule.maximum), none=mark(Decimal(0)))
        case NumberCompleted(of):
            said = _("How many of {of} were completed.", of=of)
            return said if rule.partial else f"{said} {_('Less than all: 0.')}"
        case Choice(options):
            return "; ".join(f"{one.label}: {mark(rule.mark(Measured(one.label)))}" for one in options) + "."
        case RangedScore() | RegularDifference():
            return _nearness(rule, words)


def _nearness(rule: Rule, words: Words) -> str:
    _, plain, mark, calculator = words.gettext, words.formats.plain, words.mark, rule.calculator
    assert isinstance(calculator, RangedScore | RegularDifference)  # noqa: S101 - the others are told otherwise
    said = [_("The target is {target}.", target=plain(calculator.target))]
    if isinstance(calculator, RangedScore):
        near = [_("Up to {within} away: {mark}.", within=plain(far), mark=mark(worth)) for far, worth in rule.steps]
        spans = [
            _("From {low} to {high}: {mark}.", low=plain(low), high=plain(high), mark=mark(worth))
            for low, high, worth in rule.spans
        ]
        return " ".join([*said, *near, *spans, _("Further away: 0.")])
    each, off = plain(calculator.difference), plain(calculator.deduction)
    if calculator.deducts == "PERCENT":
        said.append(
            _("For each {difference} away, {percent} % of the mark is taken off.", difference=each, percent=off)
        )
    else:
        said.append(_("For each {difference} away, {deduction} is taken off.", difference=each, deduction=off))
    return " ".join(said)
