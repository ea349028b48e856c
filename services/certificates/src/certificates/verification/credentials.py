"""Signed data as somebody presents it: an Open Badges 3.0 credential. Nothing here asks the network."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer, Key
from certificates.domain.marks import modules_of
from certificates.domain.verifying.verdict import Answer, Check, Facts, Presented, Verdict
from certificates.formats import data_integrity, multikey, openbadge, values
from certificates.formats.data_integrity import Proof
from certificates.formats.did import did_of
from certificates.verification import verdicts
from certificates.verification.structure import Term, moment

_ALL = (Check.ISSUER, Check.SIGNATURE, Check.TERM, Check.STATUS)


def without_proof() -> Verdict:
    """Data without a proof that can be read."""
    return Verdict(Answer.UNREADABLE, (Check.FORM,), _ALL, presented=Presented.JSON)


def foreign(credential: Mapping[str, Any], proof: Proof, term: Term, now: datetime) -> Verdict:
    """An issuer whom nobody here vouches for. A `did:key` carries its own key, so its signature can be checked all the same,
    and where that holds, its term counts."""
    named, _, fragment = proof.method.partition("#")
    if named != named_issuer(credential) or named != f"did:key:{fragment}":
        return _of_nobody()
    try:
        public = multikey.from_multikey(fragment)
    except multikey.BadMultibase:
        return _of_nobody()
    signed = signed_by(credential, proof, public)
    if signed is None:
        return _of_nobody()
    answer = Answer.UNKNOWN_ISSUER if signed else Answer.ALTERED
    verdict = Verdict(answer, (Check.FORM, Check.SIGNATURE), (Check.ISSUER, Check.TERM, Check.STATUS))
    return verdict.within(term.start, term.end, now) if signed else verdict


def named_issuer(credential: Mapping[str, Any]) -> str:
    """The issuer's identifier; empty where there is none."""
    issuer = credential.get("issuer")
    named = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return named if isinstance(named, str) else ""


def key_of(proof: Proof, issuer: Issuer, origin: str) -> Key | None:
    """The issuer's key that the proof names, where it was the one that signed at the proof's time."""
    method, _, key_id = proof.method.rpartition("#")
    key = issuer.key_with(key_id)
    created = moment(proof.created)
    if key is None or created is None or method != did_of(origin, issuer.organisation):
        return None
    return key if key.signed_at(created) else None


def is_as_issued(
    credential: Mapping[str, Any], proof: Proof, key: Key, issuer: Issuer, certificate: Certificate, origin: str
) -> bool:
    """The short way: exactly what was issued, rebuilt from the register. False says nothing; the long way decides then."""
    document = certificate.document
    if document is None:
        return False
    said = values.of_certificate(certificate, document)
    shape = openbadge.Shape.of(
        said,
        certificate.granted.language,
        certificate.score,
        modules_of(certificate.achievement, certificate.granted),
    )
    profile = openbadge.Profile.of(issuer, origin)
    template = openbadge.template_of(profile, certificate.achievement, certificate.context, shape)
    try:
        return template.verify(credential, proof, said, key.public)
    except ValueError:
        return False


def signed_by(credential: Mapping[str, Any], proof: Proof, public: bytes) -> bool | None:
    """The long way, which takes its time: whether all that is presented is signed by the key.

    None where the data cannot be canonicalised with the contexts and the work that are allowed here.
    """
    try:
        return data_integrity.verify(credential, proof, public)
    except ValueError:
        return None


def facts_of(
    credential: Mapping[str, Any], issuer: Issuer, certificate: Certificate | None, issued_on: date | None
) -> Facts:
    """What the register says; only where the name was erased there, it is taken from what was presented."""
    if certificate is None or issued_on is None:
        return Facts(issuer=issuer.name, contact=verdicts.contact_of(issuer))
    facts = verdicts.facts_of(certificate, issuer, issued_on, named=True, scored=True, with_team=True)
    return facts if certificate.document is not None else facts.naming(openbadge.name_in(credential))


def _of_nobody() -> Verdict:
    return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), _ALL)
