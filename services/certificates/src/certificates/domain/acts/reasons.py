"""Why something cannot be done with an entry of the register, in the words that programs read."""

from enum import StrEnum
from typing import Final

from certificates.domain.achievement import NotForTheHolder, UnknownCode
from certificates.domain.acts.amendment import GrantedTooLate, NoScale, PointsMissing, ScoreTooHigh
from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    Erased,
    NotSuspended,
    UnknownCertificate,
)
from certificates.domain.refusal import Refusal
from certificates.domain.reissue import BlankTaken


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
    UnknownCertificate: Why.UNKNOWN,
}
LEFT_OUT: Final = tuple(_WHY)
"""What leaves one entry out; anything else stops the act."""


def why(refusal: Refusal) -> Why:
    return _WHY[type(refusal)]
