"""What people present instead of a certificate's QR, so that the answer can say what was seen."""

import re

from certificates.domain.verdict import Seen

_KINDS = (
    (Seen.CODE, re.compile(r"https?://[^/\s]+/v#\S|#[0-9]|(?:[0-9]\s*){40,}$")),
    (Seen.CERTIFICATE_ADDRESS, re.compile(r"https?://[^/\s]+/certificates/[0-9a-f-]{36}")),
    (Seen.WEB_ADDRESS, re.compile(r"https?://")),
    (Seen.OTHER_CERTIFICATE, re.compile(r"hc1:|shc:/|did:|openid|eyj|lur1|dp:")),
    (Seen.JSON, re.compile(r"[{\[]")),
    (Seen.DIGITS, re.compile(r"[0-9\s]+$")),
    (Seen.TEXT, re.compile(r".")),
)
_LONGEST = 40
# Letters, digits and dashes, and among them a digit or the two hyphens of an id.
_LIKE_A_NUMBER = re.compile(r"(?=.*[0-9]|.*-.*-)[^\W_](?:[^\W_]|[-\s])*")
_DASHES = re.compile(r"[‐-―−]")


def seen(text: str) -> Seen:
    """What kind of text this is."""
    plain = text.strip().lower()
    return next((kind for kind, pattern in _KINDS if pattern.match(plain)), Seen.NOTHING)


def typed(text: str) -> Seen:
    """What somebody typed who was asked for an id or a number, and who typed neither of them right."""
    plain = _DASHES.sub("-", text.strip().removeprefix("№").strip())
    return Seen.MISTYPED if len(plain) <= _LONGEST and _LIKE_A_NUMBER.fullmatch(plain) else seen(text)
