"""What people write as an e-mail address, and the mailbox that it means."""

import re
from typing import Final

from notifications.domain.mailboxes import Mailbox
from shared.idn import DomainInvalid, a_labels

ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL: Final = re.compile(rf'{ATOM}(\.{ATOM})*|"([ !#-\[\]-~]|\\[ -~])*"')
"""Dot-atom or quoted-string (RFC 5321, 4.1.2)."""
LONGEST_LOCAL: Final = 64
"""Octets (RFC 5321, 4.5.3.1.1)."""


class AddressInvalid(ValueError):
    """No letter can be addressed like this."""


def mailbox(address: str) -> Mailbox:
    """Of «primer@почта.рф»: the domain travels by its A-labels. Raises AddressInvalid.

    A Cyrillic name before the @ would need SMTPUTF8 all the way to the reader, which no sender can know.
    """
    local, _, domain = address.strip().rpartition("@")
    if len(local) > LONGEST_LOCAL or not LOCAL.fullmatch(local):
        raise AddressInvalid
    try:
        travels = a_labels(domain)
    except DomainInvalid:
        raise AddressInvalid from None
    if travels.rpartition(".")[2].isdigit():
        raise AddressInvalid
    return Mailbox(local, travels)
