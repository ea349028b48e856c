"""JSON-LD to N-Quads by pyoxigraph, with bundled contexts, bounded, and with nothing dropped unseen.

JSON-LD leaves out whatever it cannot make sense of: a node whose address has a space in it, an empty list, a term without a
meaning. What is left out is not signed, yet it stands in the JSON for people and programs to read. So each member has to come
out as a statement, and the document may use plain terms of known contexts only: no second way to write the same thing.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph

from certificates.formats.jsonld import contexts

_UNDEFINED = "urn:skillproof:undefined:"
_RELATIVE = "https://relative.invalid/"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff]+|_:[A-Za-z0-9]+")
MOST_BYTES = 64 * 1024
MOST_DEPTH = 32


class NotJsonLd(ValueError):
    """The data cannot be read as JSON-LD with the contexts that are bundled, or leaves something out of what is signed."""


def quads(document: Mapping[str, Any]) -> list[str]:
    """The N-Quads of a document: lines without order or repetition, blank nodes named by chance.

    A member that would be left out of what is signed, a keyword, an address as the name of a member, and an `id` that is no
    absolute address raise NotJsonLd. So do contexts other than the bundled ones, and documents above MOST_BYTES or MOST_DEPTH.
    """
    named = _named(document.get("@context"))
    members = {name: value for name, value in document.items() if name != "@context"}
    expected = _statements(members)
    source = json.dumps({**members, "@context": _inlined(named)}, ensure_ascii=False)
    if len(source) > MOST_BYTES:
        raise NotJsonLd("too large")
    try:
        parsed = pyoxigraph.parse(
            source, format=pyoxigraph.RdfFormat.JSON_LD, base_iri=_RELATIVE, rename_blank_nodes=True
        )
        lines = [f"{quad} .\n" for quad in parsed]
    except (SyntaxError, UnicodeEncodeError) as error:
        raise NotJsonLd(str(error)) from error
    for line in lines:
        if f"<{_UNDEFINED}" in line or f"<{_RELATIVE}" in line:
            raise NotJsonLd(f"not defined by a context: {line.strip()[:200]}")
    if len(lines) != expected:
        raise NotJsonLd(f"{expected} members make {len(lines)} statements")
    return list(set(lines))


def _named(named: Any) -> list[str]:
    """The addresses of the contexts, each one bundled and none twice: counted before anything is written out in their place."""
    addresses = named if isinstance(named, list) else [named]
    if len(addresses) > len(contexts.index()):
        raise NotJsonLd("more contexts than there are")
    if not all(isinstance(each, str) for each in addresses):
        raise NotJsonLd("a context of its own")
    if len(set(addresses)) < len(addresses):
        raise NotJsonLd("a context twice")
    return addresses


def _inlined(named: list[str]) -> list[Any]:
    """The contexts in place of their addresses, after a vocabulary that marks whatever none of them defines."""
    inlined: list[Any] = [{"@vocab": _UNDEFINED}]
    for context in named:
        definition = contexts.definitions(context)
        inlined.extend(definition if isinstance(definition, list) else [definition])
    return inlined


def _statements(node: Mapping[str, Any], depth: int = 0) -> int:
    """How many statements the members of a node stand for: one for each value, and those of the nodes inside."""
    if depth > MOST_DEPTH:
        raise NotJsonLd("too deep")
    count = 0
    for name, value in node.items():
        if name.startswith("@") or ":" in name:
            raise NotJsonLd("a member that is no plain term")
        if name == "id":
            _check_address(value)
            continue
        values = _values(value, depth)
        if not values or None in values:
            raise NotJsonLd("a member that says nothing")
        count += len(values) + sum(_statements(each, depth + 1) for each in values if isinstance(each, Mapping))
    return count


def _values(value: Any, depth: int) -> list[Any]:
    """A list inside a list is the same as its values."""
    if depth > MOST_DEPTH:
        raise NotJsonLd("too deep")
    if not isinstance(value, list):
        return [value]
    return [inner for each in value for inner in _values(each, depth + 1)]


def _check_address(value: Any) -> None:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise NotJsonLd("an id that is no absolute address")
