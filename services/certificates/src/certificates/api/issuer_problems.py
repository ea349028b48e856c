"""What our errors about issuers become for those who ask."""

from collections.abc import Sequence
from typing import Final

from certificates.domain.certificate import NotIssuedYet
from certificates.domain.colour import LEAST_CONTRAST, BadColour
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _bad_colour(error: BadColour, _: Gettext) -> Sequence[Explanation]:
    if error.contrast is None:
        return _colour(_("This is not a colour."), _("Write # and six hexadecimal digits, such as #173f8a."))
    contrast = round(error.contrast, 1)
    message = _(
        "The colour is too light to be read on white: its contrast is {contrast}, and {least} is needed.",
        contrast=contrast,
        least=LEAST_CONTRAST,
    )
    return _colour(message, _("Take a darker one."))


def _colour(message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where="/colour", message=message, fix=fix)]


def _not_issued(_error: NotIssuedYet, _: Gettext) -> Sequence[Explanation]:
    message = _("The certificate of this award is not there yet.")
    return [Explanation(where="award_id", message=message, fix=_("It follows by itself: look again in a minute."))]


PROBLEMS: Final = (
    ProblemType(BadColour, "colour-invalid", 422, "The colour cannot be used", _bad_colour),
    ProblemType(NotIssuedYet, "not-issued-yet", 404, "The certificate is not there yet", _not_issued),
)
