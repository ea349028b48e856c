"""Handing out certificates: what was earned becomes entries of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from certificates.commands.adopting import adopted
from certificates.commands.correcting import by_result, in_their_place, without_overtaken
from certificates.commands.entering import Entering, enter_all, erase_forgotten
from certificates.domain.achievement import Achievement, Award, ForeignAchievement, UnknownAchievement
from certificates.domain.certificate import Certificate
from certificates.domain.context import Context
from certificates.domain.draft import NewEntry
from certificates.domain.holders.holder import Holder, UnknownHolder
from certificates.domain.holders.team import TeamNamed
from certificates.domain.issuer import Issuer, UnknownIssuer
from certificates.domain.particulars import Cause, Granted, Score
from certificates.wiring import App
from shared.ids import derive

Holders = Mapping[UUID, Holder | UnknownHolder]
Waiting = UnknownIssuer | UnknownHolder | UnknownAchievement
"""Why something has to wait. All of it may still come."""


@dataclass(frozen=True, slots=True)
class Earned:
    """That somebody earned something of an organisation."""

    certificate_id: UUID
    cause: Cause
    subject_id: UUID
    organisation: str
    what: Award | UUID
    """The award of a ruleset, or the id of the issuer's achievement."""
    context: Context
    score: Score | None = None
    """Told by the certificate where the achievement is scored, or was granted with it."""
    granted: Granted | None = None
    """With the award of somebody; a result brings nothing beside its score."""
    team_id: UUID | None = None
    """The team whose result it is."""
    replaces: Certificate | None = None
    """The certificate whose place it takes, where the result was corrected."""
    traceparent: str | None = None
    """The trace of what told of it."""


def certificate_id(result_id: UUID, subject_id: UUID, award_id: UUID) -> UUID:
    """Of what a result earned."""
    return derive("certificate", result_id, subject_id, award_id)


def granted_id(award_id: UUID, revision: int) -> UUID:
    """Of what was granted: each correction is a certificate of its own."""
    return derive("certificate", "award", award_id, str(revision))


async def issue_all(app: App, earned: Sequence[Earned]) -> list[Waiting | None]:
    """A certificate for each, where it has none yet and the person or the team was not erased. In the order of `earned`: why it has
    to wait, where it has to.

    Raises ForeignAchievement, and as `enter_all`.
    """
    there = await app.certificates.there(one.certificate_id for one in earned)
    # Whoever entered them may have ended before it looked who was erased meanwhile.
    await erase_forgotten(app, {one.certificate_id: one.subject_id for one in earned if one.certificate_id in there})
    new = [one for one in earned if one.certificate_id not in there]
    issuers = await app.issuers.of_all({one.organisation for one in new})
    holders = await app.holders.named_all({id for one in new for id in (one.subject_id, one.team_id) if id})
    achievements = await adopted(app, [(one.organisation, one.what) for one in new if one.organisation in issuers])
    entering: dict[UUID, Entering] = {}
    waiting: dict[UUID, Waiting] = {}
    for one in new:
        try:
            entry = await _entry(app, one, issuers, holders, achievements)
        except (UnknownIssuer, UnknownHolder, UnknownAchievement) as refusal:
            waiting[one.certificate_id] = refusal
        else:
            if entry is not None:
                entering[entry.id] = Entering(entry, one.traceparent)
    await enter_all(app, await in_their_place(app, await without_overtaken(app, entering)))
    return [waiting.get(one.certificate_id) for one in earned]


async def _entry(
    app: App,
    earned: Earned,
    issuers: Mapping[str, Issuer],
    holders: Holders,
    achievements: Mapping[tuple[str, Award | UUID], Achievement],
) -> NewEntry | None:
    """None for who was erased. Raises UnknownIssuer, UnknownHolder, UnknownAchievement, ForeignAchievement."""
    known = holders[earned.subject_id]
    if not isinstance(known, UnknownHolder) and known.erased:  # whatever else is missing: nobody waits for that
        return None
    issuer = issuers.get(earned.organisation)
    if issuer is None:
        raise UnknownIssuer(earned.organisation)
    achievement = _achievement(earned, achievements)
    holder = _known(holders, earned.subject_id)
    return NewEntry(
        id=earned.certificate_id,
        cause=earned.cause,
        issuer=issuer,
        holder=holder,
        achievement=achievement,
        context=earned.context,
        codes=await app.codes.codes(achievement, earned.context),
        score=earned.score if achievement.scored or earned.granted else None,
        granted=earned.granted,
        team=_team_of(holder, earned.team_id, holders),
        reissued=by_result(earned.replaces) if earned.replaces else None,
        suspension=earned.replaces.suspension if earned.replaces else None,
    )


def _achievement(earned: Earned, known: Mapping[tuple[str, Award | UUID], Achievement]) -> Achievement:
    """Raises UnknownAchievement, ForeignAchievement."""
    found = known.get((earned.organisation, earned.what))
    if found is None:
        raise UnknownAchievement(earned.what if isinstance(earned.what, UUID) else earned.what.id)
    if found.organisation != earned.organisation:
        raise ForeignAchievement(found.id)
    return found


def _known(holders: Holders, id: UUID) -> Holder:
    """Raises UnknownHolder."""
    found = holders[id]
    if isinstance(found, UnknownHolder):
        raise found
    return found


def _team_of(holder: Holder, team_id: UUID | None, holders: Holders) -> TeamNamed | None:
    """In which it was earned, where the holder is a person and the team was not erased. Raises UnknownHolder."""
    if team_id is None or holder.team:
        return None
    team = _known(holders, team_id)
    return None if team.erased else TeamNamed(team.id, team.name)
