"""What is written to who is named as mentor of a team, and to who leads it."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

NO_ACCOUNT = Sentence(
    "championship",
    _("You need no account: the link is for you alone, and what you answer can be taken back by the same link."),
)

OF_MENTORS: Final[Mapping[TemplateId, Template]] = {
    TemplateId.MENTOR_NAMED: Template(
        Category.INVITATIONS,
        _("Are you the mentor? {championship}"),
        _(
            "You are named as mentor of a team in the skill “{skill}”. Please say whether you are: until then you hear nothing "
            "of its entry. Championship: {championship}."
        ),
        _("{ward} is named as mentor of a team in the skill “{skill}”. Championship: {championship}."),
        _("Read and answer"),
        (NO_ACCOUNT,),
    ),
    TemplateId.MENTOR_DECLINED: Template(
        Category.REGISTRATION,
        _("The mentor declined: {championship}"),
        _(
            "Whoever was named as mentor of your team in the skill “{skill}” is not its mentor. On the page of the entry you "
            "name another. Championship: {championship}."
        ),
        _(
            "Whoever was named as mentor of the team of {ward} in the skill “{skill}” is not its mentor. On the page of the "
            "entry another is named. Championship: {championship}."
        ),
        _("See the entry"),
    ),
}
