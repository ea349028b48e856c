"""Names on certificates: what a public page shows of them, and whether a typed name is the one on the paper."""

import re
import unicodedata
from dataclasses import dataclass

from certificates.domain.refusal import Refusal
from shared.text import readable


@dataclass(eq=False)
class NoName(Refusal):
    """Nothing was typed that could be compared."""


@dataclass(eq=False)
class IncompleteName(Refusal):
    """A family name alone, or with initials, cannot be compared."""


@dataclass(eq=False)
class TooManyNameChecks(Refusal):
    seconds: int
    """Until the next try."""

    @property
    def minutes(self) -> int:
        return max(1, -(-self.seconds // 60))


_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_WORD_OR_NUMBER = re.compile(r"[^\W_]+", re.UNICODE)
FEWEST_WORDS = 2


def full_name(family_name: str, given_name: str, patronymic: str | None) -> str:
    """Family name first, as Russian documents write it, in one line of what can be read."""
    return readable(" ".join((family_name, given_name, patronymic or "")))


def initials(name: str) -> str:
    """`Щукина Любовь Захаровна` is `Щ. Л. З.`: what a page shows of a person who did not consent to be named."""
    return " ".join(f"{word[0]}." for word in name.split())


def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, ё as е, hyphens as spaces."""
    return tuple(_WORD.findall(_plain(name)))


def is_incomplete(typed: str, name: str) -> bool:
    """Whether words miss, or are initials: that is no other name, and says nothing about the one on the paper."""
    given, wanted = words(typed), words(name)
    if len(given) < min(FEWEST_WORDS, len(wanted)):
        return True
    return any(len(word) == 1 for word in given) and all(len(word) > 1 for word in wanted)


def same_name(typed: str, name: str) -> bool:
    """Whether the typed name is the one on the paper.

    Order does not matter, and the patronymic may be left out; a family name alone is not enough, so that nobody finds out
    a name word by word.
    """
    given, wanted = list(words(typed)), list(words(name))
    if len(given) < min(FEWEST_WORDS, len(wanted)):
        return False
    return sorted(given) == sorted(wanted) or sorted(given) == sorted(_without_patronymic(wanted))


def same_team_name(typed: str, name: str) -> bool:
    """Whether the typed name is the team's: all of its words and numbers in their order, without case and quotation marks."""
    given, wanted = _plain(typed), _plain(name)
    words_of_it = _WORD_OR_NUMBER.findall(wanted)
    return _WORD_OR_NUMBER.findall(given) == words_of_it if words_of_it else given.split() == wanted.split()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")


def _without_patronymic(parts: list[str]) -> list[str]:
    return parts[:-1] if len(parts) > FEWEST_WORDS else parts
