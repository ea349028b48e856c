from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import members as commands
from competitions.domain.championship import EmbargoOver
from competitions.domain.preparation.members import (
    MOST_SPELLINGS,
    KnownMember,
    MemberInUse,
    SpellingTaken,
    TooManyMembers,
)
from competitions.domain.refusal import Unknown
from competitions.queries.members import member_list
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Out

router = APIRouter(prefix="/championships/{championship_id}/members", tags=["members"])


class MemberIn(In):
    name: Member
    """As it is shown."""
    spellings: Annotated[tuple[Member, ...], Field(max_length=MOST_SPELLINGS)] = ()
    """Others that mean the same."""

    def member(self, id: UUID) -> KnownMember:
        return KnownMember(id, self.name, self.spellings)


class MemberOut(Out):
    id: UUID
    name: str
    spellings: list[str]


class MemberRowOut(MemberOut):
    entries: int
    experts: int


class MembersOut(Out):
    items: list[MemberRowOut]
    unlisted: list[str]
    """What somebody was entered with, and the list does not know."""


class MergerIn(In):
    into: UUID
    """The member that stays."""


@router.get("", responses=problems(Unknown, Forbidden))
async def list_members(championship_id: UUID, by: Organiser, app: TheApp) -> MembersOut:
    """The members, regions or organisations, that entries and experts come from, as the organiser keeps them.

    While the list is empty, everything is taken as it is written.
    """
    kept = await member_list(app, championship_id, by)
    rows = [
        MemberRowOut(**MemberOut.model_validate(row.member).model_dump(), entries=row.entries, experts=row.experts)
        for row in kept.rows
    ]
    return MembersOut(items=rows, unlisted=list(kept.unlisted))


@router.post("", status_code=201, responses=problems(Unknown, Forbidden, EmbargoOver, SpellingTaken, TooManyMembers))
async def add_member(championship_id: UUID, body: MemberIn, new: NewId, by: Organiser, app: TheApp) -> MemberOut:
    """Adds a member with its spellings. Entries and experts that were written so get its name."""
    return MemberOut.model_validate(await commands.add_member(app, championship_id, body.member(new), by))


@router.put("/{member_id}", responses=problems(Unknown, Forbidden, EmbargoOver, SpellingTaken, TooManyMembers))
async def change_member(
    championship_id: UUID, member_id: UUID, body: MemberIn, by: Organiser, app: TheApp
) -> MemberOut:
    """Replaces the name and the spellings of a member, or adds it under this id. Entries and experts follow."""
    return MemberOut.model_validate(await commands.keep_member(app, championship_id, body.member(member_id), by))


@router.delete("/{member_id}", status_code=204, responses=problems(Unknown, Forbidden, EmbargoOver, MemberInUse))
async def remove_member(championship_id: UUID, member_id: UUID, by: Organiser, app: TheApp) -> None:
    """Takes a member from which nobody comes off the list."""
    await commands.remove_member(app, championship_id, member_id, by)


@router.post("/{member_id}/merger", responses=problems(Unknown, Forbidden, EmbargoOver))
async def merge_members(
    championship_id: UUID, member_id: UUID, body: MergerIn, by: Organiser, app: TheApp
) -> MemberOut:
    """Two members that are one: this one's spellings mean the other from now on, and its entries and experts get that name."""
    return MemberOut.model_validate(await commands.merge_members(app, championship_id, member_id, body.into, by))
