"""Issuing anew: a certificate in the place of another one, with what is to be another, or as a duplicate of a lost paper.

The old one first: whatever is cut off between the two writes, there are never two that are in force. The newer one's id is derived,
so whoever does it again completes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from certificates.commands.entering import Entering, enter, enter_all
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
from certificates.wiring import App
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict
from shared.web.i18n import texts

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


async def replace_by_newer(app: App, certificate_id: UUID, reason: str, *, by: str) -> Certificate:
    """With the names of today of holder and team, all else as it was. Repeating it changes nothing. Raises as `reissue`."""
    newer = derive("certificate", "replacement", certificate_id)
    return await reissue(app, Anew(certificate_id, newer, answers=True), reason, by=by)


async def reissue(app: App, anew: Anew, reason: str, *, by: str) -> Certificate:
    """Repeating it completes what was cut off, else changes nothing.

    Raises UnknownCertificate and what is in NOT_DONE; Stale where another officer changed it meanwhile.
    """
    if (await app.certificates.get(anew.older)).newer == anew.newer and (
        already := await app.certificates.find(anew.newer)
    ):
        return already
    return await enter(app, await _given_way(app, anew, reason, by))


async def reissue_all(app: App, wanted: Sequence[Anew], reason: str, *, by: str) -> Mapping[UUID, Refusal]:
    """As `reissue` for many, with numbers in their order. By the id of the older one: why it was not done. Raises as `enter_all`."""
    there = await app.certificates.there(one.newer for one in wanted)
    entering: list[Entering] = []
    refused: dict[UUID, Refusal] = {}
    for anew in wanted:
        if anew.newer in there:
            continue

        async def given_way(anew: Anew = anew) -> NewEntry:
            return await _given_way(app, anew, reason, by)

        try:
            entering.append(Entering(await retry_on_conflict(given_way), None))
        except NOT_DONE as refusal:
            refused[anew.older] = refusal
    await enter_all(app, entering)
    return refused


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
        said = (
            texts("certificates", "ru")("A duplicate was issued.") if anew.is_duplicate and reason.strip() else reason
        )
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
