"""A marking form that was sent without scripts: entered aspect by aspect, and what is to be shown again of it."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from starlette.requests import Request

from competitions.commands.marking import Proposal, enter_mark
from competitions.domain.aspect import Entry
from competitions.domain.history import standing
from competitions.domain.mark import Disputed, Overtaken
from competitions.domain.refusal import Refusal
from competitions.domain.sheet import SeenNeeded
from competitions.pages.entries import Typed, entry_of, first_field, saw_field
from competitions.pages.rendering import explanations
from competitions.queries.marking import AspectRow, SheetMarking
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.problems import Explanation

NEVER = UUID(int=0)
"""Stands for what is no id: nothing has it."""


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


async def enter_all(request: Request, app: App, marking: SheetMarking, typed: Typed, by: Principal) -> Outcome:
    """Enters what was changed. `keep` names an aspect whose newer entry stands, `mine` one whose newer entry was seen."""
    outcome = Outcome()
    reason = typed.get("reason", "") if marking.sheet.signature else None
    for row in marking.rows:
        rule = row.aspect.rule
        entry = entry_of(rule, typed)
        saw = _seen(rule.code, typed)
        if entry is None or typed.get("keep") == rule.code:
            continue
        shown = _shown(row, saw)
        if shown is not None and rule.is_same(shown, entry):
            continue
        try:
            if saw_field(rule.code) not in typed:
                raise SeenNeeded
            await enter_mark(app, marking.sheet.id, Proposal(uuid4(), rule.code, entry, by, saw, reason))
        except Refusal as refusal:
            outcome.keep(rule.code, typed, refusal.dispute.id if isinstance(refusal, Disputed) else saw)
            if isinstance(refusal, Overtaken):
                outcome.questions[rule.code] = refusal
            for one in explanations(request, refusal):
                place = _place(one.where, rule.code, first_field(rule))
                outcome.refused[place] = one.model_copy(
                    update={"where": place, "message": f"{rule.code}: {one.message}"}
                )
    return outcome


def seen_id(text: str) -> UUID | None:
    """An id as the form has it; what is none was never seen by anybody."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return NEVER


def _seen(code: str, typed: Typed) -> UUID | None:
    answered, _, newest = typed.get("mine", "").partition(":")
    return seen_id(newest if answered == code else typed.get(saw_field(code), ""))


def _shown(row: AspectRow, saw: UUID | None) -> Entry | None:
    """What the fields were filled with when the form was loaded."""
    ids = [record.id for record in row.history]
    if saw not in ids:
        return None
    mark = standing(row.history[: ids.index(saw) + 1]).get(row.aspect.code)
    return mark.entry if mark else None


def _place(where: str, code: str, first: str) -> str:
    """The field that an explanation is about."""
    places = {"/justification": f"{code}-justification", "/reason": "reason", code: f"{code}-question"}
    return places.get(where, first)
