"""Whether what somebody presents is genuine and in force: what is known of it, handed to the checks of `verification/`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from certificates.access import sight_of
from certificates.domain.certificate import Certificate
from certificates.domain.codes import Coded
from certificates.domain.issuer import Issuer
from certificates.domain.verifying.verdict import Answer, Facts, Presented, Verdict, of_register
from certificates.formats import data_integrity, did, qr_text
from certificates.formats.data_integrity import BadProof, Proof
from certificates.formats.openbadge import certificate_id
from certificates.formats.qr_text import Claims
from certificates.verification import credentials, qr, structure, verdicts
from certificates.verification.presented import kind_of, kind_of_typed
from certificates.verification.structure import Malformed
from certificates.verification.typed import certificate_in, credential_in, number_in, short_id_in
from certificates.wiring import App


async def verify_typed(app: App, text: str) -> Verdict:
    """The short id, the registration number, a certificate's address, the QR's text or digits, or signed data."""
    if kind_of(text) is Presented.JSON:
        credential = credential_in(text)
        return verdicts.unreadable(Presented.JSON) if credential is None else await verify_credential(app, credential)
    # The number first: in one of 31 its signs could be those of an id.
    if number := number_in(text):
        return await _by_register(app, await app.certificates.numbered(number))
    if short_id := short_id_in(text):
        return await _by_register(app, await app.certificates.with_short_id(short_id))
    if id_ := certificate_in(text, app.origin):
        return await _by_register(app, await app.certificates.find(id_))
    verdict = await verify_qr(app, text)
    return verdict if verdict.answer is not Answer.UNREADABLE else verdicts.unreadable(kind_of_typed(text))


async def verify_number(app: App, text: str) -> Verdict:
    """A registration number as it is printed."""
    number = number_in(text)
    if number is None:
        return verdicts.unreadable(kind_of_typed(text))
    return await _by_register(app, await app.certificates.numbered(number))


async def verify_short_id(app: App, text: str) -> Verdict:
    """The id beside the QR."""
    short_id = short_id_in(text)
    if short_id is None:
        return verdicts.unreadable(kind_of_typed(text))
    return await _by_register(app, await app.certificates.with_short_id(short_id))


async def verify_qr(app: App, text: str) -> Verdict:
    """The whole text of a QR, or its digits alone."""
    try:
        presented = qr_text.read(text)
    except qr_text.Unreadable:
        return qr.illegible(text)
    issuer = await app.issuers.coded(presented.claims.issuer)
    if issuer is None:
        return qr.of_nobody()
    if not qr.is_signed(presented, issuer):
        return qr.not_signed()
    claims = presented.claims
    certificate = await app.certificates.with_short_id(claims.short_id)
    verdict = verdicts.signed_well(await _facts_of_claims(app, claims, issuer))
    verdict = verdicts.with_status(verdict, certificate, app.now())
    return verdict.ending(app.start_of(claims.expires_on), app.now())


async def verify_credential(app: App, credential: Mapping[str, Any]) -> Verdict:
    """Checks form, issuer, signature, term and status, in this order. Raises VerificationBusy.

    Of a known issuer's, the form is looked at once the signature holds: what is not as it was signed is altered first of all.
    """
    try:
        proof = data_integrity.read_proof(credential)
    except BadProof:
        return credentials.without_proof()
    issuer = await _issuer(app, credential)
    if issuer is None:
        return await _of_foreign_issuer(app, credential, proof)
    id_ = certificate_id(credential, app.origin)
    certificate = await app.certificates.find(id_) if id_ else None
    if not await _is_signed(app, credential, proof, issuer, certificate):
        return verdicts.altered()
    issued_on = app.day(certificate.issued_at) if certificate else None
    verdict = verdicts.signed_well(credentials.facts_of(credential, issuer, certificate, issued_on))
    try:
        term = structure.checked(credential)
    except Malformed as error:
        return verdicts.malformed(error.where)
    verdict = verdict.within(term.start, term.end, app.now())
    return verdict if verdict.is_out_of_term else verdicts.with_status(verdict, certificate, app.now())


async def _of_foreign_issuer(app: App, credential: Mapping[str, Any], proof: Proof) -> Verdict:
    try:
        term = structure.checked(credential)
    except Malformed as error:
        return verdicts.malformed(error.where)
    return await app.heavy_checks.run(credentials.foreign, credential, proof, term, app.now())


async def _issuer(app: App, credential: Mapping[str, Any]) -> Issuer | None:
    known = {did.did_of(app.origin, issuer.organisation): issuer for issuer in await app.issuers.all()}
    return known.get(credentials.named_issuer(credential))


async def _is_signed(
    app: App, credential: Mapping[str, Any], proof: Proof, issuer: Issuer, certificate: Certificate | None
) -> bool:
    """By one of the issuer's keys, at a time when that key signed."""
    key = credentials.key_of(proof, issuer, app.origin)
    if key is None:
        return False
    if certificate and credentials.is_as_issued(credential, proof, key, issuer, certificate, app.origin):
        return True
    return await app.heavy_checks.run(credentials.signed_by, credential, proof, key.public) is True


async def _facts_of_claims(app: App, claims: Claims, issuer: Issuer) -> Facts:
    ours = issuer.organisation
    earned = await app.codes.named(ours, Coded.ACHIEVEMENT, claims.achievement)
    skill = await app.codes.named(ours, Coded.SKILL, claims.skill)
    context = await app.codes.named(ours, Coded.CONTEXT, claims.context)
    return verdicts.facts_of_claims(claims, issuer, earned=earned, skill=skill, context=context)


async def _by_register(app: App, certificate: Certificate | None) -> Verdict:
    """Only the number was presented: name and score stay hidden unless the holder allowed them."""
    if certificate is None:
        return verdicts.unregistered()
    issuer = await app.issuers.of(certificate.organisation)
    sight = await sight_of(app, certificate, None)
    issued_on = app.day(certificate.issued_at)
    facts = verdicts.facts_of(
        certificate, issuer, issued_on, named=sight.name, scored=sight.score, with_team=sight.team
    )
    verdict = replace(of_register(certificate, app.now()), facts=facts)
    return verdict.ending(app.start_of(certificate.expires_on), app.now())
