"""What is written on which notice: data, in English msgids that gettext translates."""

from collections.abc import Mapping

from notifications.domain.preferences import Category
from notifications.domain.templates.achievements import OF_ACHIEVEMENTS
from notifications.domain.templates.certificates import OF_CERTIFICATES
from notifications.domain.templates.dates import OF_DATES
from notifications.domain.templates.groups import OF_GROUPS
from notifications.domain.templates.juries import OF_JURIES
from notifications.domain.templates.mentors import NO_ACCOUNT, OF_MENTORS
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

ANSWER_BY = Sentence("due", _("Please answer by: {due}."))
DECLINE_BY = Sentence("until", _("The place can be declined until {until}."))

FOR_YOU_ALONE = Sentence("duty", _("The link is for you alone: whoever opens it and accepts gets what you may do."))

CODE = Sentence("code", _("The code of the entry is {code}. Show it at the door, on paper or on a screen."))

SCHEDULE = Sentence(
    "championship",
    _("When and where what takes place stands on your page, also as a file for your calendar: My schedule."),
)

# The names of championships have quotation marks of their own, so they stand apart.
TEMPLATES: Mapping[TemplateId, Template] = {
    TemplateId.REGISTRATION_ENTERED: Template(
        Category.REGISTRATION,
        _("Entered: {championship}"),
        _(
            "You are entered in the skill “{skill}” and have a place. The organiser confirms it. Championship: "
            "{championship}."
        ),
        _(
            "{ward} is entered in the skill “{skill}” and has a place. The organiser confirms it. Championship: "
            "{championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_QUEUED: Template(
        Category.REGISTRATION,
        _("Waiting list: {championship}"),
        _(
            "You are on the waiting list for the skill “{skill}”, place {place}: all places are taken. You will "
            "hear when one is yours. Championship: {championship}."
        ),
        _(
            "{ward} is on the waiting list for the skill “{skill}”, place {place}: all places are taken. You "
            "will hear when one becomes free. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_PROMOTED: Template(
        Category.REGISTRATION,
        _("You have a place: {championship}"),
        _(
            "A place became free in the skill “{skill}”, and it is yours. If you do not want it, withdraw on the "
            "page of the entry. Championship: {championship}."
        ),
        _(
            "A place became free in the skill “{skill}”, and {ward} has it. If it is not wanted, withdraw on the "
            "page of the entry. Championship: {championship}."
        ),
        _("See the entry"),
        (DECLINE_BY,),
    ),
    TemplateId.REGISTRATION_CONFIRMED: Template(
        Category.REGISTRATION,
        _("Registration confirmed: {championship}"),
        _("You are registered in the skill “{skill}”. Championship: {championship}."),
        _("{ward} is registered in the skill “{skill}”. Championship: {championship}."),
        _("See the entry"),
        (CODE, SCHEDULE),
    ),
    TemplateId.REGISTRATION_REJECTED: Template(
        Category.REGISTRATION,
        _("Entry rejected: {championship}"),
        _(
            "The organiser has rejected your entry in the skill “{skill}”. The page of the entry says why. "
            "Championship: {championship}."
        ),
        _(
            "The organiser has rejected the entry of {ward} in the skill “{skill}”. The page of the entry says "
            "why. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_WITHDRAWN: Template(
        Category.REGISTRATION,
        _("Entry withdrawn: {championship}"),
        _(
            "Your entry in the skill “{skill}” is withdrawn, and your place has been given back. Championship: "
            "{championship}."
        ),
        _(
            "The entry of {ward} in the skill “{skill}” is withdrawn, and the place has been given back. "
            "Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_REPLACED: Template(
        Category.REGISTRATION,
        _("Entry given to somebody else: {championship}"),
        _(
            "Somebody else takes your place in the skill “{skill}”. If that surprises you, ask the organiser. "
            "Championship: {championship}."
        ),
        _(
            "Somebody else takes the place of {ward} in the skill “{skill}”. If that surprises you, ask the "
            "organiser. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_LAPSED: Template(
        Category.REGISTRATION,
        _("Entry ended, consents missing: {championship}"),
        _(
            "Your entry in the skill “{skill}” has ended: consents that are required were missing when they were due. "
            "If you want to take part after all, ask the organiser. Championship: {championship}."
        ),
        _(
            "The entry of {ward} in the skill “{skill}” has ended: consents that are required were missing when they "
            "were due. If {ward} is to take part after all, ask the organiser. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_LEFT: Template(
        Category.REGISTRATION,
        _("Left the team: {championship}"),
        _("You have left a team in the skill “{skill}”. Championship: {championship}."),
        _("{ward} has left a team in the skill “{skill}”. Championship: {championship}."),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_SHORTENED: Template(
        Category.REGISTRATION,
        _("A member left the team: {championship}"),
        _(
            "A member left a team in the skill “{skill}”. The page of the entry says whether somebody else can come "
            "instead. Championship: {championship}."
        ),
        _(
            "A member left the team of {ward} in the skill “{skill}”. The page of the entry says whether somebody else "
            "can come instead. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.REGISTRATION_ANSWERED: Template(
        Category.REGISTRATION,
        _("An answer about the entry: {championship}"),
        _(
            "There is an answer to what you asked about your entry in the skill “{skill}”. The page of the entry leads to "
            "it. Championship: {championship}."
        ),
        _(
            "There is an answer to what was asked about the entry of {ward} in the skill “{skill}”. The page of the entry "
            "leads to it. Championship: {championship}."
        ),
        _("See the entry"),
    ),
    TemplateId.CONSENT_ASKED: Template(
        Category.CONSENTS,
        _("Your answer is needed: {championship}"),
        _("Please say what you agree to, so that you can take part. Championship: {championship}."),
        _("Please say what you agree to for {ward}, so that they can take part. Championship: {championship}."),
        _("Read and answer"),
        (ANSWER_BY, NO_ACCOUNT),
    ),
    TemplateId.CONSENT_MISSING: Template(
        Category.CONSENTS,
        _("Your answer is still missing: {championship}"),
        _(
            "Without your answer you lose the place, and it goes to the next who waits. Please say what you agree to. "
            "Championship: {championship}."
        ),
        _(
            "Without your answer {ward} loses the place, and it goes to the next who waits. Please say what you agree "
            "to. Championship: {championship}."
        ),
        _("Read and answer"),
        (ANSWER_BY, NO_ACCOUNT),
    ),
    TemplateId.PERSON_INVITED: Template(
        Category.INVITATIONS,
        _("Invitation to sign in"),
        _("You are invited to sign in, to see your entries, messages and certificates. Invited by: {organisation}."),
        _("{ward} is invited to sign in. Invited by: {organisation}."),
        _("Open the invitation"),
    ),
    TemplateId.DUTY_OFFERED: Template(
        Category.INVITATIONS,
        _("You are asked to help: {duty}"),
        _("You are asked to take a duty: {duty}. For: {place}. Open the link, sign in and accept."),
        _("{ward} is asked to take a duty: {duty}. For: {place}."),
        _("Open the invitation"),
        (FOR_YOU_ALONE,),
    ),
    TemplateId.RESULT_UNOFFICIAL: Template(
        Category.RESULTS,
        _("Unofficial results: {championship}"),
        _(
            "Your unofficial result in the skill “{skill}” is published. It may still be corrected; you hear again when "
            "it is official. Championship: {championship}."
        ),
        _(
            "The unofficial result of {ward} in the skill “{skill}” is published. It may still be corrected; you hear "
            "again when it is official. Championship: {championship}."
        ),
        _("See the result"),
    ),
    TemplateId.RESULT_PUBLISHED: Template(
        Category.RESULTS,
        _("Results published: {championship}"),
        _("Your official result in the skill “{skill}” is published. Championship: {championship}."),
        _("The official result of {ward} in the skill “{skill}” is published. Championship: {championship}."),
        _("See the result"),
    ),
    **OF_CERTIFICATES,
    **OF_ACHIEVEMENTS,
    **OF_DATES,
    **OF_GROUPS,
    **OF_JURIES,
    **OF_MENTORS,
}
