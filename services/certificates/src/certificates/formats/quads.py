"""JSON-LD to N-Quads by pyoxigraph, with bundled contexts, bounded, and with nothing dropped unseen."""

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph

from certificates.formats import contexts

_UNDEFINED = "urn:skillproof:undefined:"
_RELATIVE = "https://relative.invalid/"
MOST_BYTES = 64 * 1024
MOST_DEPTH = 32


class NotJsonLd(ValueError):
    """The data cannot be read as JSON-LD with the contexts that are bundled, or leaves something out of what is signed."""


def quads(document: Mapping[str, Any]) -> list[str]:
    """The N-Quads of a document: lines without order or repetition, blank nodes named by chance.

    A property or type that no context defines, and a relative address, would be left out of what is signed; they raise
    NotJsonLd. So do unknown contexts, documents above MOST_BYTES or MOST_DEPTH.
    """
    _check_depth(document)
    source = json.dumps({**document, "@context": _inlined(document.get("@context"))}, ensure_ascii=False)
    if len(source) > MOST_BYTES:
        raise NotJsonLd("too large")
    try:
        parsed = pyoxigraph.parse(
            source, format=pyoxigraph.RdfFormat.JSON_LD, base_iri=_RELATIVE, rename_blank_nodes=True
        )
        lines = list({f"{quad} .\n" for quad in parsed})
    except (SyntaxError, UnicodeEncodeError) as error:
        raise NotJsonLd(str(error)) from error
    for line in lines:
        if f"<{_UNDEFINED}" in line or f"<{_RELATIVE}" in line:
            raise NotJsonLd(f"not defined by a context: {line.strip()[:200]}")
    return lines


def _inlined(named: Any) -> list[Any]:
    """The contexts in place of their addresses, after a vocabulary that marks whatever none of them defines."""
    inlined: list[Any] = [{"@vocab": _UNDEFINED}]
    for context in named if isinstance(named, list) else [named]:
        definition = contexts.definitions(context) if isinstance(context, str) else _own(context)
        inlined.extend(definition if isinstance(definition, list) else [definition])
    return inlined


def _own(context: Any) -> Any:
    """A context written inside the document may define terms, but not take in further ones or hide undefined ones."""
    text = json.dumps(context)
    if not isinstance(context, dict) or any(f'"{word}"' in text for word in ("@import", "@vocab", "@base", "@context")):
        raise NotJsonLd("a context of its own that this reader does not follow")
    return context


def _check_depth(value: Any, depth: int = 0) -> None:
    if depth > MOST_DEPTH:
        raise NotJsonLd("too deep")
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in inner:
        _check_depth(each, depth + 1)
