"""What the page of a sheet sends, read back into entries. Field names start with the aspect's code."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from competitions.domain.aspect import Entry, Judged, Measured, Rule
from competitions.domain.judgement import JUDGES
from competitions.domain.judging.cards import Laid
from competitions.domain.measurement import PassFail
from shared.web.schemas import Line, Prose

Typed = Mapping[str, str]
NEVER = UUID(int=0)
"""Stands for what is no id: nothing has it."""
UNREADABLE = -1
"""Stands for a score that is no number: the rule refuses it."""
DIGIT = re.compile("[0-9]")
LINE: Final[TypeAdapter[str]] = TypeAdapter(Line)
PROSE: Final[TypeAdapter[str]] = TypeAdapter(Prose)
REASON: Final = "reason"
SEVERAL_LINES: Final = (REASON, "justification")


def field(code: str, part: str) -> str:
    """The name and id of a field: `A1.01-value`, `A1.01-score1` to 3 with `A1.01-judge1` to 3, `A1.01-justification`."""
    return f"{code}-{part}"


def code_of(field: str) -> str:
    """The aspect that a field belongs to."""
    return field.rpartition("-")[0]


def saw_field(code: str) -> str:
    """The id of the newest record of the aspect when the page was loaded; empty: there was none."""
    return field(code, "saw")


def first_field(rule: Rule, *, takes_cards: bool = False) -> str:
    judged = "card" if takes_cards else "score1"
    return field(rule.code, "value" if rule.type == "M" else judged)


def cleaned(sent: Mapping[str, Any]) -> tuple[Typed, Mapping[str, Mapping[str, Any]]]:
    """What was typed, as it is kept, and pydantic's fault of each field that cannot be. A field that is empty is none."""
    typed: dict[str, str] = {}
    faults: dict[str, Mapping[str, Any]] = {}
    for name, value in sent.items():
        if not isinstance(value, str):
            continue
        kind = PROSE if name.rpartition("-")[2] in SEVERAL_LINES else LINE
        try:
            typed[name] = kind.validate_python(value) if value.strip() else ""
        except ValidationError as error:
            typed[name] = value
            faults[name] = dict(error.errors()[0])
    return typed, faults


def entry_of(rule: Rule, typed: Typed) -> Entry | None:
    """What was typed for an aspect, or None where nothing was."""
    if rule.type == "M":
        value = typed.get(field(rule.code, "value"), "")
        if not value:
            return None
        if isinstance(rule.calculator, PassFail) and value in {"true", "false"}:
            return Measured(value == "true")
        return Measured(value)
    scores = [typed.get(field(rule.code, f"score{judge}"), "") for judge in range(1, JUDGES + 1)]
    if not any(scores):
        return None
    justification = typed.get(field(rule.code, "justification")) or None
    judges = (seen_id(typed.get(field(rule.code, f"judge{judge}"), "")) for judge in range(1, JUDGES + 1))
    return Judged(
        tuple(int(score) if DIGIT.fullmatch(score) else UNREADABLE for score in scores if score),
        justification,
        tuple(judge for judge in judges if judge is not None),
    )


def typed_of(code: str, entry: Entry) -> Typed:
    """The fields as they stand for an entry that was made before."""
    match entry:
        case Measured(bool() as value):
            return {field(code, "value"): "true" if value else "false"}
        case Measured(value):
            return {field(code, "value"): str(value)}
        case Judged(scores, justification, judges):
            shown = {field(code, f"score{judge}"): str(score) for judge, score in enumerate(scores, 1)}
            return {**shown, **seats_of(code, judges), field(code, "justification"): justification or ""}


def card_of(code: str, laid: Laid | None) -> Typed:
    """The fields of one's own card, where it lies face down."""
    if laid is None or laid.own is None:
        return {}
    return {field(code, "card"): str(laid.own.score), field(code, "justification"): laid.own.why}


def score_of(code: str, typed: Typed) -> int | None:
    """Of one's own card; None where none was chosen."""
    score = typed.get(field(code, "card"), "")
    return (int(score) if DIGIT.fullmatch(score) else UNREADABLE) if score else None


def seats_of(code: str, judges: Sequence[UUID]) -> Typed:
    """The fields that say who judges an aspect."""
    return {field(code, f"judge{place}"): str(judge) for place, judge in enumerate(judges, 1)}


def seen_id(text: str) -> UUID | None:
    """An id as the form has it; what is none was never seen by anybody."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return NEVER
