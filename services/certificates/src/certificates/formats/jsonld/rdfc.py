"""RDF Dataset Canonicalization (RDFC-1.0, SHA-256) with bounded work."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256

import pyoxigraph

BLANK = re.compile(r"_:[A-Za-z0-9]+(?=[ ]|$)")
MOST_BLANK_NODES = 400
MOST_ALIKE = 6
"""Blank nodes that look alike cost factorial time: ten linked ones take 25 s."""


class TooComplex(ValueError):
    """Canonicalising would cost more work than a credential is worth."""


def blank_nodes(line: str) -> list[str]:
    """The blank nodes of one N-Quad: never those that only look like one inside a literal."""
    head, quote, tail = line.partition('"')
    if not quote:
        return BLANK.findall(head)
    return BLANK.findall(head) + BLANK.findall(tail[tail.rindex('"') :])


def canonical(lines: Iterable[str]) -> bytes:
    """The canonical N-Quads, sorted. Lines end in a line break.

    Where every blank node has a hash of its own, their order is the order of the hashes (RDFC-1.0, 4.4.3 step 4) and the work is
    linear. Else the full algorithm runs, for at most MOST_ALIKE nodes that are alike. Raises TooComplex.
    """
    quads = list(lines)
    of_node: dict[str, list[str]] = defaultdict(list)
    for line in quads:
        for node in set(blank_nodes(line)):
            of_node[node].append(line)
    if len(of_node) > MOST_BLANK_NODES:
        raise TooComplex(f"{len(of_node)} blank nodes")
    hashes = {node: first_degree(node, mentioned) for node, mentioned in of_node.items()}
    alike = sum(count for count in Counter(hashes.values()).values() if count > 1)
    if alike > MOST_ALIKE:
        raise TooComplex(f"{alike} blank nodes that look alike")
    if alike:
        return _in_full(quads)
    labels = {node: f"_:c14n{at}" for at, node in enumerate(sorted(hashes, key=hashes.__getitem__))}
    return "".join(sorted(relabelled(line, labels) for line in quads)).encode()


def first_degree(node: str, lines: Iterable[str]) -> str:
    """The hash of one blank node by the quads that mention it (RDFC-1.0, 4.6)."""
    return sha256("".join(sorted(seen_from(node, line) for line in lines)).encode()).hexdigest()


def seen_from(node: str, line: str) -> str:
    return relabelled(line, {each: "_:a" if each == node else "_:z" for each in blank_nodes(line)})


def relabelled(line: str, labels: dict[str, str]) -> str:
    head, quote, tail = line.partition('"')
    if not quote:
        return BLANK.sub(lambda found: labels[found.group()], head)
    literal, last, rest = tail.rpartition('"')
    return (
        BLANK.sub(lambda found: labels[found.group()], head)
        + '"'
        + literal
        + last
        + BLANK.sub(lambda found: labels[found.group()], rest)
    )


def _in_full(lines: list[str]) -> bytes:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse("".join(lines), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    return "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()
