"""Whatever somebody presents as a credential: it is refused in an orderly way, never by a fault of ours."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.formats import data_integrity, multikey, openbadge
from certificates.formats.data_integrity import BadProof
from certificates.signing import sealing
from certificates.verification.credentials import signed_by

words = st.sampled_from(
    [
        "@context",
        "@id",
        "@type",
        "@graph",
        "id",
        "type",
        "issuer",
        "proof",
        "name",
        "credentialSubject",
        "result",
        "value",
    ]
)
contexts = st.lists(st.sampled_from([*openbadge.CONTEXTS, "https://x.example/none"]), max_size=3)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | words | contexts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
proofs = st.fixed_dictionaries(
    {
        "type": st.just("DataIntegrityProof"),
        "cryptosuite": st.just(data_integrity.SUITE),
        "proofPurpose": st.just("assertionMethod"),
        "created": st.text(max_size=12) | st.just("2026-11-21T12:00:00Z"),
        "verificationMethod": st.text(max_size=12) | st.just("did:key:z6Mk#z6Mk"),
        "proofValue": st.binary(min_size=64, max_size=64).map(multikey.multibase) | st.text(max_size=8),
    },
    optional={"@context": contexts, "id": json, "expires": json},
)
PUBLIC = sealing.public_bytes(sealing.generate())


@given(st.dictionaries(words, json, max_size=5), proofs | json, contexts)
@settings(deadline=None, max_examples=200)
def test_no_data_is_ever_taken_for_signed_or_makes_us_fail(
    document: dict[str, Any], proof: Any, named: list[str]
) -> None:
    for presented in ({**document, "proof": proof}, {**document, "@context": named, "proof": proof}):
        try:
            read = data_integrity.read_proof(presented)
        except BadProof:
            continue
        assert signed_by(presented, read, PUBLIC) in {None, False}
