"""What is written when a championship takes place otherwise than was said, or not at all."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

CHANGES = Sentence("changes", "{changes}")
"""One a line: what takes place when and where, in words that the event brought along."""

OF_DATES: Final[Mapping[TemplateId, Template]] = {
    TemplateId.CHAMPIONSHIP_CANCELLED: Template(
        Category.DATES,
        _("Cancelled: {championship}"),
        _(
            "The championship does not take place: {championship}. Your entry or your place on the jury ends with it. Its page says why."
        ),
        _("The championship does not take place: {championship}. The entry of {ward} ends with it. Its page says why."),
        _("Read why"),
    ),
    TemplateId.START_CHANGED: Template(
        Category.DATES,
        _("Other times: {championship}"),
        _("The times of the championship have changed: {championship}."),
        _("The times for {ward} at the championship have changed: {championship}."),
        _("See the schedule"),
        (CHANGES,),
    ),
    TemplateId.SCHEDULE_CHANGED: Template(
        Category.REGISTRATION,
        _("Schedule: {championship}"),
        _("The schedule of the championship has changed: {championship}."),
        _("The schedule for {ward} at the championship has changed: {championship}."),
        _("See the schedule"),
        (CHANGES,),
    ),
}
