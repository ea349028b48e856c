"""Who of the competitors starts: an absence is marked, and taken back, until publication."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from competitions import jury_events
from competitions.access import insider
from competitions.domain.championship import Championship
from competitions.domain.entering.absences import Absence, AbsenceKind, Return
from competitions.domain.entering.rules import TeamRules
from competitions.domain.entering.starting import must_be_enough, with_member, without_member
from competitions.domain.expert import Expert
from competitions.domain.registration import Registration
from competitions.domain.skill import NotChief
from competitions.team_events import of_starters
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict

Change = Callable[[Registration, TeamRules, UUID | None], Registration]
"""By the rules of the championship, and by whom: the chief expert, or None for the organiser."""


async def mark_absent(
    app: App, registration_id: UUID, *, kind: AbsenceKind, reason: str, by: Principal
) -> Registration:
    """The competitor has no place, no result and no certificate, and takes no marks. A repeat completes what a crash left undone.

    For the chief expert or the organiser. The skill is signed anew where it had been signed for other starters.
    Raises Unknown, Forbidden, NotChief, EmbargoOver, NotConfirmed, AbsenceUnexplained.
    """
    return await _change(
        app, registration_id, by, lambda found, _rules, author: found.miss(Absence(kind, reason, app.now(), author))
    )


async def take_back_absence(app: App, registration_id: UUID, by: Principal) -> Registration:
    """The competitor starts after all, and is marked. A repeat completes what a crash left undone.

    Raises Unknown, Forbidden, NotChief, EmbargoOver, TooFewMembers.
    """

    def back(found: Registration, rules: TeamRules, author: UUID | None) -> Registration:
        must_be_enough(found, rules)
        return found.come_back(Return(app.now(), author))

    return await _change(app, registration_id, by, back)


async def mark_member_missing(
    app: App, registration_id: UUID, subject_id: UUID, *, kind: AbsenceKind, reason: str, by: Principal
) -> Registration:
    """A member of a team does not start, and gets no award. Where too few are left, the team does not start: `kind` says how.

    Raises Unknown, Forbidden, NotChief, EmbargoOver, NotConfirmed, NotInTeam, AbsenceUnexplained.
    """

    def without(found: Registration, rules: TeamRules, author: UUID | None) -> Registration:
        return without_member(found, subject_id, Absence(kind, reason, app.now(), author, is_short=True), rules)

    return await _change(app, registration_id, by, without)


async def take_back_missing(app: App, registration_id: UUID, subject_id: UUID, by: Principal) -> Registration:
    """The member starts after all, and so does the team, where it did not for want of members.

    Raises Unknown, Forbidden, NotChief, EmbargoOver, NotInTeam.
    """

    def again(found: Registration, rules: TeamRules, author: UUID | None) -> Registration:
        return with_member(found, subject_id, Return(app.now(), author), rules)

    return await _change(app, registration_id, by, again)


async def _change(app: App, registration_id: UUID, by: Principal, change: Change) -> Registration:
    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        expert = await _chief(app, found, by)
        championship = await app.championships.get(found.championship_id)
        changed = change(found, _team_rules(app, championship), expert.subject_id if expert else None)
        if changed is found:
            return found
        championship.must_be_under_embargo()
        return await app.registrations.save(changed, *of_starters(found, changed, app.now()))

    saved = await retry_on_conflict(attempt)
    await app.sheets.set_absent(saved.id, absent=saved.absence is not None)
    await retry_on_conflict(partial(_unsign, app, saved.skill_id, by))
    return saved


def _team_rules(app: App, championship: Championship) -> TeamRules:
    return app.rulesets[championship.ruleset].team


async def _chief(app: App, registration: Registration, by: Principal) -> Expert | None:
    """None for the organiser."""
    _, expert = await insider(app, registration.skill_id, by)
    if expert and not expert.leads:
        raise NotChief(registration.skill_id)
    return expert


async def _unsign(app: App, skill_id: UUID, by: Principal) -> None:
    """For the pages: a publication compares the starters by itself."""
    skill, expert = await insider(app, skill_id, by)
    if skill.signature is None:
        return
    starters = (await app.registrations.starters([skill_id]))[skill_id]
    if not skill.is_signed_for(starters):
        author, at = expert.subject_id if expert else None, app.now()
        await app.skills.save(skill.unsigned_again(at, author), *jury_events.of_other_starters(skill, author, at))
