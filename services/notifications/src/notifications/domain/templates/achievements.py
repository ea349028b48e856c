"""What is written of a certificate that was not earned in a championship: what it is for, and who issued it."""

from collections.abc import Mapping
from typing import Final

from notifications.domain.preferences import Category
from notifications.domain.templates.certificates import DUPLICATE, INSTEAD, SINCE, WHOM_TO_ASK, WHY
from notifications.domain.templates.template import Template, TemplateId, gettext_noop

_ = gettext_noop

OF_ACHIEVEMENTS: Final[Mapping[TemplateId, Template]] = {
    TemplateId.ACHIEVEMENT_ISSUED: Template(
        Category.CERTIFICATES,
        _("Certificate issued: {title}"),
        _("You have been issued a certificate: {title}. Issued by: {issuer}. Registration number: {number}."),
        _("{ward} has been issued a certificate: {title}. Issued by: {issuer}. Registration number: {number}."),
        _("Open the certificate"),
        (INSTEAD, DUPLICATE),
    ),
    TemplateId.ACHIEVEMENT_REVOKED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate revoked: {title}"),
        _("Your certificate {number} has been revoked by its issuer and is no longer valid: {title}."),
        _("The certificate {number} of {ward} has been revoked by its issuer and is no longer valid: {title}."),
        _("See its status"),
        (SINCE, WHY, WHOM_TO_ASK),
    ),
    TemplateId.ACHIEVEMENT_SUSPENDED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate suspended: {title}"),
        _(
            "Your certificate {number} has been suspended by its issuer and is not valid for now: {title}. You will hear "
            "when the suspension ends."
        ),
        _(
            "The certificate {number} of {ward} has been suspended by its issuer and is not valid for now: {title}. You "
            "will hear when the suspension ends."
        ),
        _("See its status"),
        (SINCE, WHY, WHOM_TO_ASK),
    ),
    TemplateId.ACHIEVEMENT_REINSTATED: Template(
        Category.CERTIFICATE_STATUS,
        _("Certificate valid again: {title}"),
        _("The suspension of your certificate {number} has ended, and it is valid again: {title}."),
        _("The suspension of the certificate {number} of {ward} has ended, and it is valid again: {title}."),
        _("See its status"),
        (SINCE, WHOM_TO_ASK),
    ),
}
