"""The list of members of a championship, and what was entered under their other spellings."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from competitions.access import held_by
from competitions.commands.places import respell
from competitions.domain.championship import Stage
from competitions.domain.preparation.members import KnownMember, MemberList
from competitions.queries.members import written_members
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def add_member(app: App, championship_id: UUID, member: KnownMember, by: Principal) -> KnownMember:
    """A repeat, by the id, finds what is there, whatever it is called by now. Raises as `keep_member`."""
    await held_by(app, championship_id, by)
    standing = (await app.members.of(championship_id)).standing(member.id)
    return standing or await keep_member(app, championship_id, member, by)


async def keep_member(app: App, championship_id: UUID, member: KnownMember, by: Principal) -> KnownMember:
    """Added, or changed where its id is there; the same again changes nothing. Entries and experts written in one of its spellings
    get its name.

    Raises Unknown, Forbidden, EmbargoOver, SpellingTaken, TooManyMembers.
    """
    changed = await _change(app, championship_id, by, lambda members: members.with_member(member))
    return changed.member(member.id)


async def merge_members(app: App, championship_id: UUID, losing: UUID, into: UUID, by: Principal) -> KnownMember:
    """Two that are one: all spellings mean `into` from now on. Raises Unknown, Forbidden, EmbargoOver."""
    changed = await _change(app, championship_id, by, lambda members: members.merged(losing, into))
    return changed.member(into)


async def remove_member(app: App, championship_id: UUID, member_id: UUID, by: Principal) -> None:
    """Raises Unknown, Forbidden, EmbargoOver, MemberInUse."""
    written = await written_members(app, championship_id)

    def without(members: MemberList) -> MemberList:
        member = members.member(member_id)
        people = sum(number for spelling, number in written.items() if members.recognise(spelling) == member)
        return members.without(member_id, people)

    await _change(app, championship_id, by, without)


async def _change(
    app: App, championship_id: UUID, by: Principal, change: Callable[[MemberList], MemberList]
) -> MemberList:
    championship = await held_by(app, championship_id, by)
    known = await app.members.of(championship_id)
    if change(known) != known:
        championship.must_be_under_embargo()

    async def attempt() -> MemberList:
        stored = await app.members.add(await app.members.of(championship_id))
        changed = change(stored)
        return stored if changed == stored else await app.members.save(changed)

    members = await retry_on_conflict(attempt)
    if championship.stage is Stage.EMBARGO:  # a repeat completes what a kill left
        await _respell(app, members)
    return members


async def _respell(app: App, members: MemberList) -> None:
    """A kill in the middle leaves old spellings, which are recognised all the same; the next change mends them."""
    written = await written_members(app, members.id)
    names = members.respelt(written)
    for spelling, name in names.items():
        await app.registrations.respell(members.id, spelling, name)
    await respell(app, members.id, names)
    for skill in await app.skills.of(members.id):
        await _respell_experts(app, members, skill.id)


async def _respell_experts(app: App, members: MemberList, skill_id: UUID) -> None:
    async def attempt() -> None:
        skill = await app.skills.get(skill_id)
        if names := members.respelt(expert.member for expert in skill.experts):
            experts = tuple(replace(one, member=names.get(one.member, one.member)) for one in skill.experts)
            await app.skills.save(replace(skill, experts=experts))

    await retry_on_conflict(attempt)
