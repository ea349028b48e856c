"""What the script of the grid is given: aspects with their rules, and each competitor's form as it stands."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from markupsafe import Markup

from competitions.domain.aspect import Aspect, Entry, Judged, Measured, Rule
from competitions.domain.expert import Expert
from competitions.domain.judging.cards import Laid
from competitions.domain.mark import Dispute, disputed
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.measurement import Choice, NumberCompleted, RangedScore, RegularDifference
from competitions.domain.sheet import Sheet
from competitions.queries.marking import SheetRow
from shared.web.i18n import Gettext

Given = dict[str, Any]
ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def embedded(data: Given) -> Markup:
    """As JSON that stands inside a `<template>`: a page of ours has no inline script, of data either."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(ESCAPED))  # noqa: S704 - whatever could end the element is escaped


def given(
    expert: Expert | None,
    sub_criterion: SubCriterion,
    rows: Sequence[SheetRow],
    judges: Sequence[str],
    names: Mapping[UUID, str],
    _: Gettext,
    *,
    own_devices: bool = False,
) -> Given:
    """`expert`: who looks; None for the organiser, who marks nobody. `judges`: the labels of the three cards of a judgement
    where nobody is known who judges; `names`: of all who may, or did."""
    return {
        "aspects": [of_aspect(one, own_devices=own_devices) for one in sub_criterion.aspects],
        "judges": list(judges),
        "names": {str(id): name for id, name in names.items()},
        "forms": [
            {
                "sheet": str(row.sheet.id),
                "name": row.name,
                "member": row.sheet.competitor.member,
                "judges": [str(one) for one in row.seats],
                "closed": _closed(row.sheet, expert, _),
                "shut": _shut(row.sheet, _),
                "cells": _cells(row.sheet, row.cards),
                "version": row.sheet.version,
            }
            for row in rows
        ],
    }


def _closed(sheet: Sheet, expert: Expert | None, _: Gettext) -> str | None:
    """Why nothing is entered here; None where it may be."""
    if expert is None:
        return _("Marks are entered by the experts of the jury.")
    if expert.is_close_to(sheet.competitor.registration_id):
        return _("You have declared that you are not impartial towards this competitor: another expert marks them.")
    if sheet.has_conflict_of_interest(expert):
        member = sheet.competitor.member
        return _(
            "This competitor comes from {member}, as you do: an expert of another region marks them.", member=member
        )
    if sheet.signing.is_begun or sheet.sealed:
        return _("The form is signed off. Only the chief expert changes a mark now.")
    if not sheet.may_be_marked_by(expert):
        return _("You are not on the team that marks {code}.", code=sheet.sub_criterion)
    return None


def _shut(sheet: Sheet, _: Gettext) -> list[str | None] | None:
    """Of a form that was opened again in part, why nothing is entered into the other aspects."""
    if not sheet.signing.open:
        return None
    why = _("This aspect stays signed: the chief expert opened others again.")
    return [why if sheet.signing.closes(rule.code) else None for rule in sheet.rules]


def _cells(sheet: Sheet, cards: Mapping[str, Laid]) -> list[Given | None]:
    """In the order of the aspects: what stands, and the id of the newest record; None where nothing was ever entered."""
    marks, newest, apart = sheet.marks, sheet.newest, disputed(sheet.history)
    cells: list[Given | None] = []
    for rule in sheet.rules:
        record, mark, laid = newest.get(rule.code), marks.get(rule.code), cards.get(rule.code)
        if record is None and laid is None:
            cells.append(None)
            continue
        cell: Given = {"saw": str(record.id) if record else None}
        if laid:
            cell |= _of_cards(laid)
        if mark:
            cell |= {"mark": str(mark.mark), "entry": sent(mark.entry)}
        if rule.code in apart:
            cell |= {"apart": True, "shown": _shown(sheet, rule.code)}
        cells.append(cell)
    return cells


def _shown(sheet: Sheet, code: str) -> Given | None:
    """The scores that were too far apart last."""
    found = (one for one in reversed(sheet.history) if isinstance(one, Dispute) and one.code == code)
    return next((sent(Judged(one.scores, judges=one.judges)) for one in found), None)


def _of_cards(laid: Laid) -> Given:
    """What this expert may know of cards that are not shown yet."""
    own = laid.own
    card = {"chosen": laid.chosen, "explained": laid.is_explained}
    if own is None:
        return {"card": card}
    return {"card": {**card, "own": own.score, "why": own.why}, "saw": str(own.id)}


def sent(entry: Entry) -> Given:
    """As a device sends it."""
    match entry:
        case Judged(scores, why, by):
            return {
                "judgement": list(scores),
                "judges": [str(one) for one in by],
                **({"justification": why} if why else {}),
            }
        case Measured(value):
            return {"measurement": value}


def of_aspect(aspect: Aspect, *, own_devices: bool = False) -> Given:
    """`own_devices`: a judgement is a card of whoever looks."""
    rule = aspect.rule
    judged = "CARD" if own_devices else "JUDGEMENT"
    return {
        "code": rule.code,
        "name": aspect.description,
        "kind": judged if rule.type == "J" else rule.calculator.type,
        "maximum": str(rule.maximum),
        "partial": rule.partial,
        "levels": list(aspect.descriptors),
        **_calculator(rule),
    }


def _calculator(rule: Rule) -> Given:
    """What fits, and what it is worth."""
    match rule.calculator:
        case NumberCompleted(of):
            return {"of": of}
        case Choice(options):
            return {"options": [{"label": one.label, "mark": str(rule.mark(Measured(one.label)))} for one in options]}
        case RangedScore(target):
            symmetrical = [(target - within, target + within, mark) for within, mark in rule.steps]
            spans = [[*map(_digits, span)] for span in rule.spans or symmetrical]
            return {"target": _digits(target), "spans": spans, "negative": rule.takes_negative}
        case RegularDifference(target, difference, deduction, deducts):
            steps = {"target": target, "difference": difference, "deduction": deduction}
            written = {name: _digits(value) for name, value in steps.items()}
            return {**written, "deducts": deducts, "negative": rule.takes_negative}
    return {}


def _digits(value: Decimal) -> str:
    """Without an exponent."""
    return f"{value:f}"
