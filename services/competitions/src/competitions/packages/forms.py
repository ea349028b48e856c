"""The forms of a package, record by record: each has to come to the very bytes that were hashed. Without what people typed, of which
those bytes have a promise alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from competitions.domain.aspect import Judged, Measured, Rule
from competitions.domain.bringing.packages import PackageBroken, _
from competitions.domain.decimals import ZERO
from competitions.domain.history.chain import hashed
from competitions.domain.judging.confirming import unconfirmed
from competitions.domain.mark import Dispute, Link, Mark, Record, Withdrawal, standing
from competitions.domain.marking_scheme import SkillScheme
from competitions.domain.registration import ERASED
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signature import Signature
from competitions.domain.signing.form import Reopening, Signing
from shared.ids import derive

Line = Mapping[str, Any]


def moment_of(text: str) -> datetime:
    """Raises ValueError, also for a moment without its zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines of a package refer to."""

    championship_id: UUID
    people: Mapping[str, UUID]
    """By pseudonym."""
    schemes: Mapping[str, SkillScheme]
    """By the skill's id, as it is written."""

    def signature(self, line: Line) -> Signature:
        return Signature(self.people[line["by"]], moment_of(line["at"]), line["head"])

    def competitor(self, line: Line) -> Competitor:
        return Competitor(UUID(line["registration"]), self.people[line["competitor"]], line["member"])


@dataclass(slots=True)
class Forms:
    known: Known
    _rules: dict[tuple[str, str], tuple[Rule, ...]] = field(default_factory=dict)

    def sheet(self, line: Line) -> Sheet:
        """Raises PackageBroken."""
        rules, signing = self._rules_of(line["skill"], line["sub_criterion"]), self._signing(line)
        codes = [rule.code for rule in rules]
        history = tuple(self._record(one, signing, codes) for one in line["records"])
        marks = standing(history)
        sheet = Sheet(
            UUID(line["id"]),
            self.known.championship_id,
            UUID(line["skill"]),
            line["sub_criterion"],
            self.known.competitor(line),
            rules,
            confirmed_by=line["confirmed_by"],
            history=history,
            entered=len(marks),
            unconfirmed=len(unconfirmed(marks, line["confirmed_by"])),
            total=sum((one.mark for one in marks.values()), ZERO),
            signing=signing,
            sealed=True,
            absent=not line["counts"],
        )
        if sheet.id != derive("sheet", sheet.competitor.registration_id, sheet.sub_criterion):
            raise PackageBroken((_("sheet {sheet}: it is somebody else's", sheet=sheet.id),))
        for record, written in zip(history, line["records"], strict=True):
            sheet.rule(record.code)
            if hashed(sheet, record) != written["record"]:
                reason = _("sheet {sheet}, record {id}: more is in it than a mark has", sheet=sheet.id, id=record.id)
                raise PackageBroken((reason,))
        return sheet

    def _rules_of(self, skill: str, code: str) -> tuple[Rule, ...]:
        if (skill, code) not in self._rules:
            for part in self.known.schemes[skill].scheme.sub_criteria:
                self._rules[skill, part.code] = tuple(aspect.rule for aspect in part.aspects)
        return self._rules[skill, code]

    def _record(self, line: Line, signing: Signing, codes: Sequence[str]) -> Record:
        record = line["record"]
        lost = ERASED if record["promise"] else None
        link = Link(line["before"], None, record["promise"])
        id, code, author = UUID(record["id"]), record["aspect"], self.known.people[record["author"]]
        at = moment_of(record["at"])
        entered_at = moment_of(record["entered_at"]) if record["entered_at"] else None
        if record["kind"] == "withdrawal":
            return Withdrawal(id, code, UUID(record["withdrawn"]), author, at, lost or "", entered_at, link)
        entry = record["entry"]
        judges = tuple(self.known.people[one] for one in entry.get("judges", ()))
        if record["kind"] == "dispute":
            return Dispute(id, code, tuple(entry["scores"]), author, at, entered_at, judges, link)
        if "value" in entry:
            first = UUID(record["confirms"]) if "confirms" in record else None
            measured = Measured(entry["value"])
            return Mark(id, code, Decimal(record["mark"]), measured, author, at, lost, entered_at, first, link)
        # Of a correction the promise is of its reason, which it has in any case.
        reason, why = (lost, None) if signing.closed(code, at, codes) else (None, lost)
        judged = Judged(tuple(entry["scores"]), why, judges)
        return Mark(id, code, Decimal(record["mark"]), judged, author, at, reason, entered_at, link=link)

    def _signing(self, line: Line) -> Signing:
        return Signing(
            signatures=tuple(self.known.signature(one) for one in line["signed"]),
            reopenings=tuple(self._reopening(one) for one in line["opened"]),
        )

    def _reopening(self, line: Line) -> Reopening:
        return Reopening(
            UUID(line["id"]),
            tuple(line["aspects"]),
            self.known.people[line["by"]],
            moment_of(line["at"]),
            ERASED,
            tuple(self.known.signature(one) for one in line["taken_back"]),
            promise=line["promise"],
        )
