"""Why something cannot be done with an entry of the register, in the words that programs read."""

from enum import StrEnum
from typing import Final

from certificates.domain.achievement import NotForTheHolder, UnknownCode
from certificates.domain.acts.amendment import GrantedTooLate, NoScale, PointsMissing, ScoreTooHigh
from certificates.domain.blanks.blank import BlankChanged, BlankSpoilt, BlankTaken, HasBlank, NoBlank, SpoiltTooLate
from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    Erased,
    NotSuspended,
    UnknownCertificate,
)
from certificates.domain.refusal import Refusal


class Why(StrEnum):
    REVOKED = "already-revoked"
    REPLACED = "already-replaced"
    SUSPENDED = "already-suspended"
    NOT_SUSPENDED = "not-suspended"
    ERASED = "erased"
    ACHIEVEMENT = "achievement-unknown"
    HOLDER = "achievement-not-for-holder"
    SCORE = "score-too-high"
    POINTS = "points-missing"
    SCALE = "scale-missing"
    DAY = "granted-too-late"
    BLANK = "blank-taken"
    SPOILT = "blank-spoilt"
    HAS_BLANK = "blank-entered-already"
    NO_BLANK = "blank-missing"
    BLANK_CHANGED = "blank-changed"
    """Somebody entered another one since it was looked at."""
    SPOILT_DAY = "spoilt-too-late"
    UNKNOWN = "certificate-unknown"
    """Of another issuer, too."""


_WHY: Final[dict[type[Refusal], Why]] = {
    AlreadyRevoked: Why.REVOKED,
    AlreadyReplaced: Why.REPLACED,
    AlreadySuspended: Why.SUSPENDED,
    NotSuspended: Why.NOT_SUSPENDED,
    Erased: Why.ERASED,
    UnknownCode: Why.ACHIEVEMENT,
    NotForTheHolder: Why.HOLDER,
    ScoreTooHigh: Why.SCORE,
    PointsMissing: Why.POINTS,
    NoScale: Why.SCALE,
    GrantedTooLate: Why.DAY,
    BlankTaken: Why.BLANK,
    BlankSpoilt: Why.SPOILT,
    HasBlank: Why.HAS_BLANK,
    NoBlank: Why.NO_BLANK,
    BlankChanged: Why.BLANK_CHANGED,
    SpoiltTooLate: Why.SPOILT_DAY,
    UnknownCertificate: Why.UNKNOWN,
}
LEFT_OUT: Final = tuple(_WHY)
"""What leaves one entry out; anything else stops the act."""


def why(refusal: Refusal) -> Why:
    return _WHY[type(refusal)]
