"""Acts, and why something is left out of them, in words."""

from collections.abc import Mapping

from certificates.domain.acts.act import Doing
from certificates.domain.acts.faults import Fault, TableFault
from certificates.domain.acts.reasons import Why
from shared.web.i18n import Gettext


def doings(_: Gettext) -> Mapping[Doing, str]:
    return {
        Doing.SUSPEND: _("Suspend"),
        Doing.REINSTATE: _("End the suspension"),
        Doing.REVOKE: _("Revoke"),
        Doing.REISSUE: _("Issue anew"),
        Doing.DUPLICATE: _("Issue a duplicate"),
        Doing.BLANKS: _("Enter blanks"),
    }


def choices(_: Gettext) -> list[tuple[str, str]]:
    """What can be done with entries that are ticked; other facts come by a table."""
    return [
        (Doing.SUSPEND.value, _("Suspend")),
        (Doing.REINSTATE.value, _("End the suspension")),
        (Doing.REVOKE.value, _("Revoke")),
        (Doing.REISSUE.value, _("Issue anew, with the names of today")),
        (Doing.DUPLICATE.value, _("Issue duplicates")),
    ]


def why_words(_: Gettext) -> Mapping[Why, str]:
    return {
        Why.REVOKED: _("Revoked already"),
        Why.REPLACED: _("Replaced by a newer one already"),
        Why.SUSPENDED: _("Suspended already"),
        Why.NOT_SUSPENDED: _("Not suspended"),
        Why.ERASED: _("The holder's data was erased"),
        Why.ACHIEVEMENT: _("The organisation has no such achievement"),
        Why.HOLDER: _("The achievement is for a team, and the holder is a person, or the other way round"),
        Why.SCORE: _("The score is higher than what there was to reach"),
        Why.POINTS: _("With the score, the points on the scale change too, and they are not given"),
        Why.SCALE: _("There are no points on a scale"),
        Why.BLANK: _("Another certificate is on this blank"),
        Why.UNKNOWN: _("Not in the register"),
    }


def fault_words(_: Gettext) -> Mapping[Fault, str]:
    return {
        Fault.NUMBER_MISSING: _("There is no registration number. Write it."),
        Fault.NUMBER_UNREADABLE: _("This is no registration number. Copy it from the register."),
        Fault.NUMBER_UNKNOWN: _("The register has no such number. Compare it with the paper."),
        Fault.TWICE: _("The number stands in an earlier row too. Keep one of them."),
        Fault.NOTHING_CHANGES: _("Nothing is to be changed. Write what is to be another, or take the row out."),
        Fault.NAME: _("The name is too long, or has letters that cannot be printed."),
        Fault.ACHIEVEMENT: _(
            "The organisation has no achievement with this code. Take it from the list of achievements."
        ),
        Fault.SCORE: _("This is no score. Write a number such as 87.5."),
        Fault.OUT_OF: _("This is not how much there was to reach. Write a number such as 100."),
        Fault.POINTS: _("These are no points on a scale. Write a whole number from 0 to 1,000."),
        Fault.DAY: _("This is no day. Write it as 2026-11-22 or 22.11.2026."),
        Fault.BLANK_MISSING: _("The number of the blank is missing. Write it."),
        Fault.BLANK: _("Series or number of the blank is longer than 20 signs."),
        Fault.BLANK_TWICE: _("The blank stands in an earlier row too. Keep one of them."),
    }


def table_words(_: Gettext) -> Mapping[TableFault, tuple[str, str]]:
    """What is wrong with a file, and how to mend it."""
    anew, template = (
        _("Save it as .xlsx or CSV, and bring that."),
        _("Take the template, and write one certificate a row."),
    )
    return {
        TableFault.NONE: (_("No file was chosen."), _("Choose the table.")),
        TableFault.TOO_LARGE: (_("The file is larger than 10 MB."), _("Cut the table into several.")),
        TableFault.UNKNOWN_KIND: (_("This is no table."), anew),
        TableFault.BROKEN: (_("The file is damaged."), anew),
        TableFault.LOCKED: (_("The file has a password."), _("Save it without one, and send that.")),
        TableFault.EMPTY: (_("The table is empty."), template),
        TableFault.NO_HEADING: (_("No column is headed “Registration number”."), template),
        TableFault.UNKNOWN_COLUMN: (_("A column is not known"), template),
        TableFault.COLUMN_TWICE: (_("A column is there twice"), template),
        TableFault.TOO_MANY_ROWS: (_("More than 5,000 rows are in it."), _("Cut the table into several.")),
        TableFault.OUT_OF_BOUNDS: (_("To read it takes too much time or memory."), anew),
    }
