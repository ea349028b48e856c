"""What is written to those whose category is held otherwise than planned. With which others it competes stands on the entry's page."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

HOW_HELD: Final = (
    Sentence(
        "merged",
        _(
            "Too few take part in the category, so it competes together with another, with one list of places. The page of "
            "the entry says with which."
        ),
    ),
    Sentence(
        "joined",
        _(
            "Another category, in which too few take part, competes together with this one, with one list of places. The "
            "page of the entry says which."
        ),
    ),
    Sentence(
        "demonstration",
        _("Too few take part, so it is a demonstration: with places, and without medals and prizes."),
    ),
    Sentence(
        "not_held",
        _("Too few take part, so it is not held and has no results. If you have a question, ask the organiser."),
    ),
    Sentence("as_planned", _("It is held as planned after all.")),
)
"""One of these, by the word that the event brings."""

OF_GROUPS: Final[Mapping[TemplateId, Template]] = {
    TemplateId.REGISTRATION_REGROUPED: Template(
        Category.REGISTRATION,
        _("How your skill is held: {championship}"),
        _("Something has changed in how the skill “{skill}” is held for you. Championship: {championship}."),
        _("Something has changed in how the skill “{skill}” is held for {ward}. Championship: {championship}."),
        _("See the entry"),
        HOW_HELD,
    ),
}
