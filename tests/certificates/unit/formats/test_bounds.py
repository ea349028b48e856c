"""What is presented is counted before any work is done for it."""

from typing import Any

import pytest

from certificates.formats import openbadge
from certificates.formats.jsonld import contexts, quads, rdfc

ONE = "https://www.w3.org/ns/credentials/v2"
PLAIN: dict[str, Any] = {"@context": openbadge.CONTEXTS, "id": "urn:x:1", "type": ["VerifiableCredential"], "name": "N"}


@pytest.fixture
def written_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The contexts that were written out in place of their addresses."""
    found: list[str] = []
    whole = contexts.definitions

    def counted(url: str) -> Any:
        found.append(url)
        return whole(url)

    monkeypatch.setattr(contexts, "definitions", counted)
    return found


def test_a_plain_one_is_read(written_out: list[str]) -> None:
    assert quads.quads(PLAIN)
    assert written_out == openbadge.CONTEXTS


@pytest.mark.parametrize(
    "named",
    [[ONE] * 20_000, [ONE, ONE], [*contexts.index(), ONE], [ONE, {"name": None}], [[ONE]], {}, 7, None],
    ids=["20,000", "two", "all and one", "own", "nested", "object", "number", "none"],
)
def test_contexts_are_counted_before_one_is_written_out(named: Any, written_out: list[str]) -> None:
    with pytest.raises(quads.NotJsonLd):
        quads.quads({**PLAIN, "@context": named})
    assert written_out == []


def test_a_string_is_one_context_and_not_its_letters(written_out: list[str]) -> None:
    assert quads.quads({"@context": ONE, "id": "urn:x:1", "type": ["VerifiableCredential"]})
    assert written_out == [ONE]


def test_deep_nesting_is_refused_before_it_is_written_out(written_out: list[str]) -> None:
    deep: dict[str, Any] = {"name": "N"}
    for _ in range(5_000):
        deep = {"credentialSubject": deep}
    with pytest.raises(quads.NotJsonLd):
        quads.quads({**PLAIN, "credentialSubject": deep})
    listed: list[Any] = ["N"]
    for _ in range(5_000):
        listed = [listed]
    with pytest.raises(quads.NotJsonLd):
        quads.quads({**PLAIN, "name": listed})
    assert written_out == []


def test_many_blank_nodes_are_refused() -> None:
    subjects = [{"type": ["AchievementSubject"], "name": str(at)} for at in range(rdfc.MOST_BLANK_NODES + 1)]
    with pytest.raises(rdfc.TooComplex):
        rdfc.canonical(quads.quads({**PLAIN, "credentialSubject": subjects}))


def test_blank_nodes_that_look_alike_are_refused() -> None:
    subjects = [{"type": ["AchievementSubject"], "result": {"type": ["Result"]}} for _ in range(rdfc.MOST_ALIKE + 1)]
    with pytest.raises(rdfc.TooComplex):
        rdfc.canonical(quads.quads({**PLAIN, "credentialSubject": subjects}))
