"""Acts, and why something is left out of them, in words."""

from collections.abc import Mapping
from typing import Final

from certificates.domain.acts.act import Doing
from certificates.domain.blanks.record import Deed
from shared.web.i18n import Gettext

TABLE: Final = "table"


def doings(_: Gettext) -> Mapping[Doing, str]:
    return {
        Doing.SUSPEND: _("Suspend"),
        Doing.REINSTATE: _("End the suspension"),
        Doing.REVOKE: _("Revoke"),
        Doing.REISSUE: _("Issue anew"),
        Doing.DUPLICATE: _("Issue a duplicate"),
        Doing.BLANKS: _("Enter blanks"),
        Doing.CORRECT_BLANKS: _("Correct blanks that were typed wrongly"),
        Doing.REPRINT: _("Printed on other blanks"),
        Doing.SPOIL: _("The blanks are spoilt"),
    }


def paper_ways(_: Gettext) -> Mapping[Doing, str]:
    """The same with one certificate."""
    return {
        Doing.BLANKS: _("Enter the blank"),
        Doing.CORRECT_BLANKS: _("Correct the blank"),
        Doing.REPRINT: _("Printed on another blank"),
        Doing.SPOIL: _("The blank is spoilt"),
    }


def deeds(_: Gettext) -> Mapping[Deed, str]:
    """What was done with a blank."""
    return {
        Deed.ENTERED: _("entered"),
        Deed.MISTYPED: _("was typed wrongly"),
        Deed.SPOILT: _("spoilt"),
        Deed.MISTAKEN: _("is not spoilt"),
        Deed.SPELT: _("spelt otherwise"),
    }


def choices(_: Gettext) -> list[tuple[str, str]]:
    """What can be done with entries that are ticked; other facts come by a table."""
    return [
        (Doing.SUSPEND.value, _("Suspend")),
        (Doing.REINSTATE.value, _("End the suspension")),
        (Doing.REVOKE.value, _("Revoke")),
        (Doing.REISSUE.value, _("Issue anew, with the names of today")),
        (Doing.DUPLICATE.value, _("Issue duplicates")),
        (Doing.SPOIL.value, _("Their blanks are spoilt")),
        (TABLE, _("Get a table of them, to issue anew or to enter blanks by it")),
    ]
