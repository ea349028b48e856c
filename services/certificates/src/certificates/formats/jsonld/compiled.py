"""Canonicalisation compiled once a template.

Certificates of one achievement differ in a few values. JSON-LD processing of the template is done once, with marks in place of the
values; after that a credential costs one substitution, the hashes of the blank nodes that hold values, and a sort.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from certificates.formats.jsonld import quads, rdfc

_IN_ADDRESS = re.compile(r"[A-Za-z0-9._:-]+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Build = Callable[[Mapping[str, str]], dict[str, Any]]


class BadValue(ValueError):
    """A value that would not mean the same to every reader: control signs, or signs that an address cannot hold."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines for one order of the blank nodes: constant ones sorted, the others as one format of values."""

    constant: list[str]
    varying: str


class Compiled:
    """The canonical form of `build(values)` for any values of the given names.

    `build` must put each value whole into one or more strings (`f"{origin}/certificates/{values['id']}"`), whatever the values are.
    """

    def __init__(self, build: Build, names: Iterable[str]) -> None:
        self._build = build
        self._marks = {name: f"mark{secrets.token_hex(12)}x" for name in names}
        self._names = {mark: name for name, mark in self._marks.items()}
        self._mark = re.compile("|".join(map(re.escape, self._names)))
        self._lines = [line.removesuffix("\n") for line in quads.quads(build(self._marks))]
        self._in_address = {self._names[mark] for line in self._lines for mark in self._mark.findall(_addresses(line))}
        self._nodes = sorted({node for line in self._lines for node in rdfc.blank_nodes(line)})
        self._hashes = {node: self._hash_of(node) for node in self._nodes}
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def canonical(self, values: Mapping[str, str]) -> bytes:
        """Byte for byte what RDFC-1.0 gives for `build(values)`. Raises BadValue."""
        escaped = {name: self._escaped(name, values[name]) for name in self._marks}
        hashes = {
            node: found if isinstance(found, str) else _hash(found, escaped) for node, found in self._hashes.items()
        }
        if len(set(hashes.values())) < len(hashes):
            return self._in_full(values)
        order = tuple(sorted(self._nodes, key=hashes.__getitem__))
        layout = self._layouts.get(order) or self._layouts.setdefault(order, self._layout(order))
        lines = layout.constant + (layout.varying % escaped).split("\n")
        if len(set(lines)) < len(lines):
            return self._in_full(values)
        lines.sort()
        return ("\n".join(lines) + "\n").encode()

    def _in_full(self, values: Mapping[str, str]) -> bytes:
        return rdfc.canonical(quads.quads(self._build(values)))

    def _escaped(self, name: str, value: str) -> str:
        if name in self._in_address:
            if not _IN_ADDRESS.fullmatch(value):
                raise BadValue(name)
            return value
        if _UNSAFE.search(value):
            raise BadValue(name)
        return value.replace("\\", "\\\\").replace('"', '\\"')

    def _hash_of(self, node: str) -> str | tuple[str, ...]:
        """The hash of a blank node, or the formats of the lines to hash where they hold values."""
        seen = [rdfc.seen_from(node, line) for line in self._lines if node in rdfc.blank_nodes(line)]
        if not any(self._mark.search(line) for line in seen):
            return rdfc.first_degree(node, [line + "\n" for line in self._lines if node in rdfc.blank_nodes(line)])
        return tuple(self._format(line) for line in seen)

    def _layout(self, order: tuple[str, ...]) -> _Layout:
        labels = {node: f"_:c14n{at}" for at, node in enumerate(order)}
        lines = sorted(rdfc.relabelled(line, labels) for line in self._lines)
        varying = [line for line in lines if self._mark.search(line)]
        constant = [line for line in lines if not self._mark.search(line)]
        return _Layout(constant, "\n".join(map(self._format, varying)))

    def _format(self, line: str) -> str:
        return self._mark.sub(lambda found: f"%({self._names[found.group()]})s", line.replace("%", "%%"))


def _hash(formats: tuple[str, ...], escaped: Mapping[str, str]) -> str:
    return sha256("".join(sorted(f"{line % escaped}\n" for line in formats)).encode()).hexdigest()


def _addresses(line: str) -> str:
    """The line without its literal's text."""
    head, _, tail = line.partition('"')
    return head + tail.rpartition('"')[2]
