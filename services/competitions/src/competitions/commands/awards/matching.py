"""What the rows of a table come to, some hundred at a time: who is meant, and what of it was granted before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from competitions.commands.awards.before import Asked, Before, granted_before
from competitions.commands.awards.naming import award_id, same_key, same_row
from competitions.domain.awards.facts import Granted
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import Fault, Letter, Namesake, Recipient, Row, RowState, matched, reached
from competitions.domain.person import Person, full_years
from competitions.tables.reading import Draft
from competitions.wiring import App
from competitions.workbook.faults import _
from shared.ids import derive


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands that is about the row as a whole."""

    name: str
    key: str


async def rows_of(app: App, table_id: UUID, offer: Offer, drafts: Sequence[tuple[Draft, Place]]) -> list[Row]:
    """In the order of the file. They are not kept yet."""
    readable = [(draft, place) for draft, place in drafts if draft.recipient and draft.granted]
    kept = await app.people.namesakes(
        offer.organisation, {draft.recipient.folded for draft, _ in readable if draft.recipient}
    )
    namesakes = {name: [Namesake(*one) for one in some] for name, some in kept.items()}
    rows = [_matched(table_id, draft, namesakes) for draft, _ in readable]
    rows = await _with_twins(app, table_id, rows, {draft.number: place for draft, place in readable})
    rows = await _compared(app, offer, rows)
    faulty = [_faulty(table_id, draft) for draft, _ in drafts if not (draft.recipient and draft.granted)]
    return sorted([*rows, *faulty], key=lambda row: row.number)


def _faulty(table_id: UUID, draft: Draft) -> Row:
    id = derive(table_id, "row", str(draft.number))
    return Row(id, table_id, draft.number, RowState.FAULTY, faults=tuple(draft.faults))


def _matched(table_id: UUID, draft: Draft, namesakes: Mapping[str, Sequence[Namesake]]) -> Row:
    recipient, granted = said(draft.recipient, draft.granted)
    subject_id, candidates = matched(recipient, namesakes.get(recipient.folded, ()))
    same = (
        same_key(table_id, draft.key)
        if draft.key
        else same_row(table_id, recipient.folded, recipient.birth_date, granted.context, granted.granted_on)
    )
    return Row(
        derive(table_id, "row", str(draft.number)),
        table_id,
        draft.number,
        RowState.UNSURE if candidates else RowState.NEW,
        recipient,
        granted,
        special_category=draft.special_category,
        key=draft.key,
        same=same,
        candidates=candidates,
        subject_id=subject_id,
    )


async def _with_twins(app: App, table_id: UUID, rows: Sequence[Row], places: Mapping[int, Place]) -> list[Row]:
    """The same twice in one table is a fault; without a birth date it may be a namesake, which somebody has to say."""
    first = await app.award_rows.twins(table_id, {row.same for row in rows if row.same})
    made = []
    for row in rows:
        other = first.get(row.same) if row.same else None
        if other is None or row.same is None or other >= row.number:
            if row.same:
                first[row.same] = row.number
            made.append(row)
        elif row.key is None and row.recipient and row.recipient.birth_date is None:
            made.append(replace(row, state=RowState.UNSURE, twin=other))
        else:
            made.append(_twice(row, other, places[row.number]))
    return made


def _twice(row: Row, other: int, place: Place) -> Row:
    if row.key:
        message, column = _("The same key stands in row {other}."), place.key
    else:
        message, column = _("The same person stands in row {other}."), place.name
    return _at_fault(row, Fault(column, message, _("Leave one of the two rows out."), {"other": str(other)}))


async def _compared(app: App, offer: Offer, rows: Sequence[Row]) -> list[Row]:
    """With what was granted before, and whom the news can reach."""
    asked = [_asked(row, row.granted) if row.granted else [] for row in rows]
    found = iter(await granted_before(app, offer, [one for some in asked for one in some]))
    told = [_told_by_key(row, list(islice(found, len(some)))) for row, some in zip(rows, asked, strict=True)]
    people = await letters_of(app, [row.subject_id for row, _before in told if row.subject_id])
    return [_against(app, row, before, people) for row, before in told]


def _asked(row: Row, granted: Granted) -> list[Asked]:
    """Of each who may be meant."""
    if row.candidates:
        return [Asked(one.id, granted, row.key) for one in row.candidates]
    return [Asked(row.subject_id, granted, row.key)]


def _told_by_key(row: Row, known: Sequence[Before | None]) -> tuple[Row, Before | None]:
    """What was granted under a row's key says who of the candidates is meant; else each is told with what it would change of theirs."""
    if not row.candidates:
        return row, next(iter(known), None)
    theirs = {one.id: before for one, before in zip(row.candidates, known, strict=True) if before and before.is_theirs}
    if row.key:
        for id, before in theirs.items():
            return replace(row, state=RowState.NEW, subject_id=id, candidates=()), before
        return row, next(iter(known), None)
    granted = said(row.recipient, row.granted)[1]
    candidates = (
        replace(one, differing=theirs[one.id].award.granted.differing(granted)) if one.id in theirs else one
        for one in row.candidates
    )
    return replace(row, candidates=tuple(candidates)), None


def _against(app: App, row: Row, known: Before | None, people: Mapping[UUID, Letter]) -> Row:
    if row.state is RowState.FAULTY:
        return row
    recipient, granted = said(row.recipient, row.granted)
    letter = people.get(row.subject_id) if row.subject_id else None
    row = replace(row, letter=letter or recipient.letter(app.today()))
    if known is None:
        return row
    if not known.is_theirs:
        message = _("Another person has been granted this under the same key.")
        return _at_fault(row, Fault("", message, _("Give the row another key, or leave it out.")))
    differing = known.award.granted.differing(granted)
    return replace(row, state=RowState.CHANGES if differing else RowState.KNOWN, differing=differing)


async def letters_of(app: App, ids: Iterable[UUID]) -> Mapping[UUID, Letter]:
    """Of people who are kept: by what is kept of them, since a table changes nothing of it."""
    people = await app.people.by_id(ids)
    guardians = await app.people.by_id({id for one in people.values() for id in one.guardians})
    return {
        id: _letter(app, one, any(guardians[id].email for id in one.guardians if id in guardians))
        for id, one in people.items()
    }


def _letter(app: App, person: Person, has_guardian: bool) -> Letter:
    age = full_years(person.birth_date, app.today()) if person.birth_date else None
    return reached(age, has_email=person.email is not None, has_guardian=has_guardian)


def _at_fault(row: Row, fault: Fault) -> Row:
    """Without what it says of anybody: that stands in its cells."""
    return replace(row, state=RowState.FAULTY, recipient=None, granted=None, candidates=(), faults=(fault,), same=None)


def award_id_of(offer: Offer, row: Row, subject_id: UUID) -> UUID:
    granted = said(row.recipient, row.granted)[1]
    return award_id(offer, subject_id, granted.context, granted.granted_on, row.key)


def said(recipient: Recipient | None, granted: Granted | None) -> tuple[Recipient, Granted]:
    """Of a row that can be granted."""
    if recipient is None or granted is None:
        raise TypeError("nothing is said of whom and what")
    return recipient, granted
