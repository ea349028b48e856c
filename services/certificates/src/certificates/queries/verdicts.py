"""What all ways to verify have in common: facts, status, and the answer by the register."""

from dataclasses import replace

from certificates.domain.achievement import CODES, TITLES
from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer
from certificates.domain.names import initials
from certificates.domain.register import LISTS_A_YEAR, RegistrationNumber
from certificates.domain.verdict import Answer, Check, Facts, Seen, Verdict, of_register
from certificates.formats.qr_text import Claims
from certificates.wiring import App

_KINDS = {code: kind for kind, code in CODES.items()}


def unreadable(what: Seen) -> Verdict:
    return Verdict(Answer.UNREADABLE, (Check.FORM,), (Check.ISSUER, Check.SIGNATURE, Check.STATUS), seen=what)


def signed_well(facts: Facts) -> Verdict:
    """The signature is the issuer's; the status is still to be looked up."""
    return Verdict(Answer.VALID, (Check.FORM, Check.ISSUER, Check.SIGNATURE), (Check.STATUS,), facts=facts)


def altered() -> Verdict:
    return Verdict(Answer.ALTERED, (Check.FORM, Check.ISSUER, Check.SIGNATURE), (Check.STATUS,))


def damaged(*checked: Check) -> Verdict:
    """A code that does not verify; `checked` is what was looked at to find that out."""
    every = (Check.FORM, Check.ISSUER, Check.SIGNATURE, Check.STATUS)
    return Verdict(Answer.DAMAGED, checked, tuple(check for check in every if check not in checked))


def with_status(app: App, verdict: Verdict, certificate: Certificate | None) -> Verdict:
    """Good data whose certificate is in no register here is no certificate of ours."""
    if certificate is None:
        return replace(verdict, answer=Answer.UNKNOWN_CERTIFICATE)
    return replace(verdict, certificate_id=certificate.id).with_standing(certificate.standing, app.now())


async def by_register(app: App, certificate: Certificate | None) -> Verdict:
    """Only the number was presented: the name stays hidden unless its holder consented."""
    if certificate is None:
        return Verdict(Answer.UNKNOWN_CERTIFICATE, (Check.REGISTER,), (Check.SIGNATURE,))
    holder = await app.people.find(certificate.subject_id)
    issuer = await app.issuers.of(certificate.organisation)
    named = holder is not None and holder.name_is_public
    return replace(of_register(certificate, app.now()), facts=facts_of(app, certificate, issuer, named=named))


def facts_of(app: App, certificate: Certificate, issuer: Issuer, *, named: bool) -> Facts:
    """`named`: with the full name, else with initials."""
    earned, document = certificate.achievement, certificate.document
    name = None if document is None else document.name if named else initials(document.name)
    return Facts(
        name=name,
        title=earned.title,
        skill=earned.skill,
        championship=earned.championship,
        issuer=issuer.name,
        number=str(certificate.number),
        points=certificate.score.points if certificate.score else None,
        issued_on=app.day(certificate.issued_at),
    )


async def facts_of_claims(app: App, issuer: Issuer, claims: Claims) -> Facts:
    """What a QR says, its numbers put into words by the catalogue."""
    kind = _KINDS.get(claims.kind)
    return Facts(
        name=claims.name,
        title=TITLES[kind] if kind else None,
        skill=await app.codes.named("skill", claims.skill),
        championship=await app.codes.named("championship", claims.championship),
        issuer=issuer.name,
        number=str(RegistrationNumber(issuer.prefix, claims.status_entry.list // LISTS_A_YEAR, claims.number)),
        points=claims.points,
        issued_on=claims.issued_on,
    )
