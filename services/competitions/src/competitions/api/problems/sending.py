"""Refusals of what tablets send later."""

from collections.abc import Sequence

from competitions.api.problems.explaining import why
from competitions.commands.sending.batch import PredecessorFailed
from competitions.domain.sending.late import LateSettled, NothingToEnter, TooLate, Why
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def reason_word(reason: Why, _: Gettext) -> str:
    return {
        Why.SIGNED: _("The form had been signed off before it came."),
        Why.SEALED: _("The results had been published before it came."),
        Why.ABSENT: _("The competitor does not start."),
        Why.OFF_TEAM: _("Who entered it is not on the marking team any more."),
        Why.OFF_JURY: _("Who entered it is not on the jury any more."),
        Why.OWN_DEVICES: _(
            "Each of the three experts had their own device before it came: three scores at once are not taken there."
        ),
        Why.ASKED: _("Another entry was made meanwhile, and its expert asks which one stands."),
        Why.NOT_IMPARTIAL: _("Who entered it may not mark this competitor."),
    }[reason]


def _too_late(error: TooLate, _: Gettext) -> Sequence[Explanation]:
    fix = _("It is kept: the chief expert enters it or sets it aside. It need not be sent again.")
    return why("sheet", reason_word(error.why, _), fix)


def _settled(error: LateSettled, _: Gettext) -> Sequence[Explanation]:
    is_entered = error.settlement.record is not None
    message = _("It has been entered already.") if is_entered else _("It has been set aside already.")
    return why("late_id", message, _("Look at the list again."))


SENDING = (
    ProblemType(TooLate, "too-late", 409, "It came too late for its form", _too_late),
    ProblemType(
        PredecessorFailed,
        "predecessor",
        424,
        "The entry before it was not taken",
        lambda error, _: why(
            "/after",
            _("What was entered on {code} before it has not been taken.", code=error.code),
            _("Settle that one first, then send this one again."),
        ),
    ),
    ProblemType(LateSettled, "late-settled", 409, "It is settled already", _settled),
    ProblemType(
        NothingToEnter,
        "nothing-to-enter",
        409,
        "There is nothing to enter",
        lambda error, _: why(
            "late_id",
            _("It took the mark of {code} back.", code=error.code),
            _("Set it aside; a mark can be changed on the form itself."),
        ),
    ),
)
