"""Refusals of signing forms, and of opening them again."""

from collections.abc import Sequence

from competitions.api.problems.explaining import why
from competitions.domain.history.refusals import MarksMissing
from competitions.domain.signing import sheets as signing
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _missing(error: MarksMissing, _: Gettext) -> Sequence[Explanation]:
    return [
        Explanation(
            where=code,
            message=_.n("{n} form of {code} is not complete.", "{n} forms of {code} are not complete.", n, code=code),
            fix=_("Mark every aspect of every competitor, then sign."),
        )
        for code, n in error.missing
    ]


SIGNING = (
    ProblemType(
        signing.NotSigned,
        "not-signed",
        409,
        "Nobody has signed it",
        lambda error, _: why(
            "sheet_id",
            _("Of {code} those aspects are open already: nobody has signed them.", code=error.sub_criterion),
            _("Enter the marks."),
        ),
    ),
    ProblemType(
        signing.NothingReopened,
        "nothing-reopened",
        422,
        "No aspect is chosen",
        lambda _error, _: why("/aspects", _("No aspect is chosen."), _("Choose which aspects are opened again.")),
    ),
    ProblemType(
        signing.ReopeningUnexplained,
        "reopening-unexplained",
        422,
        "A reason is needed",
        lambda _error, _: why(
            "/reason",
            _("Why the form is opened again is not written down."),
            _("Write down why; the team reads it, and it stays visible."),
        ),
    ),
    ProblemType(
        signing.NothingToSign,
        "nothing-to-sign",
        422,
        "No sub-criterion is chosen",
        lambda _error, _: why("code", _("No sub-criterion is chosen."), _("Choose those that you sign.")),
    ),
    ProblemType(MarksMissing, "marks-missing", 409, "Marks are missing", _missing),
)
