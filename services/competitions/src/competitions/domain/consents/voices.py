"""Who has a say about a person's data, and what all the answers come to.

The law names no age of consent [U]: who answers at which age is the safe reading of 152-FZ, not its letter.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from uuid import UUID

from competitions.domain.consents.records import (
    Answer,
    ConsentMissing,
    ConsentRules,
    Consents,
    ConsentState,
    Decision,
    Purpose,
    Way,
)
from competitions.domain.person import OF_AGE, Person, full_years
from competitions.domain.records.publicity import PublicItem, Publicity, in_order

OWN_SAY = 14
"""Full years from which a person answers too, beside a guardian."""

Voices = tuple[frozenset[UUID], ...]
"""Groups of people: of each group one must say yes. An empty group: somebody must, and nobody is known who could."""


def voices(person: Person, purpose: Purpose, on: date) -> Voices:
    """Under 14 a guardian; from 14 to 17 the person and a guardian; from 18 the person.

    Where the birth date is not known, a person with guardians counts as 14 to 17, one without as of age.
    """
    own, guardians = frozenset({person.id}), frozenset(person.guardians)
    if person.birth_date is None:
        is_minor, has_say = bool(guardians), True
    else:
        age = full_years(person.birth_date, on)
        is_minor, has_say = age < OF_AGE, age >= OWN_SAY
    if purpose is Purpose.PERMISSION:
        return (guardians,) if is_minor else ()
    return ((own,) if has_say else ()) + ((guardians,) if is_minor else ())


def givers(person: Person, purposes: Sequence[Purpose], on: date) -> Mapping[UUID, tuple[Purpose, ...]]:
    """Who is asked, and for what."""
    asked: dict[UUID, tuple[Purpose, ...]] = {}
    for purpose in purposes:
        for group in voices(person, purpose, on):
            for giver in sorted(group):
                asked[giver] = (*asked.get(giver, ()), purpose)
    return asked


def state_of(
    person: Person, purpose: Purpose, on: date, said: Callable[[UUID], Answer | None], *, is_written: bool = False
) -> ConsentState:
    """What the answers come to. `said`: the standing answer of one giver. `is_written`: of each group one has to sign on paper."""
    groups = voices(person, purpose, on)
    if not groups:
        return ConsentState.NOT_NEEDED
    answers = [answer for group in groups for giver in group if (answer := said(giver))]
    decisions = {answer.decision for answer in answers}
    if decisions & {Decision.REFUSED, Decision.WITHDRAWN}:
        if Decision.GIVEN in decisions:
            return ConsentState.AT_ODDS
        return ConsentState.REFUSED if Decision.REFUSED in decisions else ConsentState.WITHDRAWN
    if not all(any(said(giver) for giver in group) for group in groups):
        return ConsentState.MISSING
    if is_written and not all(any(_is_on_paper(said(giver)) for giver in group) for group in groups):
        return ConsentState.WAITS_FOR_PAPER
    return ConsentState.GIVEN


def was_agreed(person: Person, ids: Collection[UUID], records: Iterable[Consents], zone: tzinfo) -> bool:
    """Whether a consent ever came about in one championship, withdrawn or not: of each group whose voice the law wants one said yes.

    `ids`: all under which the person is known. Who has a say is settled by the day of the yes; a guardian's counts whether the
    guardian is known still or not. A permission to take part is no consent about data.
    """
    said = [
        (answer.at.astimezone(zone).date(), answer.purpose, record.giver_id in ids)
        for record in records
        for answer in record.answers
        if answer.decision is Decision.GIVEN and answer.purpose is not Purpose.PERMISSION
    ]
    return any(
        _is_enough(person, purpose, day, {is_own for then, of, is_own in said if of is purpose and then <= day})
        for day, purpose, _ in said
    )


def _is_enough(person: Person, purpose: Purpose, day: date, whose: Collection[bool]) -> bool:
    groups = voices(person, purpose, day)
    own = frozenset({person.id})
    wanted = {group == own for group in groups}
    return wanted <= set(whose) or wanted == {True}  # of who is of age any yes is a proof


def _is_on_paper(answer: Answer | None) -> bool:
    return answer is not None and answer.way is Way.PAPER


@dataclass(frozen=True, slots=True)
class PersonsConsents:
    """All that was said about one person in a championship."""

    person: Person
    on: date
    records: Mapping[UUID, Consents] = field(default_factory=dict)
    """By giver."""
    written: Collection[Purpose] = ()
    """What has to be on paper."""

    def state(self, purpose: Purpose) -> ConsentState:
        is_written = purpose in self.written
        return state_of(self.person, purpose, self.on, lambda giver: self._said(giver, purpose), is_written=is_written)

    def wanted(self, purposes: Sequence[Purpose]) -> Mapping[UUID, tuple[Purpose, ...]]:
        """Whose answer is still waited for, and for what: of those who can answer together, nobody has yet."""
        waited: dict[UUID, tuple[Purpose, ...]] = {}
        for purpose in purposes:
            if self.state(purpose) is not ConsentState.MISSING:
                continue
            for group in voices(self.person, purpose, self.on):
                if not any(self._said(giver, purpose) for giver in group):
                    waited |= {giver: (*waited.get(giver, ()), purpose) for giver in sorted(group)}
        return waited

    def must_allow(self, rules: ConsentRules) -> None:
        """Raises ConsentMissing."""
        told = replace(self, written=rules.written)
        lacking = rules.lacking({purpose: told.state(purpose) for purpose in rules.required})
        if lacking:
            raise ConsentMissing(lacking)

    def publicity(self, championship_id: UUID, unasked: Collection[PublicItem], zone: tzinfo) -> Publicity | None:
        """What may be shown to everybody. None: nobody answered, and the ruleset decides.

        Who has a say is settled by the day of the last answer: a birthday takes no name from a page. While one of those who
        have to agree is silent, the ruleset's `unasked` stand, without what somebody said no to.
        """
        said = {giver: one for giver in self._close if (one := self._said(giver, Purpose.PUBLICATION))}
        if not said:
            return None
        answered_on = max(one.at for one in said.values()).astimezone(zone).date()
        is_written = Purpose.PUBLICATION in self.written
        state = state_of(self.person, Purpose.PUBLICATION, answered_on, said.get, is_written=is_written)
        groups = voices(self.person, Purpose.PUBLICATION, answered_on)
        counted = [one for giver, one in said.items() if any(giver in group for group in groups)]
        if not counted or state not in {ConsentState.GIVEN, ConsentState.MISSING}:
            return Publicity(championship_id, ())
        items = set.intersection(*(set(one.items) for one in counted))
        if state is ConsentState.MISSING:
            return Publicity(championship_id, in_order(items & set(unasked)))
        days = [one.until for one in counted if one.until]
        return Publicity(championship_id, in_order(items), min(days, default=None))

    @property
    def _close(self) -> tuple[UUID, ...]:
        return (self.person.id, *self.person.guardians)

    def _said(self, giver: UUID, purpose: Purpose) -> Answer | None:
        record = self.records.get(giver)
        return record.of(purpose) if record else None
