"""Text for people and from people. Standard library only, so that domains may use it (decision 0016)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""Zero-width non-joiner and joiner."""
JOINING_SCRIPTS: Final = frozenset(
    {
        *(
            "ARABIC",
            "SYRIAC",
            "MANDAIC",
            "MONGOLIAN",
            "DEVANAGARI",
            "BENGALI",
            "GURMUKHI",
            "GUJARATI",
            "ORIYA",
            "TAMIL",
        ),
        *("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN"),
    }
)
"""Scripts in which a joiner between two letters changes what is written (Unicode 15, chapters 9, 12, 13 and 16)."""
MEANINGFUL_FORMATS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u0890\u0891\U000110bd\U000110cd"
)
"""Format characters that are seen: signs that span digits."""
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0")
"""Letters and marks by their category, but nothing is drawn for them."""
UNREADABLE: Final = frozenset({"Cc", "Cs", "Co"})
"""Control characters, halves of surrogate pairs, private code points. What is not assigned yet may be tomorrow: it stays."""
NONCHARACTERS: Final = range(0xFDD0, 0xFDF0)
"""Never assigned, as are the last two code points of each plane (Unicode 15, section 23.7)."""
LAST_OF_PLANE: Final = 0xFFFE
LINE_ENDS: Final = "\n"
MOST_MARKS: Final = 8
"""On one letter. More are no writing, and to compose them takes time by the square of how many there are."""
USUAL: Final = re.compile("[ -~\u00a0А-яЁё«»„“”’–—…№]*")
"""Most texts have nothing else: they are composed and seen as they are."""

QUOTED: Final = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]")


class UnreadableCharacter(ValueError):
    """A character that nobody can read, such as U+0001.

    `code` is its code point as Unicode writes it, `place` its place in the text, counted from 1.
    """

    def __init__(self, code: str, place: int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, in both languages of the product."""

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ru


def line(raw: str) -> str:
    """One line from a person, as it is kept: composed (NFC), without what cannot be seen, with single spaces between words.

    Raises UnreadableCharacter, also for a tabulator or a line end inside.
    """
    return " ".join((raw if USUAL.fullmatch(raw) else _seen(raw.strip(), "")).split())


def prose(raw: str) -> str:
    """As `line`, for text of several lines: their ends are kept, as `\\n`."""
    text = _seen(raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip(), LINE_ENDS)
    return "\n".join(" ".join(each.split()) for each in text.split("\n"))


def readable(raw: str) -> str:
    """As `line`, where nobody is there to type it anew, such as in an event: control characters part words, and what cannot
    be read otherwise is left out."""
    return " ".join(raw.split()) if USUAL.fullmatch(raw) else line("".join(_legible(raw)))


def readable_prose(raw: str) -> str:
    """As `readable`, for text of several lines."""
    return prose("\n".join(readable(one) for one in raw.splitlines()))


def _legible(raw: str) -> Iterator[str]:
    for character in _marked(raw):
        if unicodedata.category(character) == "Cc":
            yield " "
        elif not is_unreadable(character):
            yield character


def _seen(raw: str, allowed: str) -> str:
    if USUAL.fullmatch(raw):
        return raw
    text = unicodedata.normalize("NFC", "".join(_marked(raw)))
    kept = [character for index, character in enumerate(text) if _is_kept(text, index, allowed)]
    return unicodedata.normalize("NFC", "".join(kept))


def _marked(raw: str) -> Iterator[str]:
    """With a bounded number of marks on each letter."""
    marks = 0
    for character in raw:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            yield character


def _is_kept(text: str, index: int, allowed: str) -> bool:
    character = text[index]
    category = unicodedata.category(character)
    if is_unreadable(character) and character not in allowed:
        raise UnreadableCharacter(f"U+{ord(character):04X}", index + 1)
    if character in JOINERS:
        return _joins(text, index)
    return (category != "Cf" or character in MEANINGFUL_FORMATS) and character not in UNSEEN


def is_unreadable(character: str) -> bool:
    """Whether nobody can read it, whatever the face: no text has it."""
    code = ord(character)
    return (
        unicodedata.category(character) in UNREADABLE or code in NONCHARACTERS or code & LAST_OF_PLANE == LAST_OF_PLANE
    )


def _joins(text: str, index: int) -> bool:
    """Whether the joiner stands inside a word of a script that needs it, or between two parts of one picture."""
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if _script(before) in JOINING_SCRIPTS and _script(after) in JOINING_SCRIPTS:
        return True
    return text[index] == "\u200d" and unicodedata.category(after) == "So" and not before.isspace()


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if unicodedata.category(character)[0] in "LM" else ""


def unquoted(name: str) -> str:
    """A name without quotation marks around the whole of it, for where it is set between some."""
    found = QUOTED.fullmatch(name)
    return next(filter(None, found.groups())) if found else name
