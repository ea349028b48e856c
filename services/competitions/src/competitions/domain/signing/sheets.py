"""A form is signed by its team, and opened again by whoever leads the jury."""

from dataclasses import dataclass, replace
from datetime import datetime

from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import MarksMissing, NotOnTeam, Sealed
from competitions.domain.refusal import Refusal
from competitions.domain.sheet import Sheet
from competitions.domain.signature import Signature
from competitions.domain.signing.form import Reopening
from competitions.domain.skill import NotChief


@dataclass(eq=False)
class NotSigned(Refusal):
    """What nobody has signed is open already."""

    sub_criterion: str


@dataclass(eq=False)
class NothingToSign(Refusal):
    """No sub-criterion is chosen."""


@dataclass(eq=False)
class NothingReopened(Refusal):
    """It is not said which aspects."""


@dataclass(eq=False)
class ReopeningUnexplained(Refusal):
    """Why signed marks are given back to the team stays in sight."""


def may_sign(sheet: Sheet, expert: Expert) -> bool:
    """By its marking team; by whoever leads the jury as well, unless each of the team has to: nobody stands in for a colleague."""
    if sheet.signing.by_each and sheet.team:
        return expert.subject_id in sheet.team
    return sheet.may_be_signed_by(expert)


def sign(sheet: Sheet, by: Expert, at: datetime) -> tuple[Sheet, Signature | None]:
    """The signature is None for a repeat, and for whoever comes after one who signed for all: the first stands. A judgement that
    was begun anew and not finished ends with it.

    Raises NotOnTeam, MarksMissing.
    """
    if not sheet.signing.takes(by.subject_id):
        return sheet, None
    if not may_sign(sheet, by):
        raise NotOnTeam(sheet.sub_criterion)
    if not sheet.is_complete:
        raise MarksMissing(((sheet.sub_criterion, 1),))
    signature = Signature(by.subject_id, at)
    return replace(sheet, signing=sheet.signing.signed(signature), cards=()), signature


def reopen(sheet: Sheet, reopening: Reopening, by: Expert) -> Sheet:
    """The aspects may be entered again, all others stand as they are, and so do the marks until others are entered.

    Signatures that stood for the form are taken back, in sight of who gave them. A repeat changes nothing.
    Raises NotChief, CompetitorAbsent, Sealed, UnknownAspect, NothingReopened, NotSigned, ReopeningUnexplained.
    """
    if any(one.id == reopening.id for one in sheet.signing.reopenings):
        return sheet
    if not by.leads:
        raise NotChief(sheet.skill_id)
    _must_be_reopenable(sheet, reopening)
    return replace(sheet, signing=sheet.signing.reopened(reopening, [rule.code for rule in sheet.rules]))


def _must_be_reopenable(sheet: Sheet, reopening: Reopening) -> None:
    if sheet.absent:
        raise CompetitorAbsent(sheet.competitor.registration_id)
    if sheet.sealed:
        raise Sealed(sheet.sub_criterion)
    if not reopening.codes:
        raise NothingReopened
    if not [code for code in reopening.codes if sheet.signing.closes(sheet.rule(code).code)]:
        raise NotSigned(sheet.sub_criterion)
    if not reopening.reason.strip():
        raise ReopeningUnexplained
