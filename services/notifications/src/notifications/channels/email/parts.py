"""The parts of a letter's body as they travel: ASCII in lines that end with CRLF, whatever the server takes.

Written here, since the standard library's generator takes longer than all else that is done for a letter: it looks for its
boundary in every part, by an expression that it makes anew each time, and parses and folds headers that are known.
"""

import secrets
from base64 import encodebytes
from collections.abc import Sequence
from typing import Final

LONGEST_LINE: Final = 998
"""Octets (RFC 5322, 2.1.1)."""
CRLF: Final = "\r\n"


def text_part(content: str, subtype: str) -> str:
    """With its headers. As it is where it may travel so, else in base64."""
    lines = [*content.splitlines(), ""]
    if content.isascii() and all(len(line) <= LONGEST_LINE for line in lines):
        return _part(f'text/{subtype}; charset="us-ascii"', "7bit", CRLF.join(lines))
    return _part(f'text/{subtype}; charset="utf-8"', "base64", _base64(CRLF.join(lines)))


def calendar_part(content: str, name: str) -> str:
    """An attachment that is published, not a request: every program opens it, and none asks its reader to answer anybody."""
    disposition = f'Content-Disposition: attachment; filename="{name}"'
    return _part('text/calendar; method="PUBLISH"; charset="utf-8"', "base64", _base64(content), disposition)


def body_of(alternatives: Sequence[str], attachment: str | None) -> bytes:
    """With the headers that say what it is, and nothing before them."""
    body = _several("alternative", alternatives)
    if attachment is not None:
        body = _several("mixed", [body, attachment])
    return f"MIME-Version: 1.0{CRLF}{body}".encode("ascii")


def _part(kind: str, encoding: str, content: str, *headers: str) -> str:
    return CRLF.join([f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *headers, "", content])


def _several(subtype: str, parts: Sequence[str]) -> str:
    # By chance: nobody who has a say in a part's text can guess it and end the part with it (RFC 2046, 5.1.1).
    boundary = f"=_{secrets.token_hex(16)}"
    inside = "".join(f"--{boundary}{CRLF}{part}{CRLF}" for part in parts)
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"{CRLF}{CRLF}{inside}--{boundary}--{CRLF}'


def _base64(content: str) -> str:
    return encodebytes(content.encode()).decode("ascii").replace("\n", CRLF)
