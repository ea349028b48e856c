from collections.abc import Callable, Iterable
from uuid import UUID

from competitions import jury_events
from competitions.access import held_by, juror, kept_record
from competitions.domain.championship import Championship
from competitions.domain.expert import AgreedBy, Agreement, CloseTo, Duty, Expert
from competitions.domain.judging.jury import (
    AgreementMissing,
    appointed,
    declared,
    dismissed,
    known_as,
    with_chief_away,
    with_duty,
    with_leader,
)
from competitions.domain.judging.teams import Teams, with_teams
from competitions.domain.refusal import Unknown
from competitions.domain.skill import Skill, UnknownSubCriterion
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def appoint(
    app: App, skill_id: UUID, *, subject_id: UUID, member: str, duty: Duty, has_agreed: bool, by: Principal
) -> Expert:
    """One of the organisation's own people, whose agreement it has on record. Everybody else is invited.

    Raises Unknown, Forbidden, AgreementMissing, SkillSigned, SkillDropped, MemberUnlisted, AlreadyOnJury, ChiefTaken,
    DeputyTaken.
    """

    async def attempt() -> Expert:
        skill, championship = await held_skill(app, skill_id, by)
        skill.must_be_held()
        if not has_agreed:
            raise AgreementMissing(subject_id)
        agreement = Agreement(AgreedBy.RECORD, app.now(), by.account)
        person = await kept_record(app, subject_id, championship.organisation)
        id = known_as(skill, await app.people.ids_of_one(person))
        expert = Expert(id, (await app.members.of(championship.id)).named(member), duty, agreement)
        changed, newly = appointed(skill, expert)
        if newly:
            await app.skills.save(with_leader(changed, app.now()))
        return expert

    return await retry_on_conflict(attempt)


async def give_duty(app: App, skill_id: UUID, subject_id: UUID, duty: Duty, by: Principal) -> None:
    """Where it is the chief's, the chief until now stays as an expert. A repeat changes nothing.

    Raises Unknown, Forbidden, NotOnJury, SkillSigned, DeputyTaken, ChiefNeeded.
    """
    await _change(app, skill_id, by, lambda skill: with_duty(skill, subject_id, duty, app.now()))


async def set_chief_away(app: App, skill_id: UUID, *, is_away: bool, by: Principal) -> None:
    """The deputy leads meanwhile. A repeat changes nothing. Raises Unknown, Forbidden, ChiefMissing."""
    await _change(app, skill_id, by, lambda skill: with_chief_away(skill, app.now(), is_away=is_away))


async def dismiss(app: App, skill_id: UUID, subject_id: UUID, dismissal_id: UUID, reason: str, by: Principal) -> None:
    """What the expert marked is kept; they are told. A repeat completes what a crash left undone.

    Raises Unknown, Forbidden, SkillSigned, DismissalUnexplained, ChiefNeeded.
    """

    async def attempt() -> Skill:
        skill, _ = await held_skill(app, skill_id, by)
        left, happened = dismissed(skill, subject_id, dismissal_id, app.now(), by.account, reason)
        if happened is None:
            return skill
        return await app.skills.save(left, jury_events.of_dismissal(happened, left))

    await _man_sheets(app, await retry_on_conflict(attempt))


async def set_teams(app: App, skill_id: UUID, teams: Teams, by: Principal, reason: str | None = None) -> None:
    """Names the marking teams of these sub-criteria; once marking has begun with a reason. A repeat completes what a crash left.

    Raises Unknown, Forbidden, SchemeMissing, UnknownSubCriterion, NotOnJury, TeamReasonNeeded, SkillSigned.
    """

    async def attempt() -> Skill:
        skill, _ = await held_skill(app, skill_id, by)
        scheme = await scheme_of(app, skill)
        known = {sub_criterion.code for sub_criterion in scheme.sub_criteria}
        if unknown := next((code for code in teams if code not in known), None):
            raise UnknownSubCriterion(unknown)
        changed = with_teams(skill, teams, app.now(), by.account, reason)
        return skill if changed is skill else await app.skills.save(changed)

    await _man_sheets(app, await retry_on_conflict(attempt))


async def declare(app: App, skill_id: UUID, close_to: Iterable[CloseTo], by: Principal) -> Expert:
    """An expert names the competitors with whom they have ties: all of them. A repeat changes nothing.

    Raises Unknown, NotOnJury.
    """
    named = tuple(dict.fromkeys(close_to))

    async def attempt() -> Expert:
        skill, expert = await juror(app, skill_id, by)
        entered = {one.id for one in await app.registrations.all_of_skill(skill_id)}
        if unknown := next((one for one in named if one.registration_id not in entered), None):
            raise Unknown("registration", unknown.registration_id)
        changed = declared(skill, expert.subject_id, named)
        saved = skill if changed is skill else await app.skills.save(changed)
        return saved.expert(expert.subject_id)

    expert = await retry_on_conflict(attempt)
    app.jurors.drop((skill_id, by.account))
    app.juries.drop(skill_id)
    return expert


async def _man_sheets(app: App, skill: Skill) -> None:
    """The forms that are laid out say who marks them."""
    if skill.marking_started_at and skill.scheme:
        for sub_criterion in (await scheme_of(app, skill)).sub_criteria:
            await app.sheets.set_team(skill.id, sub_criterion.code, skill.teams.get(sub_criterion.code, ()))


async def _change(app: App, skill_id: UUID, by: Principal, change: Callable[[Skill], Skill]) -> None:
    async def attempt() -> None:
        skill, _ = await held_skill(app, skill_id, by)
        changed = change(skill)
        if changed is not skill:
            await app.skills.save(changed)

    await retry_on_conflict(attempt)


async def held_skill(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Championship]:
    """For the organiser. Raises Unknown, Forbidden."""
    skill = await app.skills.get(skill_id)
    return skill, await held_by(app, skill.championship_id, by)
