"""Whatever is done to the JSON of a genuine credential: it is not signed any more, or it shows the same holder."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.certificates.earning import GOLD, held, template

from certificates.formats import openbadge
from certificates.formats.data_integrity import BadProof, Signer, read_proof
from certificates.signing import sealing
from certificates.verification.credentials import named_issuer, signed_by

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
DID = "did:web:x.example:issuers:region-47"
NAME = "Ёлкина Снежана"
PRIVATE = sealing.generate()
PUBLIC = sealing.public_bytes(PRIVATE)
PROFILE = openbadge.Profile("https://x.example", "region-47", DID, "Центр навыков")
VALUES = openbadge.Values(
    *(str(UUID(int=1)), str(UUID(int=2)), NAME, "47-2026-000001", "202600", "5", "2026-11-21T12:00:00Z"),
    total="75.25",
    points="743",
)
TEMPLATE = template(PROFILE, GOLD, held(), VALUES, "ws700")
GENUINE = TEMPLATE.sign(VALUES, Signer(f"{DID}#key", PRIVATE), AT)

ANOTHER = {"id": "urn:x:a b", "name": "Петров Пётр"}
SUBJECT = "https://www.w3.org/2018/credentials#credentialSubject"
NAMES = ["credentialSubject", "name", "id", "type", "issuer", "subject", SUBJECT, "https://schema.org/name"]
KEYWORDS = ["@id", "@type", "@graph", "@included", "@reverse", "@context", "@nest", "@value", "proof", "hidden", ""]
members = st.sampled_from([*NAMES, *KEYWORDS])
addresses = st.sampled_from(["urn:x:a b", "urn:x:<>", "_:b", "urn:uuid:" + str(UUID(int=2)), "a", "", "urn:x:\x00"])
inline = st.sampled_from([{"subject": SUBJECT}, {"credentialSubject": None}, {"name": None}, {"subject": "@nest"}])
values = (
    addresses
    | st.none()
    | st.just(ANOTHER)
    | st.just("Петров Пётр")
    | st.just([])
    | inline
    | st.builds(lambda address: {**ANOTHER, "id": address}, addresses)
    | st.builds(lambda own: [*openbadge.CONTEXTS, own], inline)
)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The value's objects, from the outermost on."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def change(credential: dict[str, Any], data: st.DataObject) -> None:
    """One change at one place, most often near the top."""
    places = [*objects(credential)]
    last = len(places) - 1
    place = places[data.draw(st.integers(0, last) | st.integers(0, min(3, last)))]
    name = data.draw(st.sampled_from(sorted(place)) if place else members)
    kind = data.draw(st.sampled_from(["rename", "add", "wrap", "double", "remove", "number"]))
    if kind == "add":
        # A copy: the next change may be inside of it, and would go on into the next example.
        place[data.draw(members)] = copy.deepcopy(data.draw(values))
    elif name not in place or kind == "remove":
        place.pop(name, None)
    elif kind == "rename":
        place[data.draw(members)] = place.pop(name)
    elif kind == "wrap":
        place[name] = [place[name]]
    elif kind == "double":
        place[name] = [place[name], copy.deepcopy(place[name])]
    else:
        place[name] = str(place[name])


def still_signed(credential: dict[str, Any]) -> bool:
    try:
        proof = read_proof(credential)
    except BadProof:
        return False
    return signed_by(credential, proof, PUBLIC) is True


def test_the_genuine_one_is_signed_and_names_its_holder() -> None:
    assert still_signed(GENUINE)
    assert openbadge.name_in(GENUINE) == NAME


def test_the_short_way_never_canonicalises_what_a_proof_adds() -> None:
    assert TEMPLATE.verify(GENUINE, read_proof(GENUINE), VALUES, PUBLIC)
    additions: list[dict[str, Any]] = [{"id": "urn:x:1"}, {"expires": {"deep": []}}, {"@context": GENUINE["@context"]}]
    for added in additions:
        proof = {**GENUINE["proof"][0], **added}
        presented = {**GENUINE, "proof": proof}
        assert not TEMPLATE.verify(presented, read_proof(presented), VALUES, PUBLIC)


@given(st.data(), st.integers(1, 3))
@settings(deadline=None, max_examples=400)
def test_no_change_shows_another_holder_under_the_same_signature(data: st.DataObject, changes: int) -> None:
    presented = copy.deepcopy(GENUINE)
    for _ in range(changes):
        change(presented, data)
    if not still_signed(presented):
        return
    event("still signed")
    assert openbadge.name_in(presented) in {NAME, None}
    assert openbadge.certificate_id(presented, "https://x.example") == UUID(int=1)
    assert named_issuer(presented) in {DID, ""}


@given(values, members, st.sampled_from([SUBJECT, "subject"]), inline | st.none())
@settings(deadline=None)
def test_a_subject_that_is_not_signed_beside_the_renamed_one_is_noticed(
    another: Any, beside: str, renamed: str, own: Any
) -> None:
    presented = copy.deepcopy(GENUINE)
    presented[renamed] = presented.pop("credentialSubject")
    presented[beside] = another
    if own:
        presented["@context"] = [*openbadge.CONTEXTS, own]
    assert not still_signed(presented)
