"""Who was asked for which consent, and what they said."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.access import close_to, held_by
from competitions.domain.championship import Championship
from competitions.domain.consents.deadlines import AnswerTooLate, NothingAskedAnyMore
from competitions.domain.consents.records import (
    ConsentRules,
    Consents,
    ConsentState,
    NotAsked,
    Purpose,
)
from competitions.domain.consents.voices import PersonsConsents, givers
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.consenting.questions import Question, questions_of
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Principal

CONSENT = "consent"
"""The use of a link to the answers of one giver."""


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """What one giver is asked about one person."""

    consents: Consents
    championship: Championship
    person: Person
    giver: Person
    questions: tuple[Question, ...]
    is_entered: bool
    """Whether any entry of the person holds: else nothing is asked any more."""
    due_at: datetime | None
    """Until when the link lets its holder give; None: no date is set."""
    is_over: bool
    """That moment has passed."""
    asks_needs: bool
    """Whether what somebody needs in order to take part is asked, on their own page."""

    def asked(self, purpose: Purpose) -> Question:
        """Raises NotAsked where the giver has no say about it."""
        found = next((one for one in self.questions if one.purpose is purpose), None)
        if found is None:
            raise NotAsked(purpose)
        return found

    @property
    def open(self) -> int:
        return sum(question.answer is None for question in self.questions)

    @property
    def may_give(self) -> bool:
        return self.is_entered and not self.is_over

    def must_take_answers(self) -> None:
        """Raises NothingAskedAnyMore, AnswerTooLate."""
        if not self.is_entered:
            raise NothingAskedAnyMore
        if self.is_over and self.due_at:
            raise AnswerTooLate(self.due_at)


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is asked, on the organiser's list."""

    giver: Person
    purposes: tuple[Purpose, ...]
    consents: Consents | None
    """None: never asked."""
    due_at: datetime | None = None
    """Until when they can answer by the link."""

    @property
    def asked_at(self) -> datetime | None:
        return self.consents.asked[-1] if self.consents and self.consents.asked else None

    @property
    def written_at(self) -> datetime | None:
        """When they had the first letter."""
        return self.consents.asked[0] if self.consents and self.consents.asked else None


@dataclass(frozen=True, slots=True)
class ConsentsOfPerson:
    """One entered person on the organiser's list."""

    person: Person
    entries: tuple[Registration, ...]
    """Those that hold, in the championship."""
    states: Mapping[Purpose, ConsentState]
    voices: tuple[Voice, ...]
    lacking: tuple[Purpose, ...]
    """What is required and not there."""
    wanted: Mapping[UUID, tuple[Purpose, ...]]
    """Whose answers to that are waited for: nobody's where somebody said no."""
    due_at: datetime | None
    """When the last of the entries' consents are due; None: no date is set."""

    @property
    def registration_id(self) -> UUID:
        """One of the entries."""
        return self.entries[0].id

    @property
    def which(self) -> str:
        """After the address of an entry's consents: which of a team's members is meant."""
        return f"?person={self.person.id}" if self.entries[0].team else ""

    @property
    def is_without_guardian(self) -> bool:
        """A guardian has to answer, and none is known."""
        return self.states[Purpose.PERMISSION] is ConsentState.MISSING and not self.person.guardians


def link_to(app: App, consents: Consents) -> str:
    """The address that its giver's letter has."""
    return f"/consent/{links.token(CONSENT, consents.id, app.link_secret)}"


async def consent_page(app: App, token: str, language: str) -> ConsentPage:
    """What the holder of a link is asked. Raises LinkInvalid, Unknown."""
    consents = await app.consents.get(links.named(CONSENT, token, app.link_secret))
    return await page_of(app, consents, language)


async def page_of(app: App, consents: Consents, language: str) -> ConsentPage:
    """Raises Unknown where the person or the giver is erased."""
    championship = await app.championships.get(consents.championship_id)
    person, giver = await app.people.get(consents.subject_id), await app.people.get(consents.giver_id)
    rules = await rules_for(app, championship, person.id)
    asked = givers(person, rules.purposes, app.today()).get(giver.id, ())
    if not asked and giver.id not in person.close_ones(app.today()):
        raise Unknown("consents", consents.id)  # no guardian any more
    said = {answer.purpose for answer in consents.answers}
    shown = [purpose for purpose in Purpose if purpose in asked or purpose in said]
    questions = await questions_of(app, championship, shown, language, consents)
    entries = await app.registrations.holding(championship.id, [person.id])
    due_at = answer_due(app, championship, entries, consents)
    is_over = due_at is not None and due_at <= app.now()
    asks_needs = app.rulesets[championship.ruleset].needs.ask and bool(entries)
    return ConsentPage(consents, championship, person, giver, questions, bool(entries), due_at, is_over, asks_needs)


async def rules_for(app: App, championship: Championship, subject_id: UUID) -> ConsentRules:
    """As they are for this person."""
    stated = await app.needs.with_needs(championship.id, [subject_id])
    return app.rulesets[championship.ruleset].consents_for(has_needs=bool(stated))


def entry_due(app: App, championship: Championship, entry: Registration) -> datetime | None:
    """Until when its place waits for consents. None: no date is set, or it has no place that could be lost."""
    terms = app.rulesets[championship.ruleset].consents.deadlines
    return terms.due(championship.deadlines.consents_due, entry.placed_at) if entry.placed_at else None


async def due_of_lacking(app: App, championship: Championship, entry: Registration) -> datetime | None:
    """Until when a place is kept that could be lost. None: it could not, or nothing lacks."""
    due = entry_due(app, championship, entry)
    if due is None or entry.has_ended or entry.was_confirmed:
        return None
    rows = await entered_people(app, championship, entry.people)
    return due if any(row.lacking for row in rows) else None


def last_due(app: App, championship: Championship, entries: Iterable[Registration]) -> datetime | None:
    """Of somebody's entries. None: one of them waits for ever."""
    found = [entry_due(app, championship, entry) for entry in entries]
    dates = [due for due in found if due is not None]
    return max(dates) if dates and len(dates) == len(found) else None


def answer_due(
    app: App, championship: Championship, entries: Iterable[Registration], consents: Consents | None
) -> datetime | None:
    """Until when one giver can answer by the link: nobody has less time than the ruleset gives from the first letter."""
    due = last_due(app, championship, entries)
    terms = app.rulesets[championship.ruleset].consents.deadlines
    written_at = consents.asked[0] if consents and consents.asked else None
    return due and terms.due_of(due, written_at, app.now())


async def consents_of(app: App, championship_id: UUID, person: Person) -> PersonsConsents:
    """All that was said about one person in the championship."""
    records = await app.consents.about(championship_id, [person.id])
    return PersonsConsents(person, app.today(), records[person.id])


async def entered_people(
    app: App, championship: Championship, only: Collection[UUID] | None = None
) -> list[ConsentsOfPerson]:
    """Those of `only`, or all, whose entries hold: who lacks something first, then by name."""
    entries: dict[UUID, tuple[Registration, ...]] = {}
    for entry in await app.registrations.holding(championship.id, only):
        for subject_id in entry.people:
            if only is None or subject_id in only:
                entries[subject_id] = (*entries.get(subject_id, ()), entry)
    people = await app.people.by_id(entries)
    records = await app.consents.about(championship.id, people)
    guardians = await app.people.by_id(id for person in people.values() for id in person.guardians)
    known = {**guardians, **people}
    stated = await app.needs.with_needs(championship.id, people)
    ruleset = app.rulesets[championship.ruleset]
    rows = [
        _row(
            app,
            championship,
            ruleset.consents_for(has_needs=person.id in stated),
            person,
            entries[person.id],
            known,
            records[person.id],
        )
        for person in people.values()
    ]
    return sorted(rows, key=lambda row: (not row.lacking, row.person.full_name.casefold(), row.person.id))


def _row(
    app: App,
    championship: Championship,
    rules: ConsentRules,
    person: Person,
    entries: tuple[Registration, ...],
    known: Mapping[UUID, Person],
    records: Mapping[UUID, Consents],
) -> ConsentsOfPerson:
    told = PersonsConsents(person, app.today(), records, rules.written)
    states = {purpose: told.state(purpose) for purpose in Purpose}
    if Purpose.NEEDS not in rules.purposes:
        states[Purpose.NEEDS] = ConsentState.NOT_NEEDED
    voices = tuple(
        Voice(known[giver], purposes, records.get(giver), answer_due(app, championship, entries, records.get(giver)))
        for giver, purposes in givers(person, rules.purposes, app.today()).items()
        if giver in known
    )
    lacking = rules.lacking(states)
    return ConsentsOfPerson(
        person, entries, states, voices, lacking, told.wanted(lacking), last_due(app, championship, entries)
    )


async def consents_of_own(app: App, registration: Registration, by: Principal) -> ConsentsOfPerson | None:
    """For who competes and the guardians of who is not of age; None for everybody else, and where the entry has ended.

    Of several members whom the reader answers for, who lacks something comes first.
    """
    own = [] if registration.has_ended else [id for id in registration.people if await close_to(app, id, by)]
    if not own:
        return None
    championship = await app.championships.get(registration.championship_id)
    rows = await entered_people(app, championship, own)
    return rows[0] if rows else None


async def consents_of_registration(
    app: App, registration_id: UUID, by: Principal, subject_id: UUID | None = None
) -> ConsentsOfPerson:
    """What is there and what lacks of who competes. Raises Unknown, Forbidden.

    `subject_id`: which of a team's members; None: the first, and of several who lacks something.
    """
    registration = await app.registrations.get(registration_id)
    championship = await held_by(app, registration.championship_id, by)
    wanted = registration.people if subject_id is None else [id for id in registration.people if id == subject_id]
    rows = await entered_people(app, championship, wanted)
    if not rows:
        raise Unknown("person", subject_id or registration.subject_id)
    return rows[0]
