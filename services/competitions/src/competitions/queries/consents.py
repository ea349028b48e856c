"""Who was asked for which consent, and what they said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from competitions.access import held_by
from competitions.consent_texts import ConsentText
from competitions.domain.championship import Championship
from competitions.domain.consents.records import (
    Answer,
    Consents,
    ConsentState,
    Decision,
    NotAsked,
    Purpose,
)
from competitions.domain.consents.voices import PersonsConsents, givers
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Principal
from shared.web.formats import Formats

CONSENT = "consent"
"""The use of a link to the answers of one giver."""


@dataclass(frozen=True, slots=True)
class Question:
    """One purpose, as its giver sees it."""

    purpose: Purpose
    text: ConsentText
    is_required: bool
    answer: Answer | None
    until: date | None
    """The last day of what is allowed, where the text names one."""

    @property
    def standing(self) -> Answer | None:
        """What was answered to the very text that is shown: to another one nothing is chosen beforehand."""
        answer = self.answer
        is_kept = answer is not None and answer.decision is not Decision.WITHDRAWN
        return answer if answer and is_kept and answer.text == self.text.shown else None


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """What one giver is asked about one person."""

    consents: Consents
    championship: Championship
    person: Person
    giver: Person
    questions: tuple[Question, ...]

    def asked(self, purpose: Purpose) -> Question:
        """Raises NotAsked where the giver has no say about it."""
        found = next((one for one in self.questions if one.purpose is purpose), None)
        if found is None:
            raise NotAsked(purpose)
        return found

    @property
    def open(self) -> int:
        return sum(question.answer is None for question in self.questions)


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is asked, on the organiser's list."""

    giver: Person
    purposes: tuple[Purpose, ...]
    consents: Consents | None
    """None: never asked."""

    @property
    def asked_at(self) -> datetime | None:
        return self.consents.asked[-1] if self.consents and self.consents.asked else None


@dataclass(frozen=True, slots=True)
class ConsentsOfPerson:
    """One entered person on the organiser's list."""

    person: Person
    registration_id: UUID
    """One of their entries in the championship."""
    states: Mapping[Purpose, ConsentState]
    voices: tuple[Voice, ...]
    lacking: tuple[Purpose, ...]
    """What is required and not there."""

    @property
    def is_without_guardian(self) -> bool:
        """A guardian has to answer, and none is known."""
        return self.states[Purpose.PERMISSION] is ConsentState.MISSING and not self.person.guardians


async def consent_page(app: App, token: str, language: str) -> ConsentPage:
    """What the holder of a link is asked. Raises LinkInvalid, Unknown."""
    consents = await app.consents.get(links.named(CONSENT, token, app.link_secret))
    return await page_of(app, consents, language)


async def page_of(app: App, consents: Consents, language: str) -> ConsentPage:
    """Raises Unknown where the person or the giver is erased."""
    championship = await app.championships.get(consents.championship_id)
    person, giver = await app.people.get(consents.subject_id), await app.people.get(consents.giver_id)
    rules = app.rulesets[championship.ruleset].consents
    asked = givers(person, rules.purposes, app.today()).get(giver.id, ())
    if not asked and giver.id not in person.close_ones(app.today()):
        raise Unknown("consents", consents.id)  # no guardian any more
    said = {answer.purpose for answer in consents.answers}
    shown = [purpose for purpose in Purpose if purpose in asked or purpose in said]
    questions = tuple(
        Question(
            purpose,
            text_of(app, championship, purpose, language),
            purpose in rules.required,
            consents.of(purpose),
            last_day(app, championship) if purpose is Purpose.PUBLICATION else None,
        )
        for purpose in shown
    )
    return ConsentPage(consents, championship, person, giver, questions)


def last_day(app: App, championship: Championship) -> date:
    """On which the championship shows what was allowed."""
    return app.rulesets[championship.ruleset].consents.last_public_day(championship.ends_on)


def text_of(app: App, championship: Championship, purpose: Purpose, language: str) -> ConsentText:
    name = championship.name.en if language == "en" else championship.name.ru
    formats = Formats("en" if language == "en" else "ru", app.settings.zone)
    names = {
        "championship": name,
        "organisation": championship.organisation,
        "address": app.settings.public_url,
        "until": formats.day(last_day(app, championship)),
    }
    return app.consent_texts[purpose].filled(language, names)


async def consents_of(app: App, championship_id: UUID, person: Person) -> PersonsConsents:
    """All that was said about one person in the championship."""
    records = await app.consents.about(championship_id, [person.id])
    return PersonsConsents(person, app.today(), records[person.id])


async def consents_of_championship(
    app: App, championship_id: UUID, by: Principal
) -> tuple[Championship, list[ConsentsOfPerson]]:
    """Everybody who is entered, those who lack something first, then by name. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    return championship, await entered_people(app, championship)


async def entered_people(
    app: App, championship: Championship, only: Iterable[UUID] | None = None
) -> list[ConsentsOfPerson]:
    entries = await app.registrations.subjects(championship.id)
    wanted = entries.keys() if only is None else entries.keys() & set(only)
    people = await app.people.by_id(wanted)
    records = await app.consents.about(championship.id, people)
    guardians = await app.people.by_id(id for person in people.values() for id in person.guardians)
    known = {**guardians, **people}
    rows = [
        _row(app, championship, person, entries[person.id], known, records[person.id]) for person in people.values()
    ]
    return sorted(rows, key=lambda row: (not row.lacking, row.person.full_name.casefold(), row.person.id))


def _row(
    app: App,
    championship: Championship,
    person: Person,
    registration_id: UUID,
    known: Mapping[UUID, Person],
    records: Mapping[UUID, Consents],
) -> ConsentsOfPerson:
    rules = app.rulesets[championship.ruleset].consents
    told = PersonsConsents(person, app.today(), records)
    states = {purpose: told.state(purpose) for purpose in Purpose}
    voices = tuple(
        Voice(known[giver], purposes, records.get(giver))
        for giver, purposes in givers(person, rules.purposes, app.today()).items()
        if giver in known
    )
    return ConsentsOfPerson(person, registration_id, states, voices, rules.lacking(states))


async def consents_of_registration(app: App, registration_id: UUID, by: Principal) -> ConsentsOfPerson:
    """What is there and what lacks of one entry's person. Raises Unknown, Forbidden."""
    registration = await app.registrations.get(registration_id)
    championship = await held_by(app, registration.championship_id, by)
    rows: Sequence[ConsentsOfPerson] = await entered_people(app, championship, [registration.subject_id])
    if not rows:
        raise Unknown("person", registration.subject_id)
    return rows[0]
