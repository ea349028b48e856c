"""What is written on which notice: data, in English msgids that gettext translates."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.preferences import Category
from notifications.domain.recipients import Language, Recipient


class Translate(Protocol):
    def __call__(self, msgid: str, /, **params: object) -> str: ...


class TemplateId(StrEnum):
    REGISTRATION_ENTERED = "registration_entered"
    REGISTRATION_QUEUED = "registration_queued"
    REGISTRATION_PROMOTED = "registration_promoted"
    REGISTRATION_CONFIRMED = "registration_confirmed"
    REGISTRATION_REJECTED = "registration_rejected"
    REGISTRATION_WITHDRAWN = "registration_withdrawn"
    REGISTRATION_REPLACED = "registration_replaced"
    CONSENT_ASKED = "consent_asked"
    PERSON_INVITED = "person_invited"
    DUTY_OFFERED = "duty_offered"
    RESULT_PUBLISHED = "result_published"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_SUSPENDED = "certificate_suspended"
    CERTIFICATE_REINSTATED = "certificate_reinstated"


def gettext_noop(msgid: str) -> str:
    """Marks a text for extraction; it is translated when the message is written."""
    return msgid


@dataclass(frozen=True, slots=True)
class Sentence:
    """Said where the event tells `word`; older events may not, then `otherwise` is said."""

    word: str
    text: str
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """`own` addresses the person, `ward` their guardian and names the ward."""

    category: Category
    subject: str
    own: str
    ward: str
    action: str
    more: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A text for one reader, in one language, without any form."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    action: str
    path: str

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


_ = gettext_noop

GREETING, GREETING_WITHOUT_NAME = _("Hello {name},"), _("Hello,")

SINCE = Sentence("day", _("Date: {day}."))
WHY = Sentence("reason", _("Reason: {reason}"), _("Sign in and open the certificate's page to read the reason."))
WHOM_TO_ASK = Sentence("issuer", _("If you have a question, ask the organisation that issued it: {issuer}."))

NO_ACCOUNT = Sentence(
    "championship",
    _("You need no account: the link is for you alone, and what you answer can be taken back by the same link."),
)

FOR_YOU_ALONE = Sentence("duty", _("The link is for you alone: whoever opens it and accepts gets what you may do."))

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
    ),
    TemplateId.REGISTRATION_CONFIRMED: Template(
        Category.REGISTRATION,
        _("Registration confirmed: {championship}"),
        _("You are registered in the skill “{skill}”. Championship: {championship}."),
        _("{ward} is registered in the skill “{skill}”. Championship: {championship}."),
        _("See the entry"),
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
    TemplateId.CONSENT_ASKED: Template(
        Category.CONSENTS,
        _("Your answer is needed: {championship}"),
        _("Please say what you agree to, so that you can take part. Championship: {championship}."),
        _("Please say what you agree to for {ward}, so that they can take part. Championship: {championship}."),
        _("Read and answer"),
        (NO_ACCOUNT,),
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
    TemplateId.RESULT_PUBLISHED: Template(
        Category.RESULTS,
        _("Results published: {championship}"),
        _("Your result in the skill “{skill}” is published. Championship: {championship}."),
        _("The result of {ward} in the skill “{skill}” is published. Championship: {championship}."),
        _("See the result"),
    ),
    TemplateId.CERTIFICATE_ISSUED: Template(
        Category.CERTIFICATES,
        _("Certificate issued: {title}"),
        _(
            "You have been issued a certificate: {title}, skill “{skill}”. Registration number: {number}. "
            "Championship: {championship}."
        ),
        _(
            "{ward} has been issued a certificate: {title}, skill “{skill}”. Registration number: {number}. "
            "Championship: {championship}."
        ),
        _("Open the certificate"),
    ),
    TemplateId.CERTIFICATE_REVOKED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate revoked: {title}"),
        _(
            "Your certificate {number} has been revoked by its issuer and is no longer valid: {title}, skill "
            "“{skill}”. "
            "Championship: {championship}."
        ),
        _(
            "The certificate {number} of {ward} has been revoked by its issuer and is no longer valid: {title}, "
            "skill “{skill}”. Championship: {championship}."
        ),
        _("See its status"),
        (SINCE, WHY, WHOM_TO_ASK),
    ),
    TemplateId.CERTIFICATE_SUSPENDED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate suspended: {title}"),
        _(
            "Your certificate {number} has been suspended by its issuer and is not valid for now: {title}, "
            "skill “{skill}”. Championship: {championship}. You will hear when the suspension ends."
        ),
        _(
            "The certificate {number} of {ward} has been suspended by its issuer and is not valid for now: {title}, "
            "skill “{skill}”. Championship: {championship}. You will hear when the suspension ends."
        ),
        _("See its status"),
        (SINCE, WHY, WHOM_TO_ASK),
    ),
    TemplateId.CERTIFICATE_REINSTATED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate valid again: {title}"),
        _(
            "The suspension of your certificate {number} has ended, and it is valid again: {title}, skill “{skill}”. "
            "Championship: {championship}."
        ),
        _(
            "The suspension of the certificate {number} of {ward} has ended, and it is valid again: {title}, "
            "skill “{skill}”. Championship: {championship}."
        ),
        _("See its status"),
        (SINCE, WHOM_TO_ASK),
    ),
}


def write(
    delivery: Delivery, reader: Recipient, about: Recipient, language: Language, translate: Translate, path: str
) -> Message:
    """The message of `delivery` in `language`, which is that of `translate`. It leads to `path`."""
    template = TEMPLATES[TemplateId(delivery.template)]
    words: dict[str, object] = {name: _said(wording, language) for name, wording in delivery.details.items()}
    text = template.ward if delivery.is_for_guardian else template.own
    more = [sentence.text if sentence.word in words else sentence.otherwise for sentence in template.more]
    return Message(
        translate(template.subject, **words),
        _greeting(reader, translate),
        (translate(text, **words, ward=about.full_name), *(translate(one, **words) for one in more if one)),
        translate(template.action),
        path,
    )


def _greeting(reader: Recipient, translate: Translate) -> str:
    """A given name may be an initial: its point is not doubled."""
    name = reader.name.rstrip(".")
    return translate(GREETING, name=name) if name else translate(GREETING_WITHOUT_NAME)


def _said(wording: Wording, language: Language) -> str:
    return wording.en if language is Language.ENGLISH else wording.ru
