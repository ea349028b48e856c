"""Handing out a certificate. Storing it whole, signed and numbered, is one write, and that write takes the number."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from certificates.commands.people import erase
from certificates.domain.achievement import Achievement, Kind, Score
from certificates.domain.certificate import Certificate, Document, Standing, State
from certificates.domain.holder import Holder, UnknownHolder
from certificates.domain.issuer import Issuer
from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import short_id
from certificates.signing.signer import claims_of, values_of
from certificates.wiring import App
from shared.contracts import AwardKind
from shared.contracts import Text as Words
from shared.contracts.certificates import CertificateIssued
from shared.events import Event, event
from shared.ids import derive
from shared.mongo.aggregates import Duplicate
from shared.text import Text


@dataclass(frozen=True, slots=True)
class Earned:
    """An award of a published result."""

    result_id: UUID
    subject_id: UUID
    kind: Kind
    organisation: str
    championship_id: UUID
    championship: Text
    skill_id: UUID
    skill_number: str
    skill: Text
    score: Score


def certificate_id(result_id: UUID, subject_id: UUID, kind: Kind) -> UUID:
    return derive("certificate", result_id, subject_id, kind.value)


async def issue(app: App, earned: Earned) -> Certificate | None:
    """The certificate of an award: a new one, or the one that it has already. None where the person was erased.

    Raises UnknownIssuer, UnknownHolder: both may still come.
    """
    id_ = certificate_id(earned.result_id, earned.subject_id, earned.kind)
    if already := await app.certificates.find(id_):
        return already
    issuer = await app.issuers.of(earned.organisation)
    holder = await app.people.find(earned.subject_id)
    if holder is None:
        raise UnknownHolder(earned.subject_id)
    if holder.erased:
        return None
    score = earned.score if earned.kind.shows_score else None
    return await enter(app, NewEntry(id_, earned.result_id, issuer, holder, await _achievement(app, earned), score))


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is entered into the register, but for its number, which the entering finds."""

    id: UUID
    result_id: UUID
    issuer: Issuer
    holder: Holder
    achievement: Achievement
    score: Score | None


async def enter(app: App, entry: NewEntry) -> Certificate:
    """Enters it under the next free number. Whoever is second to take a number signs again with the next one."""
    attempt = 0
    while True:
        at = app.now()
        number = await app.certificates.next_number(entry.issuer.organisation, entry.issuer.prefix, app.day(at).year)
        certificate = await _signed(app, entry, number, short_id(entry.id, attempt), at)
        try:
            added = await app.certificates.add(certificate, _issued(certificate))
        except Duplicate as error:
            attempt += error.index.startswith("short_id")
            continue
        await _erase_if_forgotten(app, certificate)
        return added


async def _erase_if_forgotten(app: App, certificate: Certificate) -> None:
    """The person may have been erased while it was signed: whoever comes last takes the name away."""
    holder = await app.people.find(certificate.subject_id)
    if holder is not None and holder.erased:
        await erase(app, certificate.id)


async def _achievement(app: App, earned: Earned) -> Achievement:
    return Achievement(
        id=derive("achievement", earned.championship_id, earned.skill_id, earned.kind.value),
        kind=earned.kind,
        championship=earned.championship,
        championship_code=await app.codes.code("championship", earned.championship_id, earned.championship),
        skill=earned.skill,
        skill_number=earned.skill_number,
        skill_code=await app.codes.code("skill", earned.skill_id, earned.skill),
    )


async def _signed(app: App, entry: NewEntry, number: RegistrationNumber, short: str, at: datetime) -> Certificate:
    issuer, holder, achievement, score = entry.issuer, entry.holder, entry.achievement, entry.score
    values = values_of(entry.id, holder.id, holder.name, number, score, at)
    credential = await app.signing.credential(issuer, achievement, score, values, at)
    claims = claims_of(issuer, achievement, holder.name, number, short, score, app.day(at))
    return Certificate(
        id=entry.id,
        organisation=issuer.organisation,
        number=number,
        short_id=short,
        status_entry=number.status_entry,
        subject_id=holder.id,
        result_id=entry.result_id,
        achievement=achievement,
        score=score,
        issued_at=at,
        document=Document(holder.name, credential, await app.signing.qr_text(issuer, claims)),
        digest=sha256(credential.encode()).digest(),
        standing=Standing(State.VALID, at),
    )


def _issued(certificate: Certificate) -> Event[CertificateIssued]:
    earned = certificate.achievement
    data = CertificateIssued(
        certificate_id=certificate.id,
        subject_id=certificate.subject_id,
        result_id=certificate.result_id,
        kind=AwardKind(earned.kind.value),
        registration_number=str(certificate.number),
        organisation=certificate.organisation,
        title=words(earned.title),
        championship=words(earned.championship),
        skill=words(earned.skill),
        issued_at=certificate.issued_at,
    )
    return event(data, id=derive(certificate.id, CertificateIssued.type), at=certificate.issued_at)


def words(text: Text) -> Words:
    """The text as events carry it."""
    return Words(ru=text.ru, en=text.en)
