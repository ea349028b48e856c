"""Verifies signed data: an Open Badges 3.0 credential as somebody presents it."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer, Key
from certificates.domain.verdict import Answer, Check, Facts, Seen, Verdict
from certificates.formats import data_integrity, did, multikey
from certificates.formats.data_integrity import BadProof, Proof
from certificates.formats.openbadge import certificate_id, name_in
from certificates.queries import verdicts
from certificates.signing.signer import profile_of, template_of, values_as_issued
from certificates.wiring import App

_ALL = (Check.ISSUER, Check.SIGNATURE, Check.TERM, Check.STATUS)


async def verify_credential(app: App, credential: Mapping[str, Any]) -> Verdict:
    """Checks form, issuer, signature, term and status, in this order, and nothing on the network."""
    try:
        proof = data_integrity.read_proof(credential)
    except BadProof:
        return Verdict(Answer.UNREADABLE, (Check.FORM,), _ALL, seen=Seen.JSON)
    issuer = await _issuer(app, credential)
    if issuer is None:
        return await _foreign(credential, proof)
    certificate = await _certificate(app, credential)
    if not await _is_signed(app, credential, proof, issuer, certificate):
        return verdicts.altered()
    verdict = verdicts.signed_well(_facts(app, credential, issuer, certificate))
    verdict = _within_term(verdict, credential, app.now())
    return verdict if verdict.answer is Answer.EXPIRED else verdicts.with_status(app, verdict, certificate)


async def _issuer(app: App, credential: Mapping[str, Any]) -> Issuer | None:
    named = _named_issuer(credential)
    known = {did.did_of(app.origin, issuer.organisation): issuer for issuer in await app.issuers.all()}
    return known.get(named)


async def _certificate(app: App, credential: Mapping[str, Any]) -> Certificate | None:
    id_ = certificate_id(credential, app.origin)
    return await app.certificates.find(id_) if id_ else None


async def _is_signed(
    app: App, credential: Mapping[str, Any], proof: Proof, issuer: Issuer, certificate: Certificate | None
) -> bool:
    """By one of the issuer's keys, at a time when that key signed."""
    method, _, key_id = proof.method.rpartition("#")
    key = issuer.key_with(key_id)
    created = _moment(proof.created)
    if key is None or created is None or method != did.did_of(app.origin, issuer.organisation):
        return False
    if not key.signed_at(created):
        return False
    if certificate is not None and _is_as_issued(app, credential, issuer, certificate, key):
        return True
    return await asyncio.to_thread(_signed_by, credential, key.public) is True


def _is_as_issued(app: App, credential: Mapping[str, Any], issuer: Issuer, certificate: Certificate, key: Key) -> bool:
    """The short way: exactly what was issued, rebuilt from the register. False says nothing; the long way decides then."""
    if certificate.document is None:
        return False
    template = template_of(profile_of(app.origin, issuer), certificate.achievement, certificate.scale)
    try:
        return template.verify(credential, values_as_issued(certificate), key.public)
    except ValueError:
        return False


async def _foreign(credential: Mapping[str, Any], proof: Proof) -> Verdict:
    """An issuer whom nobody here vouches for. A `did:key` carries its own key, so its signature can be checked all the same."""
    named, _, fragment = proof.method.partition("#")
    if named != _named_issuer(credential) or named != f"did:key:{fragment}":
        return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), _ALL)
    try:
        public = multikey.from_multikey(fragment)
    except multikey.BadMultibase:
        return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), _ALL)
    signed = await asyncio.to_thread(_signed_by, credential, public)
    if signed is None:
        return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), _ALL)
    answer = Answer.UNKNOWN_ISSUER if signed else Answer.ALTERED
    return Verdict(answer, (Check.FORM, Check.SIGNATURE), (Check.ISSUER, Check.TERM, Check.STATUS))


def _signed_by(credential: Mapping[str, Any], public: bytes) -> bool | None:
    """None where the data cannot be canonicalised with the contexts and the work that are allowed here."""
    try:
        return data_integrity.verify(credential, public)
    except ValueError:
        return None


def _within_term(verdict: Verdict, credential: Mapping[str, Any], now: datetime) -> Verdict:
    until = _moment(credential.get("validUntil"))
    if until is None or until > now:
        return verdict.checking(Check.TERM)
    return verdict.expired(until)


def _facts(app: App, credential: Mapping[str, Any], issuer: Issuer, certificate: Certificate | None) -> Facts:
    """What the register says; only where the name was erased there, it is taken from what was presented."""
    if certificate is None:
        return Facts(issuer=issuer.name)
    facts = verdicts.facts_of(app, certificate, issuer, named=True)
    return facts if certificate.document is not None else facts.naming(name_in(credential))


def _named_issuer(credential: Mapping[str, Any]) -> str:
    issuer = credential.get("issuer")
    named = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return named if isinstance(named, str) else ""


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
