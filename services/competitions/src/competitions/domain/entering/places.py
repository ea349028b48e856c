"""Who holds a place in a skill, and who waits for one: decided in one write of one document."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from competitions.domain.entering.changes import Change
from competitions.domain.entering.listed import Listed, Newcomer, forgotten, listed
from competitions.domain.member import normal_form
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.preparation.quotas import NO_PLACES, Lack, Quota, Taken, has_room
from competitions.domain.refusal import Refusal
from competitions.domain.registration import AlreadyRegistered
from shared.text import Text

MOST_ENTRIES = 1000
"""In one skill. All results of a skill and the events about them are one document, which MongoDB takes up to 16 MiB."""


@dataclass(eq=False)
class SkillFull(Refusal):
    """No more people can be entered in this skill, not even to wait."""

    most: int


@dataclass(eq=False)
class NoPlaceFree(Refusal):
    """Who holds a place does not give it up for one that there is not."""

    lacks: Lack
    category: str | None = None
    """The code of the one that is full."""
    called: Text | None = None
    """That category, as the ruleset calls it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Of one skill. A place once given is kept until it is given back; a free one goes to the first who may have it.

    Registrations follow what stands here: `unsettled` names those that may not have yet.
    """

    id: UUID
    """The skill's."""
    championship_id: UUID
    entries: tuple[Listed, ...] = ()
    """In the order of their numbers."""
    last: int = 0
    """The last number that was given."""
    unsettled: tuple[UUID, ...] = ()
    full: tuple[str, ...] = ()
    """Categories whose own places are taken: who waits for one of these waits behind those of the same category alone."""
    is_closed: bool = False
    """For good: the championship is cancelled. Nobody comes, and nobody moves up."""
    version: int = 1

    @property
    def held(self) -> int:
        return sum(entry.has_place for entry in self.entries)

    @property
    def waiting(self) -> tuple[Listed, ...]:
        return tuple(entry for entry in self.entries if not entry.has_place)

    @property
    def subjects(self) -> set[UUID]:
        """Who has an entry here, teams and their members."""
        return _subjects(self.entries)

    def entry(self, registration_id: UUID) -> Listed | None:
        return next((entry for entry in self.entries if entry.registration_id == registration_id), None)

    def place_of(self, registration_id: UUID) -> int | None:
        """On the waiting list, from 1, or on that of a category which is full; None for who does not wait."""
        entry = self.entry(registration_id)
        if entry is None or entry.has_place:
            return None
        same = (one.registration_id for one in self.waiting if self._queue(one) == self._queue(entry))
        return next(place for place, id in enumerate(same, 1) if id == registration_id)

    def _queue(self, entry: Listed) -> str | None:
        return entry.category if entry.category in self.full else None

    def would_wait(self, member: str, quota: Quota, category: str | None = None) -> Lack | None:
        """Why who comes next from `member`, in `category`, would have to wait. None: no wait."""
        key = normal_form(member)
        if not has_room(quota.in_all, self.held):
            return "places"
        if category and not has_room(quota.of_category.get(category), self.numbers_in(category)[0]):
            return "category"
        of_member = sum(entry.member_key == key for entry in self.entries if entry.has_place)
        return None if has_room(quota.a_member, of_member) else "member"

    def numbers_of(self, member: str) -> tuple[int, int]:
        """How many of `member` hold a place, and how many wait for one."""
        key = normal_form(member)
        own = [entry.has_place for entry in self.entries if entry.member_key == key]
        return own.count(True), own.count(False)

    def numbers_in(self, category: str) -> tuple[int, int]:
        """How many of the category hold a place, and how many wait for one."""
        own = [entry.has_place for entry in self.entries if entry.category == category]
        return own.count(True), own.count(False)

    def enter(
        self, newcomers: Sequence[Newcomer], quota: Quota, at: datetime, by: str, *, is_quiet: bool = False
    ) -> "Places":
        """Each with the next number, and a place as far as there are any. Who is entered by the same id stays as they are.

        Raises AlreadyRegistered, SkillFull, ChampionshipCancelled.
        """
        known = {entry.registration_id for entry in self.entries}
        subjects = self.subjects
        entries, last = list(self.entries), self.last
        for newcomer in newcomers:
            if newcomer.registration_id in known:
                continue
            if newcomer.is_among(subjects):
                raise AlreadyRegistered(newcomer.subject_id)
            last += 1
            entries.append(replace(listed(newcomer, last, at, by), is_quiet=is_quiet))
            known.add(newcomer.registration_id)
            subjects |= {newcomer.subject_id, *newcomer.people}
        if last == self.last:
            return self
        if self.is_closed:
            raise ChampionshipCancelled(self.championship_id)
        if len(entries) > MOST_ENTRIES:
            raise SkillFull(MOST_ENTRIES)
        return replace(self, entries=tuple(entries), last=last).filled(quota, seen=self)

    def leave(self, registration_ids: Collection[UUID], quota: Quota) -> "Places":
        """Those who leave give their places to the next who wait. Who is not there any more changes nothing."""
        staying = tuple(entry for entry in self.entries if entry.registration_id not in registration_ids)
        if len(staying) == len(self.entries):
            return self
        return replace(self, entries=staying).filled(quota, seen=self)

    def replace(self, registration_id: UUID, by: Newcomer, at: datetime, account: str) -> "Places":
        """Somebody else takes the place, and the number, over. A repeat changes nothing.

        Raises AlreadyRegistered, ChampionshipCancelled.
        """
        given = self.entry(registration_id)
        if given is None or self.entry(by.registration_id):
            return self
        if self.is_closed:
            raise ChampionshipCancelled(self.championship_id)
        if by.is_among(self.subjects):
            raise AlreadyRegistered(by.subject_id)
        taken = listed(by, given.sequence, at, account)
        taken = replace(taken, has_place=given.has_place, instead_of=registration_id)
        entries = tuple(taken if entry is given else entry for entry in self.entries)
        return replace(self, entries=entries, unsettled=(*self.unsettled, by.registration_id))

    def come_over(
        self, newcomer: Newcomer, change: Change, moved_from: UUID, quota: Quota, *, holds_place: bool
    ) -> "Places":
        """From another skill, with the next number here. A repeat changes nothing.

        `holds_place`: in that other skill. Raises NoPlaceFree, AlreadyRegistered, SkillFull, ChampionshipCancelled.
        """
        if self.entry(newcomer.registration_id):
            return self
        if holds_place and (lacks := self.would_wait(newcomer.member, quota, newcomer.category)):
            raise NoPlaceFree(lacks, newcomer.category if lacks == "category" else None)
        come = self.enter([newcomer], quota, change.at, change.by)
        return come.saying(newcomer.registration_id, change=change, moved_from=moved_from)

    def of_team(self, to: Newcomer, change: Change) -> "Places":
        """The team has other members. A repeat changes nothing, nor does it where the entry is not there.

        Raises AlreadyRegistered.
        """
        known = self.entry(to.registration_id)
        if known is None or known.was_made_by(change):
            return self
        if to.is_among(_subjects(one for one in self.entries if one is not known)):
            raise AlreadyRegistered(to.subject_id)
        joined = self.saying(to.registration_id, team=to.team, change=change, moved_from=None)
        return replace(joined, unsettled=tuple(dict.fromkeys((*self.unsettled, to.registration_id))))

    def of_member(self, registration_id: UUID, member: str, change: Change, quota: Quota) -> "Places":
        """The entry is another member's. Its place is kept; one that the first member has free now goes to who waits for it.

        A repeat changes nothing, nor does it where the entry is not there.
        """
        known = self.entry(registration_id)
        if known is None or known.member == member:
            return self
        named = self.saying(
            registration_id, member=member, member_key=normal_form(member), change=change, moved_from=None
        )
        unsettled = tuple(dict.fromkeys((*self.unsettled, registration_id)))
        return replace(named, unsettled=unsettled).filled(quota, seen=self)

    def gone(self, registration_id: UUID, before: datetime, quota: Quota) -> "Places":
        """The entry went elsewhere by a change then: who came back here later stays."""
        known = self.entry(registration_id)
        if known is None or (known.change.at if known.change else known.at) > before:
            return self
        return self.leave({registration_id}, quota)

    def saying(self, registration_id: UUID, **said: Any) -> "Places":
        """Of this entry."""
        entries = (replace(one, **said) if one.registration_id == registration_id else one for one in self.entries)
        return replace(self, entries=tuple(entries))

    def closed(self) -> "Places":
        """From this write on nobody comes. A repeat changes nothing."""
        return self if self.is_closed else replace(self, is_closed=True)

    def filled(self, quota: Quota, seen: "Places | None" = None) -> "Places":
        """Free places are given in the order of the numbers; who is of a member or a category without room is passed over, and stays in
        the order.

        `seen`: as it was before, so that all who came or moved up are known as unsettled.
        """
        if self.is_closed:
            quota = NO_PLACES
        taken = Taken(entry for entry in self.entries if entry.has_place)
        entries = []
        for entry in self.entries:
            if entry.has_place or not taken.leave_room(quota, entry):
                entries.append(entry)
                continue
            taken.add(entry)
            entries.append(replace(entry, has_place=True))
        full = tuple(code for code, most in quota.of_category.items() if taken.categories[code] >= most)
        filled = replace(self, entries=tuple(entries), full=self.full if quota == NO_PLACES else full)
        changed = filled.changed_since(seen or self)
        if not changed and seen is None and filled.full == self.full:
            return self
        return replace(filled, unsettled=tuple(dict.fromkeys((*self.unsettled, *changed))))

    def changed_since(self, seen: "Places") -> list[UUID]:
        """Who came or moved up after it was as in `seen`."""
        before = {entry.registration_id: entry.has_place for entry in seen.entries}
        return [
            entry.registration_id for entry in self.entries if before.get(entry.registration_id) is not entry.has_place
        ]

    def respelt(self, names: Mapping[str, str]) -> "Places":
        """With other names of members, by those that they were entered with."""
        if not any(entry.member in names for entry in self.entries):
            return self
        return replace(self, entries=tuple(_renamed(entry, names) for entry in self.entries))

    def settled(self, seen: "Places") -> "Places":
        """The registrations say what stood in `seen`. Who moved up after that is not settled yet."""
        changed = set(self.changed_since(seen))
        unsettled = tuple(id for id in self.unsettled if id in changed or id not in seen.unsettled)
        return self if unsettled == self.unsettled else replace(self, unsettled=unsettled)

    def without_account(self, registration_id: UUID, account: str) -> "Places":
        """Without that account, by which an erased person had entered themselves. Where it is not there, nothing changes."""
        entries = tuple(
            forgotten(one, account) if one.registration_id == registration_id else one for one in self.entries
        )
        return self if entries == self.entries else replace(self, entries=entries)


def _renamed(entry: Listed, names: Mapping[str, str]) -> Listed:
    member = names.get(entry.member, entry.member)
    return replace(entry, member=member, member_key=normal_form(member))


def _subjects(entries: Iterable[Listed]) -> set[UUID]:
    return {id for entry in entries for id in entry.subjects}
