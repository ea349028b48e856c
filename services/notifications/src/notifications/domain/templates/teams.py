"""What is written to the people of a team of what is about the team: otherwise as to one person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from notifications.domain.templates.every import TEMPLATES
from notifications.domain.templates.template import Template, TemplateId, gettext_noop

_ = gettext_noop

TEXTS: Final[Mapping[TemplateId, tuple[str, str]]] = {
    TemplateId.REGISTRATION_ENTERED: (
        _(
            "Your team “{team}” is entered in the skill “{skill}” and has a place. The organiser confirms it. "
            "Championship: {championship}."
        ),
        _(
            "The team “{team}”, where {ward} is a member, is entered in the skill “{skill}” and has a place. The "
            "organiser confirms it. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_QUEUED: (
        _(
            "Your team “{team}” is on the waiting list for the skill “{skill}”, place {place}: all places are taken. "
            "You will hear when one is yours. Championship: {championship}."
        ),
        _(
            "The team “{team}”, where {ward} is a member, is on the waiting list for the skill “{skill}”, place "
            "{place}: all places are taken. You will hear when one becomes free. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_PROMOTED: (
        _(
            "A place became free in the skill “{skill}”, and your team “{team}” has it. If it is not wanted, withdraw"
            " on the page of the entry. Championship: {championship}."
        ),
        _(
            "A place became free in the skill “{skill}”, and the team “{team}”, where {ward} is a member, has it. If "
            "it is not wanted, withdraw on the page of the entry. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_CONFIRMED: (
        _("Your team “{team}” is registered in the skill “{skill}”. Championship: {championship}."),
        _(
            "The team “{team}”, where {ward} is a member, is registered in the skill “{skill}”. Championship: "
            "{championship}."
        ),
    ),
    TemplateId.REGISTRATION_REJECTED: (
        _(
            "The organiser has rejected the entry of your team “{team}” in the skill “{skill}”. The page of the entry"
            " says why. Championship: {championship}."
        ),
        _(
            "The organiser has rejected the entry of the team “{team}”, where {ward} is a member, in the skill "
            "“{skill}”. The page of the entry says why. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_WITHDRAWN: (
        _(
            "The entry of your team “{team}” in the skill “{skill}” is withdrawn, and the place has been given back. "
            "Championship: {championship}."
        ),
        _(
            "The entry of the team “{team}”, where {ward} is a member, in the skill “{skill}” is withdrawn, and the "
            "place has been given back. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_REPLACED: (
        _(
            "Somebody else takes your place in the team “{team}”, skill “{skill}”. If that surprises you, ask the "
            "organiser. Championship: {championship}."
        ),
        _(
            "Somebody else takes the place of {ward} in the team “{team}”, skill “{skill}”. If that surprises you, "
            "ask the organiser. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_LEFT: (
        _(
            "You have left the team “{team}”, skill “{skill}”. Its captain is told. If that surprises you, ask the "
            "organiser. Championship: {championship}."
        ),
        _(
            "{ward} has left the team “{team}”, skill “{skill}”. Its captain is told. If that surprises you, ask the "
            "organiser. Championship: {championship}."
        ),
    ),
    TemplateId.MENTOR_NAMED: (
        _(
            "You are named as mentor of the team “{team}” in the skill “{skill}”. Please say whether you are: until then you "
            "hear nothing of its entry. Championship: {championship}."
        ),
        _("{ward} is named as mentor of the team “{team}” in the skill “{skill}”. Championship: {championship}."),
    ),
    TemplateId.MENTOR_DECLINED: (
        _(
            "Whoever was named as mentor of your team “{team}” in the skill “{skill}” is not its mentor. On the page of the "
            "entry you name another. Championship: {championship}."
        ),
        _(
            "Whoever was named as mentor of the team “{team}”, where {ward} is a member, in the skill “{skill}” is not its "
            "mentor. On the page of the entry another is named. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_SHORTENED: (
        _(
            "A member left your team “{team}”, skill “{skill}”. The page of the entry says until when somebody else can "
            "come instead, and with how many it starts. Championship: {championship}."
        ),
        _(
            "A member left the team “{team}”, where {ward} is a member, skill “{skill}”. The page of the entry says "
            "until when somebody else can come instead, and with how many it starts. Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_REGROUPED: (
        _(
            "Something has changed in how the skill “{skill}” is held for your team “{team}”. Championship: "
            "{championship}."
        ),
        _(
            "Something has changed in how the skill “{skill}” is held for the team “{team}”, where {ward} is a member. "
            "Championship: {championship}."
        ),
    ),
    TemplateId.REGISTRATION_LAPSED: (
        _(
            "The entry of your team “{team}” in the skill “{skill}” has ended: consents that are required were "
            "missing when they were due. If the team is to take part after all, ask the organiser. Championship: "
            "{championship}."
        ),
        _(
            "The entry of the team “{team}”, where {ward} is a member, in the skill “{skill}” has ended: consents "
            "that are required were missing when they were due. If the team is to take part after all, ask the "
            "organiser. Championship: {championship}."
        ),
    ),
    TemplateId.RESULT_UNOFFICIAL: (
        _(
            "The unofficial result of your team “{team}” in the skill “{skill}” is published. It may still be corrected; "
            "you hear again when it is official. Championship: {championship}."
        ),
        _(
            "The unofficial result of the team “{team}”, where {ward} is a member, in the skill “{skill}” is published. "
            "It may still be corrected; you hear again when it is official. Championship: {championship}."
        ),
    ),
    TemplateId.RESULT_PUBLISHED: (
        _(
            "The official result of your team “{team}” in the skill “{skill}” is published. Championship: {championship}."
        ),
        _(
            "The official result of the team “{team}”, where {ward} is a member, in the skill “{skill}” is published. "
            "Championship: {championship}."
        ),
    ),
    TemplateId.CERTIFICATE_ISSUED: (
        _(
            "Your team “{team}” has been issued a certificate: {title}, skill “{skill}”. Registration number: "
            "{number}. Championship: {championship}."
        ),
        _(
            "The team “{team}”, where {ward} is a member, has been issued a certificate: {title}, skill “{skill}”. "
            "Registration number: {number}. Championship: {championship}."
        ),
    ),
    TemplateId.CERTIFICATE_REVOKED: (
        _(
            "The certificate {number} of your team “{team}” has been revoked by its issuer and is no longer valid: "
            "{title}, skill “{skill}”. Championship: {championship}."
        ),
        _(
            "The certificate {number} of the team “{team}”, where {ward} is a member, has been revoked by its issuer "
            "and is no longer valid: {title}, skill “{skill}”. Championship: {championship}."
        ),
    ),
    TemplateId.CERTIFICATE_SUSPENDED: (
        _(
            "The certificate {number} of your team “{team}” has been suspended by its issuer and is not valid for "
            "now: {title}, skill “{skill}”. Championship: {championship}. You will hear when the suspension ends."
        ),
        _(
            "The certificate {number} of the team “{team}”, where {ward} is a member, has been suspended by its "
            "issuer and is not valid for now: {title}, skill “{skill}”. Championship: {championship}. You will hear "
            "when the suspension ends."
        ),
    ),
    TemplateId.CERTIFICATE_REINSTATED: (
        _(
            "The suspension of the certificate {number} of your team “{team}” has ended, and it is valid again: "
            "{title}, skill “{skill}”. Championship: {championship}."
        ),
        _(
            "The suspension of the certificate {number} of the team “{team}”, where {ward} is a member, has ended, "
            "and it is valid again: {title}, skill “{skill}”. Championship: {championship}."
        ),
    ),
    TemplateId.CHAMPIONSHIP_CANCELLED: (
        _(
            "The championship does not take place: {championship}. The entry of your team “{team}” ends with it. Its "
            "page says why."
        ),
        _(
            "The championship does not take place: {championship}. The entry of the team “{team}”, where {ward} is a "
            "member, ends with it. Its page says why."
        ),
    ),
}
"""To a member or the mentor, and to the guardian of a member."""

OF_TEAMS: Final[Mapping[TemplateId, Template]] = {
    id: replace(TEMPLATES[id], own=own, ward=ward) for id, (own, ward) in TEXTS.items()
}
