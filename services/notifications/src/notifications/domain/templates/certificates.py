"""What is written of a certificate that was earned in a skill of a championship."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

_ = gettext_noop

SINCE = Sentence("day", _("Date: {day}."))
WHY = Sentence(
    "public",
    _("Why stands on the certificate's page."),
    _("Sign in and open the certificate's page to read the reason."),
)
INSTEAD = Sentence("older", _("It takes the place of the certificate {older}, which is not valid any more."))
DUPLICATE = Sentence("lost", _("It is a duplicate of the certificate {lost}, which is not valid any more."))
WHOM_TO_ASK = Sentence("issuer", _("If you have a question, ask the organisation that issued it: {issuer}."))

OF_CERTIFICATES: Final[Mapping[TemplateId, Template]] = {
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
        (INSTEAD, DUPLICATE),
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
