"""Issuing anew: a certificate in the place of another one, with what is to be another, or as a duplicate of a lost paper.

The old one first: whatever is cut off between the two writes, there are never two that are in force. The newer one's id is derived,
so whoever does it again completes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from certificates.commands.entering import Entering, enter_all
from certificates.commands.standing import save_changed
from certificates.domain.achievement import Achievement, NotForTheHolder, UnknownCode
from certificates.domain.acts.amendment import (
    NOTHING,
    Amendment,
    GrantedTooLate,
    NoScale,
    PointsMissing,
    ScoreTooHigh,
    amended_day,
    amended_score,
)
from certificates.domain.certificate import AlreadyReplaced, AlreadyRevoked, Certificate, Erased, NoReason
from certificates.domain.draft import NewEntry
from certificates.domain.holders.team import TeamNamed
from certificates.domain.refusal import Refusal
from certificates.domain.reissue import Reissued
from certificates.domain.standing import Ground, OfItself
from certificates.wiring import App
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import current_traceparent
from shared.side_by_side import some_at_a_time

NOT_DONE = (
    *(AlreadyReplaced, AlreadyRevoked, Erased, NoReason, UnknownCode, NotForTheHolder),
    *(ScoreTooHigh, PointsMissing, NoScale, GrantedTooLate),
)
"""Why a certificate is not issued anew."""


@dataclass(frozen=True, slots=True)
class Anew:
    """One that is to be issued in the place of `older`."""

    older: UUID
    newer: UUID
    amendment: Amendment = NOTHING
    is_duplicate: bool = False
    answers: bool = False
    """Where `older` was revoked, the newer one answers that."""


def newer_id(older: UUID, change_id: UUID) -> UUID:
    """Of what one act issues in the place of a certificate."""
    return derive("certificate", "reissue", older, change_id)


async def reissue_all(app: App, wanted: Sequence[Anew], reason: str, *, by: str) -> Mapping[UUID, Refusal]:
    """With the names of today of holder and team where they are not to be others, and numbers in the order of `wanted`. Repeating it
    completes what was cut off, else changes nothing.

    By the id of the older one: why it was not done, which is in NOT_DONE. Raises UnknownCertificate, and as `enter_all`; Stale where
    others change one of them again and again.
    """
    there = await app.certificates.there(one.newer for one in wanted)
    left = [anew for anew in wanted if anew.newer not in there]
    made = await some_at_a_time(left, partial(_entry_or_refusal, app, reason, by))
    await enter_all(app, [Entering(one, current_traceparent()) for one in made if isinstance(one, NewEntry)])
    return {anew.older: one for anew, one in zip(left, made, strict=True) if isinstance(one, Refusal)}


async def _entry_or_refusal(app: App, reason: str, by: str, anew: Anew) -> NewEntry | Refusal:
    try:
        return await retry_on_conflict(partial(_given_way, app, anew, reason, by))
    except NOT_DONE as refusal:
        return refusal


async def check_anew(app: App, old: Certificate, amendment: Amendment, *, answers: bool) -> None:
    """Raises what is in NOT_DONE, but for NoReason."""
    old.check_gives_way(answers=answers)
    if old.document is None:
        raise Erased(old.id)
    amended_score(old, amendment, await _achievement(app, old, amendment))
    amended_day(old, amendment, app.day(app.now()))


async def _given_way(app: App, anew: Anew, reason: str, by: str) -> NewEntry:
    """The entry to make, once the older one is out of its way."""
    old = await app.certificates.get(anew.older)
    if old.newer != anew.newer:
        old.check_gives_way(answers=anew.answers)
    entry = await _newer_entry(app, old, anew, Reissued(old.id, str(old.number), by, reason.strip(), anew.is_duplicate))
    if old.newer != anew.newer:
        # Whoever finds the lost paper may read that there is a duplicate; why, stands with the new one.
        said = OfItself(Ground.DUPLICATE) if anew.is_duplicate and reason.strip() else reason
        changed = old.give_way(anew.newer, said, by=by, at=app.now(), public=anew.is_duplicate)
        await save_changed(app, *changed)
    return entry


async def _newer_entry(app: App, old: Certificate, anew: Anew, reissued: Reissued) -> NewEntry:
    holder = await app.holders.seen(old.subject_id)
    if holder is None or holder.erased or old.document is None:
        raise Erased(old.id)
    amendment = anew.amendment
    was_named = old.reissued is not None and old.reissued.is_named
    name = amendment.name or (old.document.name if was_named else holder.name)
    achievement = await _achievement(app, old, amendment)
    return NewEntry(
        id=anew.newer,
        cause=old.cause,
        issuer=await app.issuers.of(old.organisation),
        holder=holder,
        achievement=achievement,
        context=old.context,
        codes=await app.codes.codes(achievement, old.context),
        score=amended_score(old, amendment, achievement),
        granted=amended_day(old, amendment, app.day(app.now())),
        team=await _team_today(app, old),
        reissued=replace(reissued, is_named=name != holder.name),
        suspension=old.suspension,
        name=name,
    )


async def _achievement(app: App, old: Certificate, amendment: Amendment) -> Achievement:
    """As it was then; of another one, and where it is named, as it is now. Raises UnknownCode, NotForTheHolder."""
    if amendment.achievement is None:
        return old.achievement
    found = await app.achievements.coded(old.organisation, amendment.achievement)
    if found is None:
        raise UnknownCode(amendment.achievement)
    if found.is_for_team != old.achievement.is_for_team:
        raise NotForTheHolder(found.code)
    return found.snapshot


async def _team_today(app: App, old: Certificate) -> TeamNamed | None:
    """Of a team that was erased meanwhile, the name that the holder has on paper stays the right one."""
    if old.team_id is None or old.document is None or old.document.team is None:
        return None
    team = await app.holders.find(old.team_id)
    return TeamNamed(old.team_id, old.document.team if team is None or team.erased else team.name)
