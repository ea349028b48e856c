"""What a mail server's refusal is about: the mailbox, the letter, or us.

Codes alone do not tell. Yandex says «550 5.7.1 No such user!» of a mailbox, others «550 5.2.1 Mailbox unavailable. Your IP
address is blacklisted» of us. To take a block of ours for a dead address silences a reader for months; to take a dead
address for a block costs some tries: so only what clearly names an unknown mailbox counts against it.
"""

import re
from enum import StrEnum
from typing import Final

STORAGE_EXCEEDED: Final = 552
"""The one bare code that has a single meaning (RFC 5321, 4.2.3)."""

LONGEST_TEXT: Final = 1000
"""Characters that are read of what a server may say at any length."""


class Refusal(StrEnum):
    MAILBOX = "mailbox"
    """There is none of this name, or it is out of use: whoever writes to it again harms their good name."""
    LETTER = "letter"
    """This one letter cannot be taken: it is too large, the mailbox is full."""
    US = "us"
    """Whoever the reader is: a block list, a policy, our rights. It ends when we or the server's people have mended it."""


def refusal(code: int, text: str) -> Refusal:
    """Of a permanent reply (5xx) to RCPT or DATA, with the text of all its lines."""
    status = enhanced_status(text)
    words = _words(text)
    if SENDER.search(words):
        return Refusal.US
    by_status = _by_status(code, status)
    by_words = _by_words(words)
    if by_words is by_status or not OF_US.search(words):
        return by_words or by_status
    return Refusal.US


def enhanced_status(text: str) -> str | None:
    """Such as `5.1.1` (RFC 3463): at the beginning (RFC 2034), or marked as in «(#5.1.1)». Never a part of an address."""
    found = STATUS.search(text)
    return found[1] if found else None


def _by_status(code: int, status: str | None) -> Refusal:
    """RFC 3463, 3.2 to 3.8, and the registry that IANA keeps of it."""
    if status is None:
        return Refusal.LETTER if code == STORAGE_EXCEEDED else Refusal.US
    if status in OF_THE_SENDERS_ADDRESS:
        return Refusal.US
    if status.startswith("5.1.") or status == "5.2.1":
        return Refusal.MAILBOX
    if status.startswith(("5.2.", "5.6.")) or status in {"5.3.3", "5.3.4"}:
        return Refusal.LETTER
    return Refusal.US


def _by_words(words: str) -> Refusal | None:
    if UNKNOWN_MAILBOX.search(words):
        return Refusal.MAILBOX
    return Refusal.LETTER if TOO_LARGE.search(words) else None


def _words(text: str) -> str:
    """In lower case, without addresses: «<antispam@blocked.example>» says nothing of why."""
    return re.sub(r"\s+", " ", ADDRESS.sub("<>", text[:LONGEST_TEXT].lower().replace("’", "'")))


OF_THE_SENDERS_ADDRESS: Final = {"5.1.7", "5.1.8"}
STATUS: Final = re.compile(r"(?:^\s*#?|\(#?|\s#)([45]\.\d{1,3}\.\d{1,3})(?![.\d])")
ADDRESS: Final = re.compile(r"<?[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+>?")

SENDER: Final = re.compile(
    r"\bsenders?\b|\breturn.path\b|\benvelope.from\b|\bmail from\b|\bverification failed\b|\bcallout\b"
)
OF_US: Final = re.compile(
    r"block|black ?-?list|\b(dns|r)bl\b|spam|junk|unsolicited|reputation|banned|virus"
    r"|\blisted (at|in|by|on)\b|\bfound (in|on)\b|\brelay\w*\b(?! recipient)|rcpthosts|\bpolic(y|ies)\b|\bprohibit"
    r"|\bnot (allowed|permitted|authori[sz]ed|accepted from)\b|\bservice unavailable\b|\bdenied\b"
    r"|authenticat|\b(spf|dkim|dmarc|arc)\b|reverse dns|\bptr\b|\bhelo\b|\behlo\b|\btls\b"
    r"|\byour (ip|ips|server|host|account|domain|access|network|address)\b|\brate\b|\btoo (many|quickly|fast)\b"
    r"|\b(daily|hourly|sending)\b|\blimits? (is |was |has been )?(exceeded|reached)\b"
)
TOO_LARGE: Final = re.compile(
    r"\bquota\b|\b(mailbox|inbox|storage) (is )?full\b|\bstorage\b|\b(message|mail|size) (is )?(too (big|large)|exceeds|limit)\b"
    r"|\bmessage size\b"
)

_BOX: Final = r"(?:user|mailbox|recipient|addressee|account|address|alias|person|customer|subscriber)"
_GONE: Final = (
    r"(?:unknown|not found|not known|not exist\w*|does(?:n't| not) exist|no longer exists?|could(?:n't| not) be found"
    r"|is terminated)"
)
UNKNOWN_MAILBOX: Final = re.compile(
    rf"\b(?:no such|unknown|invalid|non-?existent|not a (?:valid|known)|bad destination) (?:[\w/-]+ ){{0,3}}?{_BOX}\b"
    rf"|\b{_BOX}s?(?: <>| name| that you tried to reach| you tried to reach)?,? (?:is |was |has been )?{_GONE}"
    r"|\bno (?:mailbox|user|account|recipient|person|one)(?: here)? (?:by|with) that name\b"
    r"|\buser does(?:n't| not) have an? \S+ account\b"
    r"|\b(?:mailbox|email account that you tried to reach) (?:<> )?(?:is |has been )?(?:disabled|inactive|deactivated)\b"
    r"|\baccount has been disabled or discontinued\b"
    r"|\brecip(?:ient)?notfound\b"
    r"|\b(?:пользовател|ящик|адрес|получател)\w*(?: <>)? не (?:найден|существует)"
    r"|\bнет такого (?:пользователя|ящика|адреса|получателя)"
)
