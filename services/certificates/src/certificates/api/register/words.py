"""Why an entry is left out of an act, and what is wrong with a row of a table, in words."""

from collections.abc import Mapping

from certificates.domain.acts.faults import Fault
from certificates.domain.acts.reasons import Why
from shared.web.i18n import Gettext


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
        Why.DAY: _("The day on which it was granted is still to come"),
        Why.BLANK: _("Another certificate is on this blank"),
        Why.SPOILT: _("The blank is recorded as spoilt"),
        Why.HAS_BLANK: _("Is on a blank already: correct it, or write the other one on which it is printed"),
        Why.NO_BLANK: _("Is on no blank yet: enter it"),
        Why.BLANK_CHANGED: _("Somebody entered another blank meanwhile"),
        Why.SPOILT_DAY: _("The day on which it was spoilt is still to come"),
        Why.UNKNOWN: _("Not in the register"),
    }


def fault_words(_: Gettext) -> Mapping[Fault, str]:
    return {
        Fault.NUMBER_MISSING: _("There is no registration number. Write it."),
        Fault.NUMBER_UNREADABLE: _("This is no registration number. Copy it from the register."),
        Fault.NUMBER_UNKNOWN: _("The register has no such number. Compare it with the paper."),
        Fault.TWICE: _("The number stands in an earlier row too. Keep one of them."),
        Fault.NOTHING_CHANGES: _("Nothing is to be changed. Write what is to be another, or take the row out."),
        Fault.NOT_READ: _(
            "A cell is filled that this kind of table does not have. Empty it, or bring it as another kind."
        ),
        Fault.NAME: _("The name is too long, or has letters that cannot be printed."),
        Fault.SCORE: _("This is no score. Write a number such as 87.5."),
        Fault.OUT_OF: _("This is not how much there was to reach. Write a number such as 100."),
        Fault.POINTS: _("These are no points on a scale. Write a whole number from 0 to 1,000."),
        Fault.DAY: _("This is no day. Write it as 2026-11-22 or 22.11.2026."),
        Fault.BLANK_MISSING: _("The number of the blank is missing. Write it."),
        Fault.BLANK: _("Series or number of the blank is longer than 20 signs."),
        Fault.BLANK_TWICE: _("The blank stands in an earlier row too. Keep one of them."),
    }
