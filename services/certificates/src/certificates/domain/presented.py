"""What people present instead of a certificate's QR, so that the answer can say what was seen."""

import re

from certificates.domain.verdict import Seen

_KINDS = (
    (Seen.CERTIFICATE_ADDRESS, re.compile(r"https?://[^/\s]+/certificates/[0-9a-f-]{36}")),
    (Seen.WEB_ADDRESS, re.compile(r"https?://")),
    (Seen.OTHER_CERTIFICATE, re.compile(r"hc1:|shc:/|did:|openid|eyj|lur1|dp:")),
    (Seen.JSON, re.compile(r"[{\[]")),
    (Seen.DIGITS, re.compile(r"[\d\s]+$")),
    (Seen.TEXT, re.compile(r".")),
)


def seen(text: str) -> Seen:
    """What kind of text this is."""
    plain = text.strip().lower()
    return next((kind for kind, pattern in _KINDS if pattern.match(plain)), Seen.NOTHING)
