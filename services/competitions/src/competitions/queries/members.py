from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.member import distinct
from competitions.domain.preparation.members import KnownMember
from competitions.domain.refusal import Unknown
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class MemberRow:
    member: KnownMember
    entries: int
    experts: int


@dataclass(frozen=True, slots=True)
class MembersKept:
    championship: Championship
    rows: tuple[MemberRow, ...]
    unlisted: tuple[str, ...]
    """What somebody was entered with, and the list does not know."""

    def row(self, member_id: UUID) -> MemberRow:
        """Raises Unknown."""
        for row in self.rows:
            if row.member.id == member_id:
                return row
        raise Unknown("member", member_id)


async def known_members(app: App, championship_id: UUID, by: Principal) -> list[str]:
    """Whom entries and experts may come from, in the order of the alphabet: the organiser's list, or where none is kept what
    was entered so far. Raises Unknown, Forbidden."""
    await held_by(app, championship_id, by)
    kept = await app.members.of(championship_id)
    if kept.members:
        return [member.name for member in kept.members]
    entered = await app.registrations.by_member(championship_id)
    skills = await app.skills.of(championship_id)
    return distinct([*entered, *(expert.member for skill in skills for expert in skill.experts)])


async def member_list(app: App, championship_id: UUID, by: Principal) -> MembersKept:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    kept = await app.members.of(championship_id)
    entries = await app.registrations.by_member(championship_id)
    experts = await _experts(app, championship_id)

    def people(member: KnownMember, written: dict[str, int]) -> int:
        return sum(number for spelling, number in written.items() if kept.recognise(spelling) == member)

    rows = tuple(MemberRow(one, people(one, entries), people(one, experts)) for one in kept.members)
    unlisted = kept.unlisted([*entries, *experts]) if kept.members else distinct([*entries, *experts])
    return MembersKept(championship, rows, tuple(unlisted))


async def written_members(app: App, championship_id: UUID) -> dict[str, int]:
    """Every spelling that people were entered with, and how many by it."""
    written = Counter(await app.registrations.by_member(championship_id))
    written.update(await _experts(app, championship_id))
    return dict(written)


async def _experts(app: App, championship_id: UUID) -> dict[str, int]:
    skills = await app.skills.of(championship_id)
    return dict(Counter(expert.member for skill in skills for expert in skill.experts))
