"""What a notice needs to become a message."""

from dataclasses import dataclass
from enum import StrEnum

from notifications.domain.preferences import Category


class TemplateId(StrEnum):
    REGISTRATION_ENTERED = "registration_entered"
    REGISTRATION_QUEUED = "registration_queued"
    REGISTRATION_PROMOTED = "registration_promoted"
    REGISTRATION_CONFIRMED = "registration_confirmed"
    REGISTRATION_REJECTED = "registration_rejected"
    REGISTRATION_WITHDRAWN = "registration_withdrawn"
    REGISTRATION_REPLACED = "registration_replaced"
    REGISTRATION_LAPSED = "registration_lapsed"
    REGISTRATION_LEFT = "registration_left"
    REGISTRATION_SHORTENED = "registration_shortened"
    REGISTRATION_REGROUPED = "registration_regrouped"
    REGISTRATION_ANSWERED = "registration_answered"
    MENTOR_NAMED = "mentor_named"
    MENTOR_DECLINED = "mentor_declined"
    CONSENT_ASKED = "consent_asked"
    CONSENT_MISSING = "consent_missing"
    PERSON_INVITED = "person_invited"
    JURY_INVITED = "jury_invited"
    JURY_DISMISSED = "jury_dismissed"
    JURY_UNSIGNED = "jury_unsigned"
    DUTY_OFFERED = "duty_offered"
    RESULT_UNOFFICIAL = "result_unofficial"
    RESULT_PUBLISHED = "result_published"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_SUSPENDED = "certificate_suspended"
    CERTIFICATE_REINSTATED = "certificate_reinstated"
    ACHIEVEMENT_ISSUED = "achievement_issued"
    ACHIEVEMENT_REVOKED = "achievement_revoked"
    ACHIEVEMENT_SUSPENDED = "achievement_suspended"
    ACHIEVEMENT_REINSTATED = "achievement_reinstated"
    CHAMPIONSHIP_CANCELLED = "championship_cancelled"
    START_CHANGED = "start_changed"
    SCHEDULE_CHANGED = "schedule_changed"


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
