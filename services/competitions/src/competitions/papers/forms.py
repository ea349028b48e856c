"""Marking forms in words: blank ones to be filled in by hand, and what is recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from competitions.domain.aspect import Aspect, Judged, Measured
from competitions.domain.history.chain import head, spoken
from competitions.domain.judgement import JUDGES
from competitions.domain.judging.panel import judges_of
from competitions.domain.mark import Mark
from competitions.domain.sheet import Sheet
from competitions.papers.asked import kind, notes
from competitions.papers.words import NOTHING, Words
from competitions.queries.papers.forms import Form, Forms, Kind

TEMPLATE: Final = "form.typ"
SHORT: Final = 32
"""Lines. A form with no more is on one page with its signatures, which spares looking for where it breaks."""
A_LINE: Final = 45
"""Letters, or more."""
Authors = Mapping[UUID, UUID]
"""Who entered what, by the ids of records."""


def of_forms(forms: Forms, title: str, words: Words, at: datetime) -> dict[str, Any]:
    """What the template reads."""
    _ = words.gettext
    is_blank = forms.kind is Kind.BLANK
    headings = {
        "aspect": _("Aspect"),
        "kind": _("What is marked"),
        "maximum": _("At most"),
        "scores": _("Scores of the experts, or the measured value") if is_blank else _("What was entered"),
        "mark": _("Mark"),
        "sum": _("Sum"),
        "signature": _("Signature"),
        "name": _("Expert"),
    }
    return {
        **words.frame(title, forms.championship, at),
        "headings": headings,
        "is_blank": is_blank,
        "forms": [_form(forms, one, words) for one in forms.forms],
    }


def _form(forms: Forms, form: Form, words: Words) -> dict[str, Any]:
    _ = words.gettext
    is_blank = forms.kind is Kind.BLANK
    authors = {one.id: one.author for one in form.sheet.history} if form.sheet else {}
    rows = [_row(one, form, authors, is_blank, forms.names, words) for one in form.sub_criterion.aspects]
    name = form.whose.name if form.whose else ""
    return {
        "heading": _("Marking form {code}", code=form.sub_criterion.code) + (f": {name}" if name else ""),
        "facts": _facts(forms, form, words),
        "rows": rows,
        "maximum": words.mark(form.sub_criterion.maximum),
        "sum": words.mark(form.sheet.total) if form.sheet and not is_blank else "",
        "signing": _signing(forms, form),
        "is_short": sum(map(_lines, rows)) <= SHORT,
        "kept": _kept(rows),
        "below": [] if is_blank else _recorded(form.sheet, forms.names, words),
    }


def _facts(forms: Forms, form: Form, words: Words) -> list[tuple[str, str]]:
    _ = words.gettext
    part = form.sub_criterion
    facts = [*words.where(forms.championship, forms.skill), (_("Sub-criterion"), f"{part.code} {part.name}")]
    if part.day:
        facts.append((_("Day"), str(part.day)))
    facts.append((_("Competitor"), form.whose.name if form.whose else ""))
    if form.whose and form.whose.people:
        facts.append((_("Members of the team"), ", ".join(form.whose.people)))
    if form.whose and form.whose.member:
        facts.append((_("Region or organisation"), form.whose.member))
    if form.absence:
        facts.append((_("The competitor does not start"), words.absence(form.absence.kind)))
    return facts


def _row(
    aspect: Aspect, form: Form, authors: Authors, is_blank: bool, names: Mapping[UUID, str], words: Words
) -> dict[str, Any]:
    mark = form.sheet.marks.get(aspect.code) if form.sheet and not is_blank else None
    return {
        "code": aspect.code,
        "name": aspect.description,
        "kind": kind(aspect, words),
        "notes": notes(aspect, words),
        "maximum": words.mark(aspect.rule.maximum),
        "boxes": JUDGES if aspect.rule.type == "J" else 1,
        "unit": aspect.unit or "",
        "entered": [] if is_blank else _entered(mark, aspect, authors, names, words),
        "mark": "" if is_blank else words.mark(mark.mark if mark else None),
    }


def _kept(rows: Sequence[Mapping[str, Any]]) -> int:
    """How many rows of the table stand on one page with the signatures: the sum, and of the last aspects two where they fit."""
    lines = [_lines(row) for row in rows[:-3:-1]]
    if sum(lines) <= SHORT:
        return 1 + len(lines)
    return 2 if lines[0] <= SHORT else 0


def _lines(row: Mapping[str, Any]) -> int:
    """That it takes at most."""
    return max(3, 1 + sum(1 + len(text) // A_LINE for text in (row["name"], *row["notes"])))


def _entered(mark: Mark | None, aspect: Aspect, authors: Authors, names: Mapping[UUID, str], words: Words) -> list[str]:
    """A line a score, each with the name of who showed it; or the value, with the names of who measured."""
    _ = words.gettext
    if mark is None:
        return [NOTHING]
    match mark.entry:
        case Judged(scores, _why, judges):
            shown = [names.get(judge, NOTHING) for judge in judges] or [NOTHING] * len(scores)
            return [f"{score} – {name}" for score, name in zip(scores, shown, strict=False)]
        case Measured(bool() as is_met):
            value = _("met") if is_met else _("not met")
        case Measured(found):
            value = f"{found} {aspect.unit}" if aspect.unit else str(found)
    return [f"{value} – {', '.join(names.get(one, NOTHING) for one in _measured_by(mark, authors))}"]


def _signing(forms: Forms, form: Form) -> Sequence[str]:
    """Who signs on paper: who judged, entered or confirmed something that counts; on a blank form who judges. Empty lines where nobody
    is known."""
    signing: list[UUID] = list(form.judges)
    if form.sheet and forms.kind is Kind.FILLED and form.sheet.marks:
        authors = {one.id: one.author for one in form.sheet.history}
        counted = form.sheet.marks.values()
        signing = [id for one in counted for id in (judges_of(one) or _measured_by(one, authors))]
    found = [forms.names.get(id, NOTHING) for id in dict.fromkeys(signing)]
    return found or [""] * JUDGES


def _measured_by(mark: Mark, authors: Authors) -> Sequence[UUID]:
    """Whoever measured first stands for it beside who confirmed it."""
    return (authors[mark.confirms], mark.author) if mark.confirms else (mark.author,)


def _recorded(sheet: Sheet | None, names: Mapping[UUID, str], words: Words) -> list[str]:
    """What paper and database are matched by."""
    _ = words.gettext
    if sheet is None or not sheet.history:
        return [_("Nothing is entered yet.")]
    changed = sum(isinstance(one, Mark) and one.reason is not None for one in sheet.history)
    lines = [
        _("Newest entry: {moment}", moment=words.formats.moment(sheet.history[-1].at)),
        _("Changed after sign-off: {n}", n=changed),
    ]
    for one in sheet.signing.signatures:
        moment = words.formats.moment(one.at)
        lines.append(_("Signed by {names}, {moment}", names=names.get(one.by, NOTHING), moment=moment))
    return [*lines, _("Fingerprint of this form: {head}", head=spoken(head(sheet)))]
