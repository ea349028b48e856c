"""A result that was corrected after its certificates were issued: what they say is issued anew by itself, where it changed.

The highest revision of a result stands. What an officer issued anew since then is a correction of a correction, and stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from certificates.commands.correcting import BY_ITSELF, BY_RESULTS, IN_FORCE, may_be_corrected
from certificates.commands.issuing import Earned
from certificates.commands.standing import revoke
from certificates.domain.achievement import Award
from certificates.domain.certificate import Certificate
from certificates.domain.standing import Ground, OfItself
from certificates.wiring import App
from shared.ids import derive

People = Mapping[UUID, UUID]
"""By each id of a person the record that stays: two that were merged are one holder."""


@dataclass(frozen=True, slots=True)
class Result:
    """All that one revision of an official result earns."""

    event_id: UUID
    id: UUID
    revision: int
    at: datetime
    """When it was published."""
    earned: tuple[Earned, ...]


def revised_id(result_id: UUID, subject_id: UUID, award_id: UUID, revision: int) -> UUID:
    """Of the certificate of a correction."""
    return derive("certificate", result_id, subject_id, award_id, str(revision))


async def revised(app: App, results: Sequence[Result]) -> list[tuple[UUID, Earned]]:
    """What is to be issued of them, each with the id of its event. What is not earned any more is revoked."""
    newest = {one.id: one for one in sorted(results, key=lambda one: one.revision)}
    stand: dict[UUID, list[Certificate]] = {}
    for certificate in await app.certificates.of_results(newest.keys()):
        if certificate.cause.result_id is not None:
            stand.setdefault(certificate.cause.result_id, []).append(certificate)
    corrected = [result for result in newest.values() if result.id in stand]
    told = {one.subject_id for result in corrected for one in result.earned}
    people = await app.holders.staying(told | {one.subject_id for known in stand.values() for one in known})
    issued: list[tuple[UUID, Earned]] = []
    for result in newest.values():
        known = stand.get(result.id, [])
        if max((one.cause.revision for one in known), default=0) > result.revision:
            continue
        earned = await _corrected(app, result, known, people) if known else result.earned
        issued += [(result.event_id, one) for one in earned]
    return issued


async def _corrected(app: App, result: Result, known: Sequence[Certificate], people: People) -> list[Earned]:
    wanted: list[Earned] = []
    vanished = [
        one
        for one in known
        if one.standing.state in IN_FORCE and _is_earlier(one, result) and not _is_earned(one, result, people)
    ]
    for earned in result.earned:
        award_id = _award_id(earned)
        again = revised_id(result.id, earned.subject_id, award_id, result.revision)
        ours = [one for one in known if _is_same(one, earned, people)]
        # Of what was cut off after the older one was out of force: it is completed.
        older = next((one for one in ours if one.newer == again), None)
        if older is None and (stands := next((one for one in ours if _gives(one, award_id) and _is_last(one)), None)):
            if _stays(stands, earned, result):
                await _confirm(app, stands, result)
                wanted.append(replace(earned, certificate_id=stands.id))
                continue
            older = stands
        if older is None and (other := next((one for one in vanished if _is_same(one, earned, people)), None)):
            vanished.remove(other)
            if _is_newer(other, result):
                continue
            older = other
        wanted.append(replace(earned, certificate_id=again, replaces=older) if older else earned)
    await _revoke(app, result, vanished)
    return wanted


async def _confirm(app: App, stands: Certificate, result: Result) -> None:
    """It stands by this revision too: an earlier one that comes late has been overtaken."""
    if _is_earlier(stands, result):
        await app.certificates.save(replace(stands, cause=replace(stands.cause, revision=result.revision)))


async def _revoke(app: App, result: Result, vanished: Iterable[Certificate]) -> None:
    reason = OfItself(Ground.NOT_EARNED)
    change_id = derive("revised", result.id, str(result.revision))
    for one in vanished:
        if not _is_newer(one, result):
            await revoke(app, one.id, reason, public=False, by=BY_RESULTS, change_id=change_id)


def _award_id(earned: Earned) -> UUID:
    return earned.what.id if isinstance(earned.what, Award) else earned.what


def _gives(certificate: Certificate, award_id: UUID) -> bool:
    made_of = certificate.achievement.made_of
    return made_of is not None and made_of.award_id == award_id


def _is_earned(certificate: Certificate, result: Result, people: People) -> bool:
    return any(_is_same(certificate, one, people) and _gives(certificate, _award_id(one)) for one in result.earned)


def _is_same(certificate: Certificate, earned: Earned, people: People) -> bool:
    """Whether both are of one person, under whichever of their ids."""
    return people[certificate.subject_id] == people[earned.subject_id]


def _is_last(certificate: Certificate) -> bool:
    return certificate.newer is None


def _is_earlier(certificate: Certificate, result: Result) -> bool:
    """The same revision once more corrects nothing."""
    return certificate.cause.revision < result.revision


def _stays(stands: Certificate, earned: Earned, result: Result) -> bool:
    if not _is_earlier(stands, result) or _is_newer(stands, result) or not may_be_corrected(stands):
        return True
    return stands.standing.state in IN_FORCE and _says(stands, earned)


def _is_newer(certificate: Certificate, result: Result) -> bool:
    """Whether an officer issued it anew after this was published."""
    reissued = certificate.reissued
    return reissued is not None and reissued.by not in BY_ITSELF and certificate.issued_at >= result.at


def _says(certificate: Certificate, earned: Earned) -> bool:
    """Whether it says the same."""
    is_scored = certificate.achievement.scored
    return (
        (certificate.score == earned.score or not is_scored)
        and certificate.context == earned.context
        and certificate.team_id in {None, earned.team_id}
    )
