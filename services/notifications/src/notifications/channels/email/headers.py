"""Headers as they travel: folded, and in ASCII (RFC 5322, 2.2.3; RFC 2047).

Our own, because Python's folding loses what people wrote, differently in each version: the space between two words where a
line ends (3.11, 3.12), the space between two encoded words (3.13), the quotation marks of a long name.
"""

import re
import textwrap
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from notifications.channels.email.addresses import ATOM

LONGEST_LINE: Final = 78
"""Characters without the line's end (RFC 5322, 2.1.1)."""
LONGEST_ENCODED_LINE: Final = 76
"""Where it has an encoded word (RFC 2047, 2)."""
LONGEST_ENCODED_WORD: Final = 75
BEFORE, AFTER = "=?utf-8?B?", "?="
FOLD: Final = "\r\n "
PHRASE: Final = re.compile(rf"{ATOM}( {ATOM})*")
PRINTABLE: Final = re.compile(r"[ -~]*")
WORD: Final = re.compile(r"[^ ]+ ?")


def text_header(name: str, text: str) -> str:
    """The whole header with its line's end. White space of any kind and length becomes one space."""
    return f"{name}: {_text(name, _one_line(text))}\r\n"


def address_header(name: str, display_name: str, address: str) -> str:
    """The header of one mailbox. `address` is in ASCII already."""
    shown = _one_line(display_name)
    if not shown:
        return f"{name}: {address}\r\n"
    written = _phrase(shown)
    if written is None or len(f"{name}: {written}") > LONGEST_LINE:
        written = _encoded(name, shown)
    last = f"{name}: {written}".rpartition("\r\n")[2]
    longest = LONGEST_ENCODED_LINE if last.endswith(AFTER) else LONGEST_LINE
    gap = " " if len(f"{last} <{address}>") <= longest else FOLD
    return f"{name}: {written}{gap}<{address}>\r\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_plain(text: str) -> bool:
    """What looks like an encoded word would be read as one."""
    return PRINTABLE.fullmatch(text) is not None and "=?" not in text


def _text(name: str, text: str) -> str:
    if _is_plain(text):
        begin = " " * len(f"{name}: ")
        lines = textwrap.wrap(
            text,
            LONGEST_LINE,
            initial_indent=begin,
            subsequent_indent=" ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        if all(len(line) <= LONGEST_LINE for line in lines):
            return "\r\n".join(lines).removeprefix(begin)
    return _encoded(name, text)


def _phrase(text: str) -> str | None:
    """Atoms, or a quoted string; None where neither can say it."""
    if not _is_plain(text):
        return None
    if PHRASE.fullmatch(text):
        return text
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _encoded(name: str, text: str) -> str:
    """Spaces between encoded words are not shown (RFC 2047, 6.2), so those that are meant stand inside."""
    first = _room(LONGEST_ENCODED_LINE - len(f"{name}: "))
    pieces = _pieces(text.encode(errors="replace").decode(), first)
    return FOLD.join(f"{BEFORE}{b64encode(piece.encode()).decode()}{AFTER}" for piece in pieces)


def _room(width: int) -> int:
    """Bytes that fit into an encoded word of so many characters: 3 in each 4."""
    return (min(width, LONGEST_ENCODED_WORD) - len(BEFORE + AFTER)) // 4 * 3


def _pieces(text: str, room: int) -> Iterator[str]:
    """No character is cut in two. Words stay whole where they can: some readers put a space between encoded words."""
    piece = ""
    for word in WORD.findall(text):
        if piece and len((piece + word).encode()) > room:
            yield piece
            piece, room = "", _room(LONGEST_ENCODED_WORD)
        piece += word
        while len(piece.encode()) > room:
            fits = piece.encode()[:room].decode(errors="ignore")
            yield fits
            piece, room = piece[len(fits) :], _room(LONGEST_ENCODED_WORD)
    yield piece
