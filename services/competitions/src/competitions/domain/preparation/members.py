"""The members, regions or organisations, of a championship: quotas, compatriots and team standings go by this list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.domain.member import distinct, normal_form
from competitions.domain.refusal import Refusal, Unknown

MOST_MEMBERS = 1000
MOST_SPELLINGS = 20


@dataclass(eq=False)
class SpellingTaken(Refusal):
    """One spelling means one member."""

    spelling: str
    member: str


@dataclass(eq=False)
class TooManyMembers(Refusal):
    most: int


@dataclass(eq=False)
class MemberInUse(Refusal):
    """People come from it: it is merged with another, not removed."""

    member: str
    people: int


@dataclass(eq=False)
class MemberUnlisted(Refusal):
    """The organiser keeps a list, and this is in it under no spelling."""

    written: str
    nearest: str | None
    """A member whose name begins alike."""


@dataclass(frozen=True, slots=True)
class KnownMember:
    id: UUID
    name: str
    """As it is shown."""
    spellings: tuple[str, ...] = ()
    """Others that mean the same."""
    merged: frozenset[UUID] = frozenset()
    """Ids of those that became this one."""

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(normal_form(one) for one in (self.name, *self.spellings))


@dataclass(frozen=True, slots=True)
class MemberList:
    """Of one championship, whose id it has."""

    id: UUID
    members: tuple[KnownMember, ...] = ()
    version: int = 1

    def member(self, id: UUID) -> KnownMember:
        """Raises Unknown."""
        for member in self.members:
            if member.id == id:
                return member
        raise Unknown("member", id)

    def standing(self, id: UUID) -> KnownMember | None:
        """The one with this id, or into which that one was merged."""
        return next((one for one in self.members if one.id == id or id in one.merged), None)

    def recognise(self, written: str) -> KnownMember | None:
        form = normal_form(written)
        return next((member for member in self.members if form in member.forms), None)

    def named(self, written: str) -> str:
        """The member's name for any of its spellings. Where no list is kept everything is taken as it is written.

        Raises MemberUnlisted.
        """
        if not self.members:
            return written
        if known := self.recognise(written):
            return known.name
        form = normal_form(written)
        nearest = next((one.name for one in self.members if normal_form(one.name)[:4] == form[:4]), None)
        raise MemberUnlisted(written, nearest)

    def unlisted(self, written: Iterable[str]) -> list[str]:
        """What people were entered with, and the list does not know, each once as it comes first."""
        return distinct(one for one in written if not self.recognise(one))

    def respelt(self, written: Iterable[str]) -> Mapping[str, str]:
        """What is written otherwise than the list names it, with that name."""
        found = {one: self.recognise(one) for one in written}
        return {one: member.name for one, member in found.items() if member and member.name != one}

    def with_member(self, member: KnownMember) -> "MemberList":
        """Added, or changed where its id is there; what was merged into it stays so. Raises SpellingTaken, TooManyMembers."""
        known = next((one for one in self.members if one.id == member.id), member)
        others = tuple(one for one in self.members if one.id != member.id)
        if len(others) >= MOST_MEMBERS:
            raise TooManyMembers(MOST_MEMBERS)
        for spelling in (member.name, *member.spellings):
            for other in others:
                if normal_form(spelling) in other.forms:
                    raise SpellingTaken(spelling, other.name)
        tidy = replace(member, spellings=tuple(_further(member)), merged=known.merged | member.merged)
        return replace(self, members=tuple(sorted((*others, tidy), key=lambda one: normal_form(one.name))))

    def merged(self, losing: UUID, into: UUID) -> "MemberList":
        """The losing one's spellings mean the other from now on. A repeat changes nothing. Raises Unknown."""
        kept = self.member(into)
        if kept == self.standing(losing):
            return self
        lost = self.member(losing)
        rest = replace(self, members=tuple(one for one in self.members if one.id != lost.id))
        spellings, merged = (*kept.spellings, lost.name, *lost.spellings), kept.merged | {lost.id} | lost.merged
        return rest.with_member(replace(kept, spellings=spellings, merged=merged))

    def without(self, id: UUID, people: int) -> "MemberList":
        """`people`: how many come from it. Raises Unknown, MemberInUse."""
        member = self.member(id)
        if people:
            raise MemberInUse(member.name, people)
        return replace(self, members=tuple(one for one in self.members if one.id != id))


def _further(member: KnownMember) -> Iterator[str]:
    """The spellings that differ from the name and from each other, as far as anybody compares them."""
    seen = {normal_form(member.name)}
    for spelling in member.spellings:
        if (form := normal_form(spelling)) not in seen:
            seen.add(form)
            yield spelling
