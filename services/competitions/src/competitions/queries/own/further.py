"""What is kept of somebody besides entries and consents: what they may do, what they were asked, who read their papers, what goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.erasure import Erasure
from competitions.domain.consents.scans import Reading, Scan
from competitions.domain.duties.roster import Grant
from competitions.domain.judging.dismissals import Dismissal
from competitions.domain.judging.invitations import JuryInvitation
from competitions.domain.needs.companions import Companion
from competitions.domain.needs.emergency import EmergencyContact
from competitions.domain.person import Person
from competitions.domain.skill import Skill
from competitions.queries.needs.companions import coming_along
from competitions.queries.needs.emergency import emergency_of_person
from competitions.queries.needs.own import KeptNeeds, kept_needs
from competitions.wiring import App

MOST_READINGS = 1000
"""Of one scan, the newest."""


@dataclass(frozen=True, slots=True)
class OwnGrant:
    """A duty that they have, had or were asked to take."""

    grant: Grant
    organisation: str
    championship: Championship | None
    """None: for all that the organisation has."""


@dataclass(frozen=True, slots=True)
class AskedToJudge:
    skill: Skill
    championship: Championship
    invitation: JuryInvitation


@dataclass(frozen=True, slots=True)
class LetOut:
    """Of a jury."""

    skill: Skill
    championship: Championship
    dismissal: Dismissal


@dataclass(frozen=True, slots=True)
class OwnScan:
    scan: Scan
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Further:
    grants: Sequence[OwnGrant] = ()
    asked: Sequence[AskedToJudge] = ()
    let_out: Sequence[LetOut] = ()
    scans: Sequence[OwnScan] = ()
    """Of what was signed about them, or by them about others."""
    going: Sequence[Erasure] = ()
    """What is planned: they never consented."""
    needs: Sequence[KeptNeeds] = ()
    """What they asked for in order to take part, and who read it."""
    companions: Sequence[Companion] = ()
    """Whom they named to come along."""
    emergency: Sequence[EmergencyContact] = ()
    """Whom to call when something happens to them."""


async def further_of(app: App, person: Person, consents: Collection[UUID]) -> Further:
    """`consents`: the records about the person, or given by them."""
    asked, let_out = await _juries(app, person.id)
    return Further(
        await _grants(app, person),
        asked,
        let_out,
        await _scans(app, consents),
        await app.erasures.planned([person.id]),
        await kept_needs(app, person.id),
        await _companions(app, person.id),
        await emergency_of_person(app, person.id),
    )


async def _grants(app: App, person: Person) -> list[OwnGrant]:
    rosters = await app.rosters.with_person(person)
    held = await _championships(app, {one.championship_id for one in rosters if one.championship_id})
    return [
        OwnGrant(grant, roster.organisation, held.get(roster.championship_id) if roster.championship_id else None)
        for roster in rosters
        for grant in roster.grants
        if grant.subject_id == person.id or (grant.account is not None and grant.account == person.account)
    ]


async def _juries(app: App, subject_id: UUID) -> tuple[list[AskedToJudge], list[LetOut]]:
    skills = await app.skills.knowing(subject_id)
    held = await _championships(app, {skill.championship_id for skill in skills})
    asked = [
        AskedToJudge(skill, held[skill.championship_id], one)
        for skill in skills
        for one in skill.invitations
        if one.subject_id == subject_id
    ]
    let_out = [
        LetOut(skill, held[skill.championship_id], one)
        for skill in skills
        for one in skill.dismissals
        if one.expert.subject_id == subject_id
    ]
    return asked, let_out


async def _scans(app: App, consents: Collection[UUID]) -> list[OwnScan]:
    scans = await app.scans.of(list(consents)) if consents else []
    return [OwnScan(scan, await app.scans.readings(scan.id, most=MOST_READINGS)) for scan in scans]


async def _companions(app: App, subject_id: UUID) -> list[Companion]:
    coming = await coming_along(app, [one.id for one in await app.companions.of_person(subject_id)])
    return [one for people in coming.values() for one in people]


async def _championships(app: App, ids: Collection[UUID]) -> dict[UUID, Championship]:
    return {one.id: one for one in await app.championships.some(ids)}
