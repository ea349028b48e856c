"""What our errors about blanks become for those who ask."""

from collections.abc import Sequence
from typing import Any, Final

from certificates.domain.blanks.blank import (
    BlankChanged,
    BlankSpoilt,
    BlankTaken,
    HasBlank,
    NoBlank,
    NotSpoilt,
    SpoiltTooLate,
    UnknownBlank,
)
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _taken(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Another certificate is on the blank with this series and number.")
    return _one("/blank", message, _("Compare it with the paper, or look the blank up in the register."))


def _spoilt(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The blank with this series and number stands in the register as spoilt.")
    return _one(
        "/blank", message, _("Compare it with the paper. If it is not spoilt, say so at the spoilt blank first.")
    )


def _has_blank(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The certificate is on a blank already.")
    return _one("/blank", message, _("Correct that one, or write the other one on which it is printed."))


def _no_blank(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/blank", _("The certificate is on no blank yet."), _("Enter the one that it is on."))


def _changed(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Somebody entered another blank for this certificate meanwhile.")
    return _one("/blank", message, _("Look at what stands there now, then decide again."))


def _too_late(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The day on which it was spoilt is still to come.")
    return _one("/spoilt_on", message, _("Give today's or an earlier one."))


def _not_spoilt(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("", _("This blank does not stand in the register as spoilt."), _("Nothing is left to do."))


def _unknown(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("id", _("The register has no such blank."), _("Look for it by its series and number."))


def _one(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


PROBLEMS: Final = (
    ProblemType(BlankTaken, "blank-taken", 409, "The blank is taken", _taken),
    ProblemType(BlankSpoilt, "blank-spoilt", 409, "The blank is spoilt", _spoilt),
    ProblemType(HasBlank, "blank-entered-already", 409, "There is a blank already", _has_blank),
    ProblemType(NoBlank, "blank-missing", 409, "There is no blank yet", _no_blank),
    ProblemType(BlankChanged, "blank-changed", 409, "Another blank was entered meanwhile", _changed),
    ProblemType(SpoiltTooLate, "spoilt-too-late", 422, "The day is still to come", _too_late),
    ProblemType(NotSpoilt, "blank-not-spoilt", 409, "The blank is not spoilt", _not_spoilt),
    ProblemType(UnknownBlank, "blank-unknown", 404, "There is no such blank", _unknown),
)
