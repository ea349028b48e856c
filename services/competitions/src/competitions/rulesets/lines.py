"""Where in a TOML file a key stands: `tomllib` reads values, and keeps no lines.

Made for texts that `tomllib` has read: what TOML forbids is not looked for here.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Final

Path = tuple[str | int, ...]
"""Keys, and the numbers of elements in arrays: `("awards", 2, "title", "ru")`."""

BLANK: Final = " \t\r\n"
ENDS_KEY: Final = " \t\r\n.=]"
ENDS_VALUE: Final = ",]}#\n"
QUOTES: Final = ('"""', "'''", '"', "'")


def lines(text: str) -> Mapping[Path, int]:
    """The line, from 1, of each key, table and element; of what is named more than once, the first."""
    return _Walk(text.replace("\r\n", "\n")).through()


def line_of(path: Path, known: Mapping[Path, int]) -> int:
    """Of what is missing: where the table begins that should have it; of the file itself, 1."""
    while path and path not in known:
        path = path[:-1]
    return known.get(path, 1)


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.counted = 0
        """Up to where lines were counted."""
        self.known: dict[Path, int] = {}
        self.elements: Counter[Path] = Counter()
        """Of each array of tables, so far."""

    def through(self) -> Mapping[Path, int]:
        table: Path = ()
        while self._next():
            if self._takes("[["):
                table = self._array_of_tables()
            elif self._takes("["):
                table = self._heading()
            else:
                self._assignment(table)
        return self.known

    def _array_of_tables(self) -> Path:
        keys = self._keys()
        self._takes("]]")
        array = (*self._newest(keys[:-1]), keys[-1])
        self._found(array)
        element = (*array, self.elements[array])
        self.elements[array] += 1
        self._found(element)
        return element

    def _heading(self) -> Path:
        table = self._newest(self._keys())
        self._takes("]")
        self._found(table)
        return table

    def _newest(self, keys: list[str]) -> Path:
        """Below an array of tables its last element is meant."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.elements:
                path = (*path, self.elements[path] - 1)
            self._found(path)
        return path

    def _assignment(self, table: Path) -> None:
        path = table
        for key in self._keys():
            path = (*path, key)
            self._found(path)
        self._takes("=")
        self._value(path)

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while self._takes("."):
            keys.append(self._key())
        self._next()
        return keys

    def _key(self) -> str:
        self._next()
        start = self.at
        if self.text[self.at] in "\"'":
            self._string()
            return next(iter(tomllib.loads(f"{self.text[start : self.at]} = 0")))
        while self.text[self.at] not in ENDS_KEY:
            self.at += 1
        return self.text[start : self.at]

    def _value(self, path: Path) -> None:
        self._next()
        if self._takes("["):
            self._array(path)
        elif self._takes("{"):
            self._inline_table(path)
        elif self.text[self.at] in "\"'":
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ENDS_VALUE:
                self.at += 1

    def _array(self, path: Path) -> None:
        number = 0
        while self._next() and not self._takes("]"):
            self._found((*path, number))
            self._value((*path, number))
            self._takes(",")
            number += 1

    def _inline_table(self, path: Path) -> None:
        while self._next() and not self._takes("}"):
            self._assignment(path)
            self._takes(",")

    def _string(self) -> None:
        quote = next(one for one in QUOTES if self.text.startswith(one, self.at))
        if self.text.startswith(quote[0] * 2, self.at) and len(quote) == 1:
            self.at += 2  # empty
            return
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            self.at += 2 if quote[0] == '"' and self.text[self.at] == "\\" else 1
        self.at += len(quote)
        while len(quote) > 1 and self.text.startswith(quote[0], self.at):
            self.at += 1  # up to two quotes may stand before the three that end it

    def _next(self) -> bool:
        """Past blanks and comments; False at the end."""
        while self.at < len(self.text) and self.text[self.at] in f"{BLANK}#":
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                self.at += 1
        return self.at < len(self.text)

    def _takes(self, sign: str) -> bool:
        self._next()
        is_there = self.text.startswith(sign, self.at)
        if is_there:
            self.at += len(sign)
        return is_there

    def _found(self, path: Path) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.known.setdefault(path, self.line)
