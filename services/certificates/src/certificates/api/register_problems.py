"""What our errors about entries of the register, and acts with them, become for those who ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from certificates.domain.achievement import NotForTheHolder
from certificates.domain.acts.act import ActStarted, NothingChosen, TooManyEntries, UnknownAct
from certificates.domain.acts.amendment import GrantedTooLate, NoScale, PointsMissing, ScoreTooHigh
from certificates.domain.acts.faults import BadTable, TableFault
from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    NoReason,
    NotSuspended,
    RevocationUnconfirmed,
)
from certificates.domain.columns import NoColumns, TooManyForWorkbook
from certificates.domain.register import RegisterFull
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _not_for_holder(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This is for a team, and the holder is a person, or the other way round.")
    return _one("/achievement", message, _("Choose another achievement."))


def _score_too_high(error: ScoreTooHigh, _: Gettext) -> Sequence[Explanation]:
    message = _("The total is higher than what there was to reach.")
    return _one("/total", message, _("Write {most} at most, or change what there was to reach.", most=error.out_of))


def _points_missing(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The certificate says points on a scale beside the total.")
    return _one("/points", message, _("Write these points, too: by the protocol they belong to the new total."))


def _no_scale(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/points", _("The certificate has no points on a scale."), _("Leave them empty, and write the total."))


def _granted_too_late(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The day on which it was granted is still to come.")
    return _one("/granted_on", message, _("Give today's or an earlier one."))


def _unknown_act(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This act is not there: what nobody starts is kept for a day.")
    return _one("id", message, _("Begin it anew in the register."))


def _act_started(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This act was started already.")
    return _one("id", message, _("What was done stays done: look at what came of it."))


def _too_many_entries(error: TooManyEntries, _: Gettext) -> Sequence[Explanation]:
    message = _("{count} entries are more than the {most} that are taken at once.", count=error.count, most=error.most)
    return _one("", message, _("Look for fewer of them, by days or by achievement."))


def _too_many_for_workbook(error: TooManyForWorkbook, _: Gettext) -> Sequence[Explanation]:
    message = _("{count} entries are more than the {most} of a workbook.", count=error.count, most=error.most)
    return _one("", message, _("Take the table as CSV, or look for fewer of them."))


def _nothing_chosen(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("There is no entry with which this could be done.")
    return _one("/chosen", message, _("Tick entries, or choose all that were found."))


def _already_revoked(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This certificate was revoked already, and that is for good.")
    return _one("", message, _("Issue a new certificate if the revocation was a mistake."))


def _already_replaced(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("A newer certificate took the place of this one.")
    return _one("", message, _("Change the newer one instead."))


def _already_suspended(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This certificate is suspended already.")
    return _one("", message, _("End the suspension, or revoke the certificate."))


def _not_suspended(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This certificate is not suspended.")
    return _one("", message, _("Nothing is left to do."))


def _no_reason(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("There is no reason.")
    return _one("/reason", message, _("Say why: the holder and the register have a right to know."))


def _unconfirmed(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/sure", _("A revocation is for good."), _("Tick the box below the reason if you want that."))


def _full(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("", _("No number is left this year."), _("Tell those who run the system."))


def table_words(_: Gettext) -> Mapping[TableFault, tuple[str, str]]:
    """What is wrong with a file, and how to mend it."""
    anew, template = (
        _("Save it as .xlsx or CSV, and bring that."),
        _("Take the template, and write one certificate a row."),
    )
    return {
        TableFault.NONE: (_("No file was chosen."), _("Choose the table.")),
        TableFault.TOO_LARGE: (_("The file is larger than 10 MB."), _("Cut the table into several.")),
        TableFault.UNPACKS_TOO_LARGE: (_("The file unpacks to far more than a table of certificates has."), anew),
        TableFault.UNKNOWN_KIND: (_("This is no table."), anew),
        TableFault.BROKEN: (_("The file is damaged."), anew),
        TableFault.LOCKED: (_("The file has a password."), _("Save it without one, and send that.")),
        TableFault.EMPTY: (_("The table is empty."), template),
        TableFault.NO_HEADING: (_("No column is headed “Registration number”."), template),
        TableFault.UNKNOWN_COLUMN: (_("A column is not known"), template),
        TableFault.COLUMN_TWICE: (_("A column is there twice"), template),
        TableFault.TOO_MANY_ROWS: (_("More than 5,000 rows are in it."), _("Cut the table into several.")),
        TableFault.BUSY: (_("Other tables are being read now."), _("Try again in a minute.")),
        TableFault.OUT_OF_BOUNDS: (_("To read it takes too much time or memory."), anew),
    }


def _bad_table(error: BadTable, _: Gettext) -> Sequence[Explanation]:
    message, fix = table_words(_)[error.fault]
    return _one("/file", f"{message}: {error.name}" if error.name else message, fix)


def _no_columns(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("", _("The table would have no columns."), _("Give at least one of them a place, such as 1."))


def _one(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


PROBLEMS: Sequence[ProblemType] = (
    ProblemType(NoColumns, "columns-missing", 422, "There are no columns", _no_columns),
    ProblemType(BadTable, "table-refused", 422, "The table is refused", _bad_table),
    ProblemType(NotForTheHolder, "achievement-not-for-holder", 422, "It is for others", _not_for_holder),
    ProblemType(ScoreTooHigh, "score-too-high", 422, "The score is too high", _score_too_high),
    ProblemType(PointsMissing, "points-missing", 422, "The points are missing", _points_missing),
    ProblemType(NoScale, "scale-missing", 422, "There is no scale", _no_scale),
    ProblemType(GrantedTooLate, "granted-too-late", 422, "The day is still to come", _granted_too_late),
    ProblemType(UnknownAct, "act-unknown", 404, "There is no such act", _unknown_act),
    ProblemType(ActStarted, "act-started", 409, "The act was started", _act_started),
    ProblemType(TooManyEntries, "too-many-entries", 422, "There are too many at once", _too_many_entries),
    ProblemType(
        TooManyForWorkbook, "too-many-for-workbook", 422, "There are too many for a workbook", _too_many_for_workbook
    ),
    ProblemType(NothingChosen, "nothing-chosen", 422, "Nothing was chosen", _nothing_chosen),
    ProblemType(AlreadyRevoked, "already-revoked", 409, "The certificate is revoked", _already_revoked),
    ProblemType(AlreadyReplaced, "already-replaced", 409, "The certificate was replaced", _already_replaced),
    ProblemType(AlreadySuspended, "already-suspended", 409, "The certificate is suspended", _already_suspended),
    ProblemType(NotSuspended, "not-suspended", 409, "The certificate is not suspended", _not_suspended),
    ProblemType(NoReason, "reason-missing", 422, "A reason is needed", _no_reason),
    ProblemType(RevocationUnconfirmed, "revocation-unconfirmed", 422, "The revocation is not confirmed", _unconfirmed),
    ProblemType(RegisterFull, "register-full", 503, "The register is full", _full),
)
