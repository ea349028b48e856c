"""A card is laid beside the history of a sheet; with the third one all are shown, as a mark or as a dispute."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from competitions.domain.aspect import EntryUnfit
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import AlreadySigned
from competitions.domain.judgement import HIGHEST, JUDGES, ScoresUnfit
from competitions.domain.judging.cards import OnOneDevice, is_shown_in, own_card, together
from competitions.domain.judging.panel import ids_of, panel
from competitions.domain.mark import Card, Dispute, JustificationNeeded, Mark, MarkIdTaken, Overtaken, Repeated
from competitions.domain.sheet import Sheet

Shown = Mark | Dispute


def lay(
    sheet: Sheet, card: Card, by: Expert, *, saw: UUID | None, jury: Sequence[Expert]
) -> tuple[Sheet, Card | Shown | Repeated]:
    """The sheet with the card; with the third one the mark, or the dispute, that all three make, under its id.

    `saw`: the own card of this aspect that the expert saw, and where there is none the newest record. A card whose score its
    expert has in the newest record already is a repetition, since the answer to it may have been lost. On a mark that was seen a
    card begins the judgement anew: the mark stands until three have chosen.
    Raises UnknownAspect, EntryUnfit, ScoresUnfit, ConflictOfInterest, NotOnTeam, CompetitorAbsent, MarkIdTaken, OnOneDevice,
    AlreadySigned, Overtaken, JustificationNeeded.
    """
    _must_fit(sheet, card)
    sheet.admit(by)
    newest, own = sheet.newest.get(card.code), own_card(sheet.cards, card.code, card.author)
    if known := _known(sheet, card):
        return sheet, Repeated(known)
    if not sheet.own_devices:
        raise OnOneDevice(sheet.sub_criterion)
    is_seen = saw == (own.id if own else newest.id if newest else None)
    if own and own.says(card):
        return sheet, Repeated(own)
    if newest and not own and is_shown_in(newest, card) and not (is_seen and isinstance(newest, Dispute)):
        return sheet, Repeated(newest)
    if closed_at := sheet.signing.closes(card.code):
        raise AlreadySigned(sheet.sub_criterion, closed_at)
    if not is_seen:
        raise Overtaken(card.code, own or newest)
    return _laid(sheet, card, by, jury)


def _must_fit(sheet: Sheet, card: Card) -> None:
    rule = sheet.rule(card.code)
    if rule.type != "J":
        raise EntryUnfit(card.code, rule.type)
    if not 0 <= card.score <= HIGHEST:
        raise ScoresUnfit((card.score,))


def _known(sheet: Sheet, card: Card) -> Card | Shown | None:
    """What was made of this card before. Raises MarkIdTaken where the id is another's."""
    for record in sheet.history:
        if record.id == card.id:
            if not isinstance(record, Shown) or record.code != card.code or not is_shown_in(record, card):
                raise MarkIdTaken(card.code)
            return record
    known = next((one for one in sheet.cards if one.id == card.id), None)
    if known and not known.says(card):
        raise MarkIdTaken(card.code)
    return known


def _laid(sheet: Sheet, card: Card, by: Expert, jury: Sequence[Expert]) -> tuple[Sheet, Card | Shown | Repeated]:
    able = panel(sheet, jury)
    ids = ids_of(able)
    others = tuple(one for one in sheet.cards if one.code != card.code)
    round_ = (*(one for one in sheet.cards if _is_beside(one, card) and one.author in ids), card)
    if sheet.is_disputed(card.code) and not any(one.why for one in round_):
        raise JustificationNeeded(card.code)
    if len(round_) < JUDGES:
        return replace(sheet, cards=(*others, *round_)), card
    entry = together(round_, [one.subject_id for one in able])
    newest = sheet.newest.get(card.code)
    shown, made = sheet.enter(card.id, card.code, entry, by, card.at, saw=newest.id if newest else None, jury=jury)
    return replace(shown, cards=others), made


def _is_beside(one: Card, card: Card) -> bool:
    return one.code == card.code and one.author != card.author
