"""What our errors become for those who ask."""

from collections.abc import Sequence
from typing import Any

from notifications.access import NobodyHere
from notifications.domain.deliveries import DeliveryUnknown
from notifications.domain.inbox import CursorInvalid, TooManyStreams
from notifications.domain.preferences import CategoryIsMandatory, NoQuietTime
from notifications.domain.recipients import RecipientUnknown
from notifications.domain.unsubscribing import TokenInvalid
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _nobody(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Your account does not belong to a participant or a guardian.")
    fix = _("If it should, ask the organiser to send you an invitation: its link joins your account to your record.")
    return [Explanation(where="Authorization", message=message, fix=fix)]


def _unknown_message(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("You have no message with this number.")
    return [Explanation(where="id", message=message, fix=_("Open your inbox and choose the message there."))]


def _mandatory(error: CategoryIsMandatory, _: Gettext) -> Sequence[Explanation]:
    message = _("Messages of the category {category} cannot be switched off.", category=error.category.value)
    return [Explanation(where="/choices", message=message, fix=_("Leave this category switched on."))]


def _no_quiet_time(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Quiet hours that begin and end at the same hour are no time at all.")
    return [Explanation(where="/quiet_hours", message=message, fix=_("Choose another hour, or no quiet hours."))]


def _invalid_token(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The link was changed, or is not one of ours.")
    fix = _("Sign in and choose what you hear about in the inbox.")
    return [Explanation(where="token", message=message, fix=fix)]


def _invalid_place(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This is no place in the list.")
    fix = _("Begin without it, or send what the last answer gave as next.")
    return [Explanation(where="cursor", message=message, fix=fix)]


def _too_many_streams(error: TooManyStreams, _: Gettext) -> Sequence[Explanation]:
    message = _("Your inbox is open in {n} places already, and no more are served at once.", n=error.most)
    return [Explanation(where="", message=message, fix=_("Close one of them, then try again."))]


PROBLEMS: Sequence[ProblemType] = (
    ProblemType(NobodyHere, "no-person", 404, "There is no inbox for this account", _nobody),
    ProblemType(DeliveryUnknown, "message-unknown", 404, "There is no such message", _unknown_message),
    ProblemType(CategoryIsMandatory, "category-mandatory", 422, "This category is always on", _mandatory),
    ProblemType(NoQuietTime, "quiet-hours-empty", 422, "The quiet hours are no time", _no_quiet_time),
    ProblemType(TokenInvalid, "link-invalid", 404, "The link is not valid", _invalid_token),
    ProblemType(RecipientUnknown, "link-invalid", 404, "The link is not valid", _invalid_token),
    ProblemType(TooManyStreams, "too-many-streams", 429, "Your inbox is open in too many places", _too_many_streams),
    ProblemType(CursorInvalid, "cursor-invalid", 422, "The place in the list is not valid", _invalid_place),
)
