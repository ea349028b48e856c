"""What was confirmed becomes another: an entry goes to another skill or member, or its person gets another name."""

from functools import partial
from uuid import UUID

from competitions.access import kept_person
from competitions.commands.places import become_of_member, come_over
from competitions.commands.registrations import explained, held_entry
from competitions.domain.categories.belonging import Said
from competitions.domain.championship import Stage
from competitions.domain.entering.ages import needed_reason
from competitions.domain.entering.changes import Change
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.places import NoPlaceFree
from competitions.domain.entering.teams import must_be_as_many
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.entering.categories import category_of_team, groups_of
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def change_entry(
    app: App,
    registration_id: UUID,
    change_id: UUID,
    *,
    skill_id: UUID,
    member: str,
    by: Principal,
    age_reason: str | None = None,
) -> Registration:
    """In that skill and for that member, to be confirmed anew. What is so already changes nothing, nor does a repeat.

    Who holds a place has one in the other skill, too, or stays; who waits is the last there. `age_reason`: as in `register`.
    Raises Unknown, Forbidden, MarkingStarted, SkillDropped, SkillSigned, EmbargoOver, EntryEnded, MemberUnlisted, AgeUnexplained,
    NoPlaceFree, AlreadyRegistered, SkillFull, what `category_for` raises, and Stale where somebody else changes it this very moment.
    """
    found, skill, championship = await held_entry(app, registration_id, by)
    change = Change(change_id, app.now(), by.account)
    if found.knows(change):
        return await explained(app, found, age_reason)
    found.must_go_on()
    member = (await app.members.of(championship.id)).named(member)
    if (found.skill_id, found.member) == (skill_id, member):
        return found
    must_be_free(found, skill, championship)
    if skill_id == skill.id:
        await become_of_member(app, found, member, change, skill, championship)
        return await _changed(app, registration_id, change)
    other = await app.skills.get(skill_id)
    if other.championship_id != championship.id:
        raise Unknown("skill", skill_id)
    other.must_be_held()
    other.must_be_open()
    must_be_as_many(found.team.size if found.team else 1, other.team_size)
    people = [await kept_person(app, subject_id, championship.organisation) for subject_id in found.people]
    reasons = [needed_reason(other, one, championship.starts_on, age_reason) for one in people]
    age_reason = next((reason for reason in reasons if reason), None)
    said = Said(category=found.category)
    category = await category_of_team(app, championship, other, people, said, without=found.id)
    newcomer = Newcomer(found.id, found.subject_id, member, category, team=found.team)
    try:
        await come_over(app, found, newcomer, change, other, championship)
    except NoPlaceFree as refusal:
        full = groups_of(app, championship).named(refusal.category)
        raise NoPlaceFree(refusal.lacks, refusal.category, full.name if full else None) from refusal
    return await explained(app, await _changed(app, registration_id, change), age_reason)


async def _changed(app: App, registration_id: UUID, change: Change) -> Registration:
    found = await app.registrations.get(registration_id)
    if not found.knows(change):
        raise Stale(str(registration_id))
    return found


async def confirm_names_anew(app: App, person: Person, change: Change) -> None:
    """What was confirmed under the old name, in championships that have not begun, is confirmed anew. A repeat changes nothing."""
    for subject_id in await app.people.ids_of_one(person):
        for entry in await app.registrations.of_person(subject_id):
            if entry.is_competitor and await _is_ahead(app, entry):
                await retry_on_conflict(partial(_renamed, app, entry.id, change))


async def _is_ahead(app: App, entry: Registration) -> bool:
    championship = await app.championships.get(entry.championship_id)
    if championship.stage is not Stage.EMBARGO or championship.starts_at <= app.now():
        return False
    return (await app.skills.get(entry.skill_id)).marking_started_at is None


async def _renamed(app: App, registration_id: UUID, change: Change) -> Registration:
    found = await app.registrations.get(registration_id)
    renamed = found.renamed(change)
    return found if renamed is found else await app.registrations.save(renamed)
