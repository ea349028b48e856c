"""All marks of a skill as rows of a workbook: of each who judged or measured it, by name."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Aspect, Judged, Measured
from competitions.domain.judgement import JUDGES
from competitions.domain.mark import Mark
from competitions.papers.words import NOTHING, Words
from competitions.queries.papers.forms import Form, Forms

Cell = str | int | Decimal | None


def mark_rows(forms: Forms, words: Words) -> Iterator[Sequence[Cell]]:
    """The headings, then a row for each competitor and aspect that has a mark."""
    _ = words.gettext
    seats = [(_("Expert {n}", n=n), _("Score {n}", n=n)) for n in range(1, JUDGES + 1)]
    yield (
        *(_("Competitor"), _("Region or organisation"), _("Aspect"), _("What is marked"), _("At most")),
        *(name for seat in seats for name in seat),
        *(_("Measured value"), _("Measured by"), _("Mark")),
    )
    for form in forms.forms:
        if form.sheet and form.whose:
            yield from _of_form(form, forms.names, words)


def _of_form(form: Form, names: Mapping[UUID, str], words: Words) -> Iterator[Sequence[Cell]]:
    if form.sheet is None or form.whose is None:
        return
    marks, authors = form.sheet.marks, {one.id: one.author for one in form.sheet.history}
    for aspect in form.sub_criterion.aspects:
        if mark := marks.get(aspect.code):
            about = (form.whose.name, form.whose.member, aspect.code, aspect.description, aspect.rule.maximum)
            yield (*about, *_found(mark, aspect, authors, names, words), mark.mark)


def _found(
    mark: Mark, aspect: Aspect, authors: Mapping[UUID, UUID], names: Mapping[UUID, str], words: Words
) -> Iterator[Cell]:
    _ = words.gettext
    match mark.entry:
        case Judged(scores, _why, judges):
            for seat in range(JUDGES):
                yield names.get(judges[seat], NOTHING) if seat < len(judges) else NOTHING
                yield scores[seat]
            yield from (None, None)
        case Measured(value):
            by = (authors[mark.confirms], mark.author) if mark.confirms else (mark.author,)
            yield from (None,) * (2 * JUDGES)
            yield (
                (_("met") if value else _("not met"))
                if isinstance(value, bool)
                else f"{value} {aspect.unit or ''}".strip()
            )
            yield ", ".join(names.get(one, NOTHING) for one in by)
