"""What people present instead of a certificate's QR, so that the answer can say what it was."""

import re
from dataclasses import dataclass

from certificates.domain.copied import plain, unlabelled
from certificates.domain.refusal import Refusal
from certificates.domain.verifying.verdict import Presented, Verdict


@dataclass(eq=False)
class NothingTyped(Refusal):
    """Where an id or a number was asked for."""


@dataclass(eq=False)
class Mistyped(Refusal):
    """Like an id or a number, with an error in it."""


_KINDS = (
    # First: signed data has the address of a certificate in it, and is to be verified, not looked up.
    (Presented.JSON, re.compile(r"[{\[]")),
    (Presented.CODE, re.compile(r".*https?://[^/\s]+/v#\S|#[0-9]|(?:[0-9]\s*){40,}$")),
    (Presented.CERTIFICATE_ADDRESS, re.compile(r".*https?://[^/\s]+/certificates/[0-9a-f-]{36}")),
    (Presented.WEB_ADDRESS, re.compile(r"https?://")),
    (Presented.OTHER_CERTIFICATE, re.compile(r"hc1:|shc:/|did:|openid|eyj|lur1|dp:")),
    (Presented.DIGITS, re.compile(r"[0-9\s]+$")),
    (Presented.TEXT, re.compile(r".")),
)
_LONGEST = 40
# Letters, digits and dashes, and among them a digit or the two hyphens of an id.
_LIKE_A_NUMBER = re.compile(r"(?=.*[0-9]|.*-.*-)[^\W_](?:[^\W_]|[-\s])*")


def kind_of(text: str) -> Presented:
    """What kind of text this is."""
    bare = plain(text).lower()
    return next((kind for kind, pattern in _KINDS if pattern.match(bare)), Presented.NOTHING)


def kind_of_typed(text: str) -> Presented:
    """What somebody typed who was asked for an id or a number, and who typed neither of them right."""
    bare = unlabelled(text)
    return Presented.MISTYPED if len(bare) <= _LONGEST and _LIKE_A_NUMBER.fullmatch(bare) else kind_of(text)


def typing_error(verdict: Verdict) -> Refusal | None:
    """What a person has to mend before there is anything to verify."""
    match verdict.presented:
        case Presented.MISTYPED:
            return Mistyped()
        case Presented.NOTHING:
            return NothingTyped()
        case _:
            return None
