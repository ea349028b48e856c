"""The answers to a list or a file as a table: for the screen and for paper, and as a workbook to keep."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from certificates.domain.verifying.presentation import Presentation
from certificates.domain.verifying.verdict import Answer, Facts, Verdict
from certificates.pages.answers import MEANINGS, checks, details, titles, where
from certificates.queries.listing import Checked
from shared.text import Text
from shared.web.formats import Formats
from shared.web.i18n import Gettext
from shared.workbooks.writing import Cell, workbook

LONGEST_SHOWN: Final = 100
"""Numbers and ids are shown; a code's text and signed data say nothing to a person."""
WORST: Final = tuple({"bad": 0, "attention": 1, "good": 2}.items())


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    number: int
    what: str
    """What was presented: a number, or the file that it stood in."""
    place: str
    label: str
    meaning: str
    answer: str
    details: Sequence[str]
    holder: str
    earned: Sequence[str]
    """What it was given for: achievement, skill, context."""
    issued: Sequence[str]
    checked: str
    unchecked: str
    url: str | None
    issuer: str
    issuer_url: str | None
    contact: Sequence[str]
    """Whom to ask, beside its page."""


def lines(checked: Sequence[Checked], _: Gettext, formats: Formats) -> list[Line]:
    return [_line(number, each, _, formats) for number, each in enumerate(checked, 1)]


def worst_first(of: Sequence[Line]) -> list[Line]:
    ranks = dict(WORST)
    return sorted(of, key=lambda line: ranks[line.meaning])


def counts(checked: Sequence[Checked], _: Gettext) -> list[tuple[str, str, int]]:
    """Meaning, answer and how many, the worst first; of what is valid nothing is said again."""
    found = Counter(each.verdict.answer for each in checked if each.verdict.answer is not Answer.VALID)
    ranks = dict(WORST)
    by_rank = sorted(found.items(), key=lambda one: ranks[MEANINGS[one[0]]])
    return [(MEANINGS[answer], titles(_)[answer], count) for answer, count in by_rank]


def as_workbook(checked: Sequence[Checked], about: str, origin: str, _: Gettext, formats: Formats) -> bytes:
    """What it shows and when in the first row, then the headings, and everything that the table has."""
    headings = (
        *(_("No."), _("What was presented"), _("File"), _("Page"), _("Row"), _("Beside it")),
        *(_("Answer"), _("More about it"), _("Holder"), _("Achievement"), _("Skill"), _("Where")),
        *(_("Issued by"), _("Issued"), _("Registration number"), _("Checked"), _("Not checked"), _("Status as of")),
        *(_("Page of the certificate"), _("Questions to")),
    )
    rows = (_row(number, each, origin, _, formats) for number, each in enumerate(checked, 1))
    return workbook(_("Answers"), ([about], headings, *rows), frozen_rows=2)


def _line(number: int, each: Checked, _: Gettext, formats: Formats) -> Line:
    presented, verdict, facts = each.presented, each.verdict, each.verdict.facts
    issued = (facts.number, formats.day(facts.issued_on) if facts.issued_on else None)
    return Line(
        number=number,
        what=_what(presented, _),
        place=_place(presented, _),
        label=presented.label,
        meaning=MEANINGS[verdict.answer],
        answer=titles(_)[verdict.answer],
        details=_details(each, _, formats),
        holder=facts.name or "",
        earned=[text for text in _earned(facts, _) if text],
        issued=[text for text in issued if text],
        checked=_listed(verdict, _, checked=True),
        unchecked=_listed(verdict, _, checked=False),
        url=f"/certificates/{verdict.certificate_id}" if verdict.certificate_id else None,
        issuer=_in(facts.issuer, _) or "",
        issuer_url=f"/issuers/{verdict.organisation}" if verdict.organisation else None,
        contact=facts.contact.shown,
    )


def _row(number: int, each: Checked, origin: str, _: Gettext, formats: Formats) -> Sequence[Cell]:
    presented, verdict, facts = each.presented, each.verdict, each.verdict.facts
    return (
        *(number, _shown(presented), presented.file, presented.page, presented.row, presented.label),
        *(titles(_)[verdict.answer], " ".join(_details(each, _, formats)), facts.name),
        *(*_earned(facts, _), _in(facts.issuer, _)),
        *(facts.issued_on, facts.number),
        *(_listed(verdict, _, checked=True), _listed(verdict, _, checked=False)),
        formats.moment(verdict.as_of) if verdict.as_of else None,
        f"{origin}/certificates/{verdict.certificate_id}" if verdict.certificate_id else None,
        ", ".join(facts.contact.shown),
    )


def _earned(facts: Facts, _: Gettext) -> tuple[str | None, ...]:
    """What, in which skill, and where."""
    return _in(facts.title, _), _in(facts.skill, _), where(facts, _)


def _details(each: Checked, _: Gettext, formats: Formats) -> list[str]:
    repeated = [_("The same certificate stands further above.")] if each.is_repeated else []
    return [*details(each.verdict, _, formats), *repeated]


def _listed(verdict: Verdict, _: Gettext, *, checked: bool) -> str:
    return ", ".join(checks(_)[check] for check in (verdict.checked if checked else verdict.unchecked))


def _what(presented: Presentation, _: Gettext) -> str:
    if shown := _shown(presented):
        return shown
    if presented.file:
        return presented.file
    return _("Code or signed data") if presented.text else _("Nothing")


def _shown(presented: Presentation) -> str:
    return presented.text if len(presented.text) <= LONGEST_SHOWN else ""


def _place(presented: Presentation, _: Gettext) -> str:
    """Where it stood, as far as `_what` does not say it."""
    parts = []
    if presented.file and _shown(presented):
        parts.append(presented.file)
    if presented.page:
        parts.append(_("page {n}", n=presented.page))
    if presented.row:
        parts.append(_("row {n}", n=presented.row))
    return ", ".join(parts)


def _in(text: Text | None, _: Gettext) -> str | None:
    return text.in_language(_.language) if text else None
