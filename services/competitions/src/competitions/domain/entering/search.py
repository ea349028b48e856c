"""How names are found as people write them: Ё as Е, in any composition, by either half of a double name."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

APOSTROPHES: Final = re.compile("['`´ʹʻʼʽ’‘]")
DASHES: Final = re.compile("[\\-‐-―−]")
STRESS: Final = "\u0301"
USUAL: Final = re.compile("[ A-Za-zА-яЁё-]*")
"""Most names have nothing else: they are composed as they are, and have no marks."""
PLAIN: Final = str.maketrans("ё-", "е ")
WRITTEN_DAYS: Final = (
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)
MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed to find a person: all of it has to fit."""

    words: tuple[str, ...] = ()
    """Beginnings of parts of the name, folded."""
    email: str | None = None
    born_on: date | None = None


def fold(text: str) -> str:
    """The same for every spelling of one name. Й and the letters of Tatar stay; marks are dropped from Latin letters alone."""
    if USUAL.fullmatch(text):
        return " ".join(text.lower().translate(PLAIN).split())
    composed = unicodedata.normalize("NFC", text).casefold().replace("ё", "е").replace(STRESS, "")
    parted = DASHES.sub(" ", APOSTROPHES.sub("", composed))
    return " ".join(unicodedata.normalize("NFC", "".join(map(_plain, parted))).split())


def _plain(letter: str) -> str:
    """Without its marks, where it is a Latin one."""
    bare = unicodedata.normalize("NFD", letter)
    return bare[0] if len(bare) > 1 and "a" <= bare[0] <= "z" else letter


def words_of(*names: str | None) -> tuple[str, ...]:
    """The parts by which a name is found, each once."""
    return tuple(dict.fromkeys(word for name in names if name for word in fold(name).split()))


def sought(text: str) -> Sought:
    """What was typed, by its kinds: a day, an address with @, and the beginnings of names."""
    born_on = None
    for form in WRITTEN_DAYS:
        if (found := form.search(text)) and (day := _day(found)):
            born_on, text = day, text.replace(found[0], " ")
    addresses = [word for word in text.split() if "@" in word]
    names = [word for word in text.split() if "@" not in word]
    email = addresses[0].casefold() if addresses else None
    return Sought(words_of(*names)[:MOST_WORDS], email, born_on)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
