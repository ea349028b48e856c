"""Names of domains in the form that protocols carry: A-labels (IDNA 2008, RFC 5891)."""

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

import idna

LONGEST: Final = 253
"""Characters of a name in the form that people write (RFC 1035, 2.3.4, without the root)."""
LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class DomainInvalid(ValueError):
    """No domain can have this name."""


def a_labels(domain: str) -> str:
    """«Почта.РФ» as `xn--80a1acny.xn--p1ai`; a name in ASCII as it is, in lower case. Raises DomainInvalid.

    Mapped first as browsers do (UTS 46, not transitional): «ß» stays a letter of its own, emoji are refused.
    """
    if len(domain) > LONGEST:
        raise DomainInvalid(domain)
    try:
        name = ".".join(_label(one) for one in idna.uts46_remap(domain).split("."))
    except UnicodeError as error:
        raise DomainInvalid(domain) from error
    if len(name) > LONGEST:
        raise DomainInvalid(domain)
    return name


def with_a_labels(url: str) -> str:
    """The address with the A-labels of its host. Raises DomainInvalid, also where another part of it is not ASCII."""
    if url.isascii():
        return url
    parts = urlsplit(url)
    userinfo, at, place = parts.netloc.rpartition("@")
    host, colon, port = place.partition(":")
    made = SplitResult(parts.scheme, userinfo + at + a_labels(host) + colon + port, *parts[2:]).geturl()
    if not made.isascii():
        raise DomainInvalid(url)
    return made


def _label(label: str) -> str:
    if not label.isascii():
        return idna.alabel(label).decode()
    if not LABEL.fullmatch(label):
        raise DomainInvalid(label)
    if label.startswith("xn--"):
        idna.ulabel(label)
    return label
