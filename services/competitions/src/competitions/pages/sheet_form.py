"""A marking form that was sent without scripts: entered aspect by aspect, and what is to be shown again of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from starlette.requests import Request

from competitions.commands.marking import Proposal, enter_mark
from competitions.commands.marks.cards import Laying, lay_card
from competitions.domain.aspect import Entry, Rule
from competitions.domain.mark import Disputed, Overtaken, SeenNeeded, standing
from competitions.domain.refusal import Refusal
from competitions.pages.entries import (
    REASON,
    Typed,
    code_of,
    entry_of,
    first_field,
    saw_field,
    score_of,
    seen_id,
)
from competitions.pages.entries import field as field_of
from competitions.pages.rendering import explanations
from competitions.queries.judged.aspects import AspectRow
from competitions.queries.marking import SheetMarking
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.i18n import gettext_of
from shared.web.problems import Explanation
from shared.web.problems.faults import told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was not entered of a form. All else was, or stands as it was shown."""

    refused: dict[str, Explanation] = field(default_factory=dict)
    """By field."""
    questions: dict[str, Overtaken] = field(default_factory=dict)
    """By aspect: what was entered since the form was shown."""
    typed: dict[str, str] = field(default_factory=dict)
    """The fields of the aspects that were not entered."""

    def keep(self, code: str, typed: Typed, saw: UUID | None) -> None:
        self.typed.update({name: value for name, value in typed.items() if name.startswith(f"{code}-")})
        self.typed[saw_field(code)] = str(saw or "")

    @property
    def status(self) -> int:
        return 409 if len(self.questions) == len(self.refused) else 422

    def refuse(self, request: Request, rule: Rule, refusal: Refusal, first: str) -> None:
        if isinstance(refusal, Overtaken):
            self.questions[rule.code] = refusal
        for one in explanations(request, refusal):
            place = _place(one.where, rule.code, first)
            self.refused[place] = one.model_copy(update={"where": place, "message": _about(rule.code, one.message)})


Faults = Mapping[str, Mapping[str, Any]]
"""By field, what is wrong with a text that cannot be kept."""


async def enter_all(
    request: Request, app: App, marking: SheetMarking, typed: Typed, by: Principal, faults: Faults
) -> Outcome:
    """Enters what was changed and can be read. `keep` names an aspect whose newer entry stands, `mine` one whose newer entry
    was seen."""
    outcome = Outcome(unreadable(request, faults))
    reason = typed.get(REASON, "") if marking.sheet.signing.is_begun else None
    left_alone = {code_of(name) for name in faults}
    for row in marking.rows:
        rule = row.aspect.rule
        is_card = marking.sheet.takes_cards and rule.type == "J"
        saw = _seen(rule.code, typed)
        if rule.code in left_alone or REASON in faults:
            outcome.keep(rule.code, typed, saw)
            continue
        change = _card(row, typed, by, saw) if is_card else _mark(row, typed, by, saw, reason)
        if change is None or typed.get("keep") == rule.code:
            continue
        try:
            if saw_field(rule.code) not in typed:
                raise SeenNeeded
            if isinstance(change, Proposal) and typed.get("confirm") != rule.code:
                _must_be_asked_for(row, change, typed, marking.names)
            if isinstance(change, Laying):
                await lay_card(app, marking.sheet.id, change)
            else:
                await enter_mark(app, marking.sheet.id, change)
        except Refusal as refusal:
            outcome.keep(rule.code, typed, refusal.dispute.id if isinstance(refusal, Disputed) else saw)
            outcome.refuse(request, rule, refusal, first_field(rule, takes_cards=is_card))
    return outcome


def _mark(row: AspectRow, typed: Typed, by: Principal, saw: UUID | None, reason: str | None) -> Proposal | None:
    """None where nothing was entered, or changed."""
    code, entry = row.aspect.code, entry_of(row.aspect.rule, typed)
    if typed.get("confirm") == code and row.may_confirm and row.mark and saw == row.mark.id:
        entry = row.mark.entry  # Whatever stands in the fields beside the button.
    if entry is None or (typed.get("confirm") != code and _is_unchanged(row, saw, entry)):
        return None
    return Proposal(uuid4(), code, entry, by, saw, reason)


def _must_be_asked_for(row: AspectRow, change: Proposal, typed: Typed, names: Mapping[UUID, str]) -> None:
    """Another value than a colleague's, which waits to be confirmed, replaces it only once that was answered.

    Raises Overtaken.
    """
    first, is_answered = row.mark, typed.get("mine", "").startswith(f"{change.code}:")
    if not first or not row.may_confirm or is_answered or change.saw != first.id:
        return
    if not row.aspect.rule.is_same(first.entry, change.entry):
        raise Overtaken(change.code, first, names.get(first.author, "—"), is_seen=True)


def _card(row: AspectRow, typed: Typed, by: Principal, saw: UUID | None) -> Laying | None:
    """None where none was chosen, or the one that lies there is shown again."""
    code = row.aspect.code
    score, why = score_of(code, typed), typed.get(field_of(code, "justification")) or None
    own = row.laid.own if row.laid else None
    if score is None or (own and saw == own.id and (score, why or "") == (own.score, own.why)):
        return None
    return Laying(uuid4(), code, score, by, saw, why)


def unreadable(request: Request, faults: Faults) -> dict[str, Explanation]:
    """The explanations of fields that are no text, by field."""
    refused: dict[str, Explanation] = {}
    for name, fault in faults.items():
        message, fix = told(fault, gettext_of(request))
        about = f"{code_of(name)}: " if code_of(name) else ""
        refused[name] = Explanation(where=name, message=about + message, fix=fix)
    return refused


def _about(code: str, message: str) -> str:
    """The summary names the aspect: once, also where the message does."""
    return message if code in message else f"{code}: {message}"


def _seen(code: str, typed: Typed) -> UUID | None:
    answered, _, newest = typed.get("mine", "").partition(":")
    return seen_id(newest if answered == code else typed.get(saw_field(code), ""))


def _is_unchanged(row: AspectRow, saw: UUID | None, entry: Entry) -> bool:
    """Whether the fields are as they were filled when the form was loaded."""
    ids = [record.id for record in row.history]
    if saw not in ids:
        return False
    mark = standing(row.history[: ids.index(saw) + 1]).get(row.aspect.code)
    return mark is not None and row.aspect.rule.is_same(mark.entry, entry)


def _place(where: str, code: str, first: str) -> str:
    """The field that an explanation is about."""
    places = {"/justification": f"{code}-justification", "/reason": "reason", code: f"{code}-question"}
    return places.get(where, first)
