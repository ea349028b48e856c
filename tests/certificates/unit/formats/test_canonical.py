"""Compiled canonicalisation gives, byte for byte, what PyLD gives."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from tests.certificates.earning import GOLD, PARTICIPATION, held, known

from certificates.domain.context import Context
from certificates.domain.wording import Alignment, Module
from certificates.formats import openbadge
from certificates.formats.described import Part
from certificates.formats.jsonld import contexts, quads, rdfc
from certificates.formats.jsonld.compiled import BadValue, Compiled
from certificates.formats.openbadge import Shape
from shared.text import Text

CONTROL = st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufffe\uffff")
texts = st.text(CONTROL, min_size=1, max_size=40)
digits = st.integers(0, 131_071).map(str)
PROFILE = openbadge.Profile(
    "https://x.example", "region-47", "did:web:x.example:issuers:region-47", "Центр «Ёлка» 100%"
)


def pyld(document: dict[str, Any]) -> bytes:
    def load(url: str, _options: Any) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads(contexts.text(url)),
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    canonical: str = jsonld.normalize(document, options)
    return canonical.encode()


COURSE = replace(
    known("robots", Text("Роботы 100 %", "Robots"), 3),
    kind="course",
    alignments=(
        Alignment("WSOS", "Сборка %s", "C", "https://x.example/wsos#c"),
        Alignment("ESCO", "робототехника", None, "https://x.example/esco"),
    ),
)
HELD = held('Чемпионат %s {x} \\ "50 %"', "Сварка")
LESSONS = Context("course", None, Text("Лето «Кванта»", "Summer"), date(2026, 6, 1), date(2026, 6, 30))
BESIDE = ("valid_until", "awarded", "role", "result", "hours", "level")
TEMPLATES = {
    (): openbadge.Template(PROFILE, PARTICIPATION, HELD, Shape()),
    ("total",): openbadge.Template(PROFILE, GOLD, HELD, Shape(has=frozenset({"total"}))),
    ("total", "points"): openbadge.Template(
        PROFILE, GOLD, HELD, Shape("en", "ws700", has=frozenset({"total", "points"}))
    ),
    BESIDE: openbadge.Template(PROFILE, COURSE, LESSONS, Shape("both", has=frozenset(BESIDE))),
}


def values(name: str, list_: str, index: str, **more: Any) -> dict[str, str]:
    said = openbadge.Values(
        str(uuid4()), str(uuid4()), name, "47-2026-000001", list_, index, "2026-11-21T12:00:00Z", **more
    )
    return openbadge._texts(said)


@given(st.sampled_from(list(TEMPLATES)), texts, digits, digits, st.data())
@settings(deadline=None)
def test_the_compiled_form_is_that_of_pyld(
    has: tuple[str, ...], name: str, list_: str, index: str, data: st.DataObject
) -> None:
    template, said = TEMPLATES[has], values(name, list_, index, **{each: data.draw(texts) for each in has})
    assert template._compiled.canonical(said) == pyld(template.build(said))


MODULES = (Module("Механика", 12, "отлично"), Module("Сборка", None, "12,5 из 15"), Module("Теория", 4))
MARKED = openbadge.Template(
    PROFILE, COURSE, LESSONS, Shape("both", parts=tuple(map(Part.of, MODULES)), has=frozenset({"basis", "evidence"}))
)


@given(texts, texts, st.lists(texts, min_size=2, max_size=2))
@settings(deadline=None, max_examples=25)
def test_marks_and_evidence_are_canonical_whatever_they_say(basis: str, evidence: str, marks: list[str]) -> None:
    said = values("А", "1", "2", basis=basis, evidence=evidence, marks=tuple(marks))
    assert MARKED._compiled.canonical(said) == pyld(MARKED.build(said))


@given(texts, texts)
@settings(deadline=None, max_examples=25)
def test_an_achievement_may_be_called_anything(championship: str, skill: str) -> None:
    template = openbadge.Template(PROFILE, PARTICIPATION, held(championship, skill), Shape())
    said = values("Ёлкина Снежана", "202600", "1")
    assert template._compiled.canonical(said) == pyld(template.build(said))


def _alike(values: Any) -> dict[str, Any]:
    """Two results that differ in a value alone: their blank nodes look alike where the values are the same."""
    subject = {
        "id": "urn:uuid:00000000-0000-0000-0000-000000000001",
        "type": ["AchievementSubject"],
        "result": [{"type": ["Result"], "value": values["one"]}, {"type": ["Result"], "value": values["two"]}],
    }
    return {
        "@context": openbadge.CONTEXTS,
        "id": "urn:uuid:00000000-0000-0000-0000-000000000002",
        "type": ["VerifiableCredential"],
        "credentialSubject": subject,
    }


ALIKE = Compiled(_alike, ["one", "two"])


@given(texts, texts)
@settings(deadline=None)
def test_blank_nodes_that_look_alike_fall_back_to_the_full_algorithm(one: str, two: str) -> None:
    for said in ({"one": one, "two": two}, {"one": one, "two": one}):
        assert ALIKE.canonical(said) == pyld(_alike(said))


@given(st.sampled_from(["\x00", "\n", "\r", "\t", "\x7f", "\x85", "\ud800"]))
def test_text_that_readers_escape_differently_is_refused(sign: str) -> None:
    with pytest.raises(BadValue):
        TEMPLATES[()]._compiled.canonical(values(f"Ёлкина{sign}", "1", "1"))


@given(texts.filter(lambda text: not all(sign.isascii() and (sign.isalnum() or sign in "._:-") for sign in text)))
def test_an_address_takes_no_other_signs(text: str) -> None:
    with pytest.raises(BadValue):
        TEMPLATES[()]._compiled.canonical(values("Ёлкина", text, "1"))


leaves = texts | st.integers(-1000, 1000).map(str)
nodes = st.recursive(
    st.fixed_dictionaries({"type": st.just(["Alignment"]), "targetName": leaves}),
    lambda inner: st.fixed_dictionaries(
        {"type": st.just(["Achievement"]), "name": leaves, "alignment": st.lists(inner, min_size=1, max_size=3)},
        optional={"id": st.uuids().map(lambda id_: f"urn:uuid:{id_}")},
    ),
    max_leaves=4,
)


@given(nodes)
@settings(deadline=None, max_examples=60)
def test_documents_of_others_are_canonicalised_as_by_pyld(node: dict[str, Any]) -> None:
    document = {
        "@context": openbadge.CONTEXTS,
        "type": ["VerifiableCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": node},
    }
    assert rdfc.canonical(quads.quads(document)) == pyld(document)


def test_poisoned_graphs_are_refused_before_they_cost_time() -> None:
    clique = [f"_:b{one} <urn:p> _:b{two} .\n" for one in range(10) for two in range(10) if one != two]
    with pytest.raises(rdfc.TooComplex):
        rdfc.canonical(clique)


def test_a_deep_document_is_refused() -> None:
    document: dict[str, Any] = {"@context": openbadge.CONTEXTS, "type": ["VerifiableCredential"]}
    inner = document
    for _ in range(40):
        inner["credentialSubject"] = {"type": ["AchievementSubject"]}
        inner = inner["credentialSubject"]
    with pytest.raises(quads.NotJsonLd):
        quads.quads(document)


@pytest.mark.parametrize(
    "addition",
    [
        {"undefined": "x"},
        {"type": ["VerifiableCredential", "Nope"]},
        {"id": "relative"},
        {"@context": ["https://example.org/x"]},
        {"@context": [*openbadge.CONTEXTS, {"hidden": None}], "hidden": "x"},
        {"@context": [*openbadge.CONTEXTS, {"subject": "https://www.w3.org/2018/credentials#credentialSubject"}]},
        {"https://schema.org/name": "x"},
        {"@id": "urn:uuid:00000000-0000-0000-0000-000000000003"},
        {"id": "urn:x:a b"},
        {"id": "urn:x:a\u0000"},
        {"credentialSubject": {"id": "urn:x:a b", "name": "Петров Пётр"}},
        {"credentialSubject": {"id": "urn:x:<a>", "name": "Петров Пётр"}},
        {"credentialSubject": {"id": "_:a b", "name": "Петров Пётр"}},
        {"credentialSubject": []},
        {"credentialSubject": None},
        {"credentialSubject": {"id": "urn:x:a", "name": ["Петров Пётр", None]}},
        {"type": ["VerifiableCredential", "a b"]},
    ],
)
def test_nothing_is_left_out_of_what_is_signed_unseen(addition: dict[str, Any]) -> None:
    document = {
        "@context": openbadge.CONTEXTS,
        "id": "urn:uuid:00000000-0000-0000-0000-000000000002",
        "type": ["VerifiableCredential"],
        "name": "x",
    }
    with pytest.raises(ValueError, match=r"."):
        quads.quads({**document, **addition})
