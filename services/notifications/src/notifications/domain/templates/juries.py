"""What is written to who is asked to judge, to who judges no more, and to whose signature was taken back."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

OF_JURIES: Final[Mapping[TemplateId, Template]] = {
    TemplateId.JURY_INVITED: Template(
        Category.INVITATIONS,
        _("Invitation to judge: {championship}"),
        _(
            "You are invited to judge the skill “{skill}”, as {role}. Open the link to see the days, and to accept or "
            "decline. Championship: {championship}."
        ),
        _("{ward} is invited to judge the skill “{skill}”, as {role}. Championship: {championship}."),
        _("Read and answer"),
    ),
    TemplateId.JURY_DISMISSED: Template(
        Category.INVITATIONS,
        _("You are not on the jury any more: {championship}"),
        _(
            "You are not on the jury of the skill “{skill}” any more, where you were {role}. What you marked is kept. "
            "Why stands on the page, which only you and the organiser see. Championship: {championship}."
        ),
        _("{ward} is not on the jury of the skill “{skill}” any more ({role}). Championship: {championship}."),
        _("Read why"),
    ),
    TemplateId.JURY_UNSIGNED: Template(
        Category.INVITATIONS,
        _("Your signature was taken back: {championship}"),
        _(
            "A signature that you gave in the skill “{skill}” does not stand any more. Please look at the marks again before you "
            "sign anew. Who took it back, and why, stands on the page of signatures. Championship: {championship}."
        ),
        _("A signature that {ward} gave in the skill “{skill}” was taken back. Championship: {championship}."),
        _("Look at the signatures"),
        (
            Sentence("part", _("A marking form of {part} was opened again.")),
            Sentence("starters", _("Others start than those for whom you signed.")),
        ),
    ),
}
