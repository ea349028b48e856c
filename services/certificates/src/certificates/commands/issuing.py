"""Handing out a certificate. Storing it whole, signed and numbered, is one write, and that write takes the number."""

from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from certificates import events
from certificates.commands.people import erase_document
from certificates.domain.achievement import Achievement, Award, IssuerAward, Score
from certificates.domain.certificate import Certificate
from certificates.domain.codes import Coded
from certificates.domain.draft import NewEntry
from certificates.domain.holder import Holder
from certificates.domain.short_id import ShortIdTaken, short_id
from certificates.domain.team import TeamNamed
from certificates.wiring import App
from shared.ids import derive
from shared.mongo.retry import RACERS, retry_on_conflict
from shared.text import Text

SHORT_IDS: Final = 5
"""Ids that are tried for one certificate. Among a million others, the first is taken once in 3·10¹⁰ times."""


@dataclass(frozen=True, slots=True)
class Earned:
    """An award of a published result."""

    result_id: UUID
    subject_id: UUID
    award: Award
    organisation: str
    championship_id: UUID
    championship: Text
    skill_id: UUID
    skill_number: str
    skill: Text
    score: Score
    special_category: bool
    """Of the championship."""
    team_id: UUID | None = None
    """The team whose result it is."""


def certificate_id(result_id: UUID, subject_id: UUID, award_id: UUID) -> UUID:
    return derive("certificate", result_id, subject_id, award_id)


async def issue(app: App, earned: Earned) -> Certificate | None:
    """The certificate of an award: a new one, or the one that it has already. None where the person or the team was erased.

    Raises UnknownIssuer, UnknownHolder: both may still come. As `enter`.
    """
    id_ = certificate_id(earned.result_id, earned.subject_id, earned.award.id)
    if already := await app.certificates.find(id_):
        return already
    issuer = await app.issuers.of(earned.organisation)
    holder = await app.holders.named(earned.subject_id)
    if holder.erased:
        return None
    team = await _team_of(app, holder, earned.team_id)
    award = await _award(app, issuer.organisation, earned.award)
    score = earned.score if award.award.scored else None
    achievement = await _achievement(app, earned, award)
    return await enter(app, NewEntry(id_, earned.result_id, issuer, holder, achievement, score, team))


async def _team_of(app: App, holder: Holder, team_id: UUID | None) -> TeamNamed | None:
    """In which it was earned, where the holder is a person and the team was not erased. Raises UnknownHolder."""
    if team_id is None or holder.team:
        return None
    team = await app.holders.get(team_id)
    return None if team.erased else TeamNamed(team.id, team.name)


async def enter(app: App, entry: NewEntry) -> Certificate:
    """Enters it under the next free number. Whoever is second to take a number signs again with the next one.

    Raises RegisterFull; Stale where others took RACERS numbers before it got one.
    """
    for attempt in range(SHORT_IDS - 1):
        try:
            return await _enter(app, entry, short_id(entry.id, attempt))
        except ShortIdTaken:
            continue
    return await _enter(app, entry, short_id(entry.id, SHORT_IDS - 1))


async def _enter(app: App, entry: NewEntry, short: str) -> Certificate:
    certificate = await retry_on_conflict(partial(_under_next_number, app, entry, short), RACERS)
    await _erase_if_forgotten(app, certificate)
    return certificate


async def _under_next_number(app: App, entry: NewEntry, short: str) -> Certificate:
    at = app.now()
    day = app.day(at)
    number = await app.certificates.next_number(entry.issuer.organisation, entry.issuer.prefix, day.year)
    draft = entry.draft(number, short, at, day)
    certificate = draft.signed(await app.signing.sign(draft))
    return await app.certificates.add(certificate, events.issued(certificate))


async def _erase_if_forgotten(app: App, certificate: Certificate) -> None:
    """The person may have been erased while it was signed: whoever comes last takes the name away."""
    holder = await app.holders.find(certificate.subject_id)
    if holder is not None and holder.erased:
        await erase_document(app, certificate.id)


async def _award(app: App, organisation: str, told: Award) -> IssuerAward:
    """The issuer's own, made at first sight: what is told of the same one later changes no certificate."""
    id_ = derive("award", organisation, told.id)
    if already := await app.awards.find(id_):
        return already
    number = await app.codes.code(Coded.AWARD, told.id, told.title)
    return await app.awards.add(IssuerAward(id_, organisation, number, told))


async def _achievement(app: App, earned: Earned, award: IssuerAward) -> Achievement:
    return Achievement(
        id=derive("achievement", earned.championship_id, earned.skill_id, award.id),
        earned=award,
        championship_id=earned.championship_id,
        championship=earned.championship,
        championship_code=await app.codes.code(
            Coded.CHAMPIONSHIP, earned.championship_id, earned.championship, is_hidden=earned.special_category
        ),
        skill=earned.skill,
        skill_id=earned.skill_id,
        skill_number=earned.skill_number,
        skill_code=await app.codes.code(Coded.SKILL, earned.skill_id, earned.skill),
        special_category=earned.special_category,
    )
