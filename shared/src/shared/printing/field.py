"""The rule of a field whose text is printed on certificates: `Annotated[Line, Printable]`."""

from typing import Final

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from shared.printing.letters import unprintable

_NAMED: Final = 5


def _must_be_printable(text: str) -> str:
    found = unprintable(text)
    if found:
        named = [*map(_named, found[:_NAMED]), *("…" for _ in found[_NAMED : _NAMED + 1])]
        raise PydanticCustomError(
            "unprintable", "A certificate cannot be printed with {letters}", {"letters": ", ".join(named)}
        )
    return text


def _named(letter: str) -> str:
    """`🏅 (U+1F3C5)`; what shows nothing is told by its numbers alone."""
    points = " ".join(f"U+{ord(sign):04X}" for sign in letter)
    return f"{letter} ({points})" if letter.isprintable() else points


Printable: Final = AfterValidator(_must_be_printable)
"""Refuses what no face of a certificate has, and names it."""
