"""The text of a QR as somebody presents it."""

from datetime import UTC, datetime, timedelta

from certificates.domain.issuer import Issuer, Key
from certificates.domain.verifying.verdict import Answer, Check, Presented, Verdict
from certificates.formats.qr_text import Claims, UnverifiedQr
from certificates.verification import verdicts
from certificates.verification.presented import kind_of

_DAY = timedelta(days=1)


def illegible(text: str) -> Verdict:
    """A text that is no QR of ours, or not a whole one."""
    kind = kind_of(text)
    return verdicts.damaged(Check.FORM) if kind is Presented.CODE else verdicts.unreadable(kind)


def of_nobody() -> Verdict:
    """A code of an issuer that is not known here."""
    return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), (Check.ISSUER, Check.SIGNATURE, Check.STATUS))


def not_signed() -> Verdict:
    """A code of a known issuer that none of its keys signed as it stands: half seen, damaged or altered."""
    return verdicts.damaged(Check.FORM, Check.ISSUER, Check.SIGNATURE)


def is_signed(presented: UnverifiedQr, issuer: Issuer) -> bool:
    """By the issuer's key that it names, on a day when that key signed."""
    key = issuer.key_with(presented.signed.key_id)
    return key is not None and in_term(key, presented.claims) and presented.signed.is_by(key.public)


def in_term(key: Key, claims: Claims) -> bool:
    """Whether the key signed on that day. The day is of the issuer's calendar, so one day more on both sides is meant."""
    start = datetime.combine(claims.issued_on, datetime.min.time(), UTC)
    return key.since - 2 * _DAY <= start and (key.until is None or start <= key.until + _DAY)
