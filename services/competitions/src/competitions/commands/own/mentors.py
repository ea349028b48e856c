"""Who is named as mentor of a team says whether they are; a team whose mentor declined names another."""

from dataclasses import replace
from functools import partial
from typing import Literal
from uuid import UUID, uuid5

from competitions import team_events
from competitions.commands.entering.teams import let_go_of_mentor, store_described, team_of, team_rules
from competitions.commands.keeping.without_entry import entered_after_all, plan_without_entry
from competitions.commands.own.entries import keep_person
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.entering.own import FactMissing, Named, SameAddress, Signing, as_kept, is_same_address
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.registration import Registration
from competitions.queries.own.mentors import may_name_mentor, mentored_entry
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict


async def say_by_link(app: App, token: str, said: MentorSaid) -> Registration:
    """By the link alone: it takes no account. The last word counts, until publication begins. A repeat changes nothing.

    Raises LinkInvalid, Unknown where the mentor is erased, EntryEnded, EmbargoOver.
    """
    entry, mentor = await mentored_entry(app, token)
    await app.people.get(mentor)
    return await retry_on_conflict(partial(_say, app, entry.id, mentor, said))


async def say_as_mentor(app: App, registration_id: UUID, said: MentorSaid, by: Principal) -> Registration:
    """As `say_by_link`, for who is signed in. Raises Unknown, Forbidden, NotTheMentor, EntryEnded, EmbargoOver."""
    entry = await app.registrations.get(registration_id)
    mentor = entry.team.mentor if entry.team else None
    if mentor is None or mentor not in await app.people.subjects_of(by.account):
        raise Forbidden
    return await retry_on_conflict(partial(_say, app, registration_id, mentor, said))


async def _say(app: App, registration_id: UUID, mentor: UUID, said: MentorSaid) -> Registration:
    found = await app.registrations.get(registration_id)
    before = team_of(found)
    team = before.with_word(mentor, said)
    if team is before:
        return found
    found.must_go_on()
    championship = await app.championships.get(found.championship_id)
    championship.must_be_under_embargo()
    told: list[team_events.Told] = [team_events.team_changed(team, app.now())]
    if said is MentorSaid.DECLINED:
        told.append(team_events.of_refusal(found, team, mentor, app.now()))
    saved = await app.registrations.save(replace(found, team=team), *told)
    await let_go_of_mentor(app, championship, before, team)
    if said is MentorSaid.AGREED and team.is_mentor_new:
        await entered_after_all(app, championship, mentor)
    return saved


async def name_own_mentor(
    app: App, registration_id: UUID, change_id: UUID, named: Named, by: Principal, *, language: Literal["ru", "en"]
) -> Registration:
    """Somebody new is the team's mentor, and is asked. Nobody is looked for, as where a team enters itself. The same `change_id` again
    changes nothing. By the captain, or the guardian of one who is not of age.

    Raises Unknown, Forbidden, TeamUnfit, FactMissing, SameAddress, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded.
    """

    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        if not await may_name_mentor(app, found, by):
            raise Forbidden
        before, mentor_id = team_of(found), uuid5(change_id, "mentor")
        if before.mentor == mentor_id:
            return found
        found.must_go_on()
        championship = await app.championships.get(found.championship_id)
        skill = await app.skills.get(found.skill_id)
        must_be_free(found, skill, championship)
        team = before.prepared_by(mentor_id, found.id, is_new=True)
        team.must_fit(team.size, team_rules(app, championship))
        await _must_have_an_own_address(app, named, team.members)
        person = as_kept(
            mentor_id, named, championship.organisation, Signing(by.account, change_id, language, app.now())
        )
        await plan_without_entry(app, championship, person.id)
        await keep_person(app, person)
        saved = await store_described(app, found, team, championship)
        await entered_after_all(app, championship, person.id)
        return saved

    return await retry_on_conflict(attempt)


async def _must_have_an_own_address(app: App, named: Named, members: tuple[UUID, ...]) -> None:
    """Raises FactMissing, SameAddress."""
    if named.email is None:
        raise FactMissing("email")
    for member in (await app.people.by_id(members)).values():
        if is_same_address(named.email, member.email):
            raise SameAddress("email")
