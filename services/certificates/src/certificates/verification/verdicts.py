"""What all ways to verify have in common: their answers, and the facts in them."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from certificates.domain.certificate import Certificate
from certificates.domain.codes import CodedName
from certificates.domain.holders.names import initials
from certificates.domain.issuer import Issuer
from certificates.domain.particulars import HUNDRED
from certificates.domain.register import LISTS_A_YEAR, RegistrationNumber
from certificates.domain.verifying.presentation import FileFault
from certificates.domain.verifying.verdict import Answer, Check, Contact, Facts, Presented, Verdict
from certificates.formats.qr_text import Claims
from shared.text import unquoted


def unreadable(presented: Presented) -> Verdict:
    """Nothing of it was checked: there is nothing that could be."""
    return Verdict(Answer.UNREADABLE, presented=presented)


def unread(fault: FileFault) -> Verdict:
    """A file with nothing in it to check."""
    return replace(unreadable(Presented.FILE), fault=fault)


def malformed(where: str) -> Verdict:
    """A credential that breaks a rule of the data model at this member."""
    unchecked = (Check.ISSUER, Check.SIGNATURE, Check.STATUS)
    return replace(unreadable(Presented.MALFORMED), checked=(Check.FORM,), unchecked=unchecked, where=where)


def signed_well(facts: Facts) -> Verdict:
    """The signature is the issuer's; the status is still to be looked up."""
    return Verdict(Answer.VALID, (Check.FORM, Check.ISSUER, Check.SIGNATURE), (Check.STATUS,), facts=facts)


def altered() -> Verdict:
    return Verdict(Answer.ALTERED, (Check.FORM, Check.ISSUER, Check.SIGNATURE), (Check.STATUS,))


def damaged(*checked: Check) -> Verdict:
    """A code that does not verify; `checked` is what was looked at to find that out."""
    every = (Check.FORM, Check.ISSUER, Check.SIGNATURE, Check.STATUS)
    return Verdict(Answer.DAMAGED, checked, tuple(check for check in every if check not in checked))


def unregistered() -> Verdict:
    """A number, id or address that stands in no register here."""
    return Verdict(Answer.UNKNOWN_CERTIFICATE, (Check.REGISTER,), (Check.SIGNATURE,))


def with_status(verdict: Verdict, certificate: Certificate | None, at: datetime) -> Verdict:
    """Good data whose certificate is in no register here is no certificate of ours."""
    if certificate is None:
        return replace(verdict, answer=Answer.UNKNOWN_CERTIFICATE)
    known = replace(verdict, certificate_id=certificate.id, organisation=certificate.organisation)
    return known.with_standing(certificate.standing, at)


def facts_of(
    certificate: Certificate, issuer: Issuer, issued_on: date, *, named: bool, scored: bool, with_team: bool
) -> Facts:
    """`named`: with the full name, else with a person's initials. `scored`: with the points, where the certificate has them.
    `with_team`: with the team in which it was earned.

    Where taking part tells what the law protects specially, nothing stands for the name, and where it was is not named either.
    """
    earned, context, document = certificate.achievement, certificate.context, certificate.document
    hides = context.special_category and not named
    hides_letters = hides or earned.is_for_team
    score = certificate.score if scored else None
    letters = None if document is None or hides_letters else initials(document.name)
    return Facts(
        name=document.name if document and named else letters,
        title=earned.title,
        kind=earned.kind,
        skill=context.skill_name,
        context=None if hides else context.title,
        context_kind=context.kind if context.title and not hides else "",
        issuer=issuer.name,
        contact=contact_of(issuer),
        number=str(certificate.number),
        points=score.points if score else None,
        total=score.places_by_total if score else None,
        out_of=Decimal(score.out_of if score else HUNDRED),
        issued_on=issued_on,
        expires_on=certificate.expires_on,
        is_duplicate=certificate.is_duplicate,
        team=unquoted(document.team) if document and document.team and with_team else None,
    )


def contact_of(issuer: Issuer) -> Contact:
    return Contact(issuer.about.email, issuer.about.phone, issuer.about.site)


def facts_of_claims(
    claims: Claims, issuer: Issuer, *, earned: CodedName | None, skill: CodedName | None, context: CodedName | None
) -> Facts:
    """What a QR says, with the names that its numbers stand for."""
    return Facts(
        name=claims.name,
        title=earned.name if earned else None,
        kind=earned.kind if earned else "",
        skill=skill.name if skill else None,
        context=context.name if context else None,
        context_kind=context.kind if context else "",
        issuer=issuer.name,
        contact=contact_of(issuer),
        number=str(RegistrationNumber(issuer.prefix, claims.status_entry.list // LISTS_A_YEAR, claims.number)),
        points=claims.points,
        total=claims.total,
        out_of=claims.out_of,
        issued_on=claims.issued_on,
        expires_on=claims.expires_on,
        is_duplicate=claims.is_duplicate,
    )
