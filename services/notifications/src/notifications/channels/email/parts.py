"""The parts of a letter's body as they travel: ASCII in lines that end with CRLF, whatever the server takes.

The older classes of the standard library: the newer ones parse every header that they are given, which takes longer than all else
that is done for a letter.
"""

from collections.abc import Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from typing import Final

LONGEST_LINE: Final = 998
"""Octets (RFC 5322, 2.1.1)."""
CRLF: Final = compat32.clone(linesep="\r\n")


def text_part(content: str, subtype: str) -> MIMENonMultipart:
    """As it is where it may travel so, else in base64."""
    part = MIMENonMultipart("text", subtype)
    lines = content.splitlines()
    if content.isascii() and all(len(line) <= LONGEST_LINE for line in lines):
        part.set_payload("\n".join([*lines, ""]), "us-ascii")
    else:
        part.set_payload("\r\n".join([*lines, ""]), "utf-8")
    return part


def calendar_part(content: str, name: str) -> MIMENonMultipart:
    """An attachment that is published, not a request: every program opens it, and none asks its reader to answer anybody."""
    part = MIMENonMultipart("text", "calendar", method="PUBLISH")
    part.set_payload(content, "utf-8")
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def body_of(alternatives: Sequence[MIMENonMultipart], attachment: MIMENonMultipart | None) -> bytes:
    """With the headers that say what it is, and nothing before them."""
    body: MIMEMultipart = MIMEMultipart("alternative", _subparts=alternatives)
    if attachment is not None:
        body = MIMEMultipart("mixed", _subparts=[body, attachment])
    for part in body.walk():
        if part is not body:
            del part["MIME-Version"]
    return body.as_bytes(policy=CRLF)
