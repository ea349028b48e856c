"""The protocol of a skill in words, for paper and for its page alike."""

from datetime import datetime
from typing import Any, Final

from competitions.domain.categories.holding import Fate, Group
from competitions.domain.history.chain import spoken
from competitions.domain.judgement import JUDGES
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.ruleset import Ruleset
from competitions.papers.words import NOTHING, Words
from competitions.queries.papers.protocol import Compared, Line, Protocol

TEMPLATE: Final = "protocol.typ"
TOGETHER: Final = 14
"""Signatures that fit below each other on a page."""
ACROSS: Final = 12
"""Sub-criteria that fit beside each other."""


def of_protocol(protocol: Protocol, ruleset: Ruleset, words: Words, at: datetime) -> dict[str, Any]:
    """What the template and the page read."""
    _ = words.gettext
    name = f"{protocol.skill.number} {protocol.skill.name.in_language(words.gettext.language)}"
    signing = [(one, words.duty(expert.duty), expert.member) for one, expert in protocol.jury] or [
        ("", "", "")
    ] * JUDGES
    has_scale = any(line.scale_score is not None for line in protocol.lines)
    return {
        **words.frame(_("Protocol of the skill {name}", name=name), protocol.championship, at),
        "facts": _facts(protocol, words),
        "headings": _headings(protocol, words, has_scale=has_scale),
        "letters": list(protocol.letters),
        "has_members": not protocol.is_by_number,
        "has_scale": has_scale,
        "groups": [_group(one, protocol, ruleset, words, has_scale=has_scale) for one in protocol.compared],
        "parts": _parts(protocol, words),
        "nobody": "" if protocol.lines else _("There are no marks yet."),
        "absent_words": {
            "heading": _("Who does not start"),
            "columns": [
                _("Competitor"),
                *([] if protocol.is_by_number else [_("Region or organisation")]),
                _("Why"),
            ],
        },
        "signing_words": [_("Expert"), _("Role"), _("Signature")],
        "absent": [(one.name, one.member or "", words.absence(kind)) for one, kind in protocol.absent],
        "statement": _statement(protocol, words),
        "signing": [signing[at : at + TOGETHER] for at in range(0, len(signing), TOGETHER)],
    }


def _facts(protocol: Protocol, words: Words) -> list[tuple[str, str]]:
    _, signature = words.gettext, protocol.skill.signature
    facts = [*words.where(protocol.championship, protocol.skill), (_("Results"), words.state(protocol.state))]
    if signature is None:
        return [*facts, (_("Signed by the chief expert"), _("not yet: places are given after that"))]
    facts.append((_("Signed by the chief expert"), words.formats.moment(signature.at)))
    if protocol.state is not ResultsState.OFFICIAL:
        facts.append(
            (_("Places in the results"), _("as the marks stand now; they may change until the results are official"))
        )
    return facts


def _headings(protocol: Protocol, words: Words, *, has_scale: bool) -> list[str]:
    _ = words.gettext
    return [
        _("Place"),
        _("Competitor"),
        *([] if protocol.is_by_number else [_("Region or organisation")]),
        *protocol.letters,
        _("Total"),
        *([_("Scale score")] if has_scale else []),
        _("Award"),
    ]


def _group(
    compared: Compared, protocol: Protocol, ruleset: Ruleset, words: Words, *, has_scale: bool
) -> dict[str, Any]:
    _, group = words.gettext, compared.group
    heading = "" if group is None else _category(ruleset, group.category, words)
    return {
        "heading": heading,
        "note": "" if group is None else _outcome(group, ruleset, words),
        "rows": [_cells(line, protocol, words, has_scale=has_scale) for line in compared.lines],
        "people": [list(line.whose.people) for line in compared.lines],
    }


def _parts(protocol: Protocol, words: Words) -> dict[str, Any]:
    """What each has in each sub-criterion, as many beside each other as fit; nothing where criteria say the same."""
    _, codes = words.gettext, protocol.parts
    tables = []
    if len(codes) > len(protocol.letters):
        for at in range(0, len(codes), ACROSS):
            chosen = codes[at : at + ACROSS]
            rows = [
                [line.whose.name, *(words.mark(line.parts.get(code)) for code in chosen)] for line in protocol.lines
            ]
            tables.append({"headings": [_("Competitor"), *chosen], "rows": rows})
    return {"heading": _("Sums of the sub-criteria"), "tables": tables if protocol.lines else []}


def _category(ruleset: Ruleset, code: str | None, words: Words) -> str:
    found = next((one for one in ruleset.categories if one.code == code), None)
    return found.name.in_language(words.gettext.language) if found else code or ""


def _outcome(group: Group, ruleset: Ruleset, words: Words) -> str:
    """What the category came to, as on the scoreboard."""
    _ = words.gettext
    merged = ", ".join(_category(ruleset, code, words) for code in group.merged)
    said = [_("Competed together with: {names}. Too few started there.", names=merged)] if merged else []
    if group.fate is Fate.DEMONSTRATION:
        said.append(_("Too few started for medals."))
    if group.fate is Fate.NOT_HELD:
        said.append(_("Too few started: it was not held."))
    return " ".join(said)


def _cells(line: Line, protocol: Protocol, words: Words, *, has_scale: bool) -> list[str]:
    _, language = words.gettext, words.gettext.language
    total = words.mark(line.total)
    return [
        NOTHING if line.place is None else str(line.place),
        line.whose.name,
        *([] if protocol.is_by_number else [line.whose.member or NOTHING]),
        *(words.mark(line.criteria.get(letter)) for letter in protocol.letters),
        total if line.is_complete else f"{total} ({_('not complete')})",
        *([NOTHING if line.scale_score is None else str(line.scale_score)] if has_scale else []),
        line.award.title.in_language(language) if line.award else NOTHING,
    ]


def _statement(protocol: Protocol, words: Words) -> list[str]:
    """What the signatures below it stand for."""
    _ = words.gettext
    said = [_.n("Results of {n} competitor.", "Results of {n} competitors.", len(protocol.lines))]
    if protocol.absent:
        said.append(_.n("{n} does not start.", "{n} do not start.", len(protocol.absent)))
    if protocol.corrections:
        said.append(
            _.n("{n} mark was changed after sign-off.", "{n} marks were changed after sign-off.", protocol.corrections)
        )
    lines = [" ".join(said)]
    if protocol.head:
        lines.append(_("Fingerprint of these marks: {head}", head=spoken(protocol.head)))
    if protocol.has_changed and protocol.skill.signature and protocol.skill.signature.head:
        lines.append(_("Fingerprint when they were signed: {head}", head=spoken(protocol.skill.signature.head)))
    return lines
