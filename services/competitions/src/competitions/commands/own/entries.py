"""People enter themselves, or a ward: person, consents, place and letters to who else has a say, in an order that a repeat completes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from competitions import events
from competitions.access import close_to, own_person
from competitions.commands.consents import Said, answer_record, ask_all, must_name_texts, record_of
from competitions.commands.keeping.without_entry import entered_after_all, plan_without_entry
from competitions.commands.own.attempts import begin_entry
from competitions.commands.places import take
from competitions.domain.categories.belonging import Said as EntrySaid
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Answer, Decision, NotAsked, Purpose, TextChanged, Way
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.own import Parties, Whom, must_agree
from competitions.domain.person import AccountTaken, Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.consenting.questions import Question
from competitions.queries.entering.applying import enterable_skill, examined, questions_for, taking_entries
from competitions.queries.entering.categories import category_for
from competitions.wiring import App
from shared.errors import KeyReused, Stale
from shared.identity.principal import Principal
from shared.ids import derive


@dataclass(frozen=True, slots=True)
class Application:
    """All that somebody sends to be entered."""

    whom: Whom
    skill_id: UUID
    member: str
    said: EntrySaid
    answers: Mapping[Purpose, Said]
    """Of who is signed in."""
    language: Literal["ru", "en"]
    """In which the texts were read, and letters are written."""


async def enter_oneself(
    app: App, championship_id: UUID, application: Application, registration_id: UUID, by: Principal
) -> Registration:
    """With a place where one is free, else on the waiting list. A repeat, by `registration_id`, answers with what is there.

    Raises Unknown, NotTakingEntries, MemberUnlisted, NotAsked, NothingChosen, TextChanged, TextNotNamed, ConsentRefused, AccountTaken,
    SkillFull, KeyReused, and what `parties` and `enterable_skill` raise.
    """
    if known := await app.registrations.find(registration_id):
        return await _repeated(app, championship_id, known, application, by)
    must_name_texts(application.answers, by)
    championship = await taking_entries(app, championship_id)
    member = (await app.members.of(championship_id)).named(application.member)
    try:
        found = await _kept(app, championship, application, registration_id, by)
    except (AccountTaken, Stale):  # another form of the same person was faster
        found = await _kept(app, championship, application, registration_id, by)
    skill = await app.skills.get(application.skill_id)
    category = await category_for(app, championship, skill, found.entrant, application.said, without=registration_id)
    most = app.rulesets[championship.ruleset].entering.entries_each
    await begin_entry(app, championship, skill.id, registration_id, found.entrant, category, most=most)
    newcomer = Newcomer(registration_id, found.entrant.id, member, category)
    await take(app, skill, championship, [newcomer], by.account)
    await entered_after_all(app, championship, found.entrant.id)
    made = await app.registrations.get(registration_id)
    await _answered(app, championship, made, found.giver.id, application)
    return made


async def _repeated(
    app: App, championship_id: UUID, known: Registration, application: Application, by: Principal
) -> Registration:
    """What a crash left undone is completed. Raises Unknown, and KeyReused for another person or skill."""
    if known.championship_id != championship_id or not await close_to(app, known.subject_id, by):
        raise Unknown("registration", known.id)
    championship = await app.championships.get(championship_id)
    another = derive(known.id, "another")  # whoever is not known yet is not who was entered
    meant = await examined(app, championship, application.whom, by, another, application.language)
    ids = await app.people.ids_of_one(meant.entrant)
    if known.skill_id != application.skill_id or known.subject_id not in ids:
        raise KeyReused
    giver = await own_person(app, championship.organisation, by)
    if giver and not known.has_ended:
        await _answered(app, championship, known, giver.id, application)
    return known


async def _answered(
    app: App, championship: Championship, entry: Registration, giver_id: UUID, application: Application
) -> None:
    """The giver's answers are kept, and whoever else has a say is asked."""
    said = (application.answers, application.language)
    await answered_by(app, championship, entry, entry.subject_id, giver_id, *said)
    await ask_all(app, championship, [entry.subject_id], without=giver_id)


async def answered_by(
    app: App,
    championship: Championship,
    entry: Registration,
    subject_id: UUID,
    giver_id: UUID,
    answers: Mapping[Purpose, Said],
    language: str,
) -> None:
    """About one who competes. What was said after the entry stays: it is newer."""
    record = await record_of(app, championship.id, subject_id, giver_id)
    new = {
        purpose: said
        for purpose, said in answers.items()
        if (standing := record.of(purpose)) is None or (entry.entered_at and standing.at < entry.entered_at)
    }
    if new:
        await answer_record(app, record.id, new, language, Way.PAGE)


async def _kept(
    app: App, championship: Championship, application: Application, registration_id: UUID, by: Principal
) -> Parties:
    """Everything is checked before anything is kept."""
    found = await examined(app, championship, application.whom, by, registration_id, application.language)
    await enterable_skill(app, championship, application.skill_id, found.entrant, application.said)
    questions = await questions_for(app, championship, found, application.language)
    must_be_answered(application.answers, questions, app.now())
    if await app.people.find(found.entrant.id) is None:
        await plan_without_entry(app, championship, found.entrant.id)
    for person in found.to_keep:
        await keep_person(app, person)
    return found


def must_be_answered(answers: Mapping[Purpose, Said], questions: Sequence[Question], at: datetime) -> None:
    """What is required is given, now or before. Raises NotAsked, TextChanged, NothingChosen, ConsentRefused."""
    given = {purpose for purpose, said in answers.items() if said.decision is Decision.GIVEN}
    standing = {one.purpose for one in questions if one.answer and one.answer.decision is Decision.GIVEN}
    said_no = answers.keys() - given
    _must_be_asked(answers, questions, at)
    must_agree([one.purpose for one in questions if one.is_required], given | (standing - said_no))


def _must_be_asked(answers: Mapping[Purpose, Said], questions: Sequence[Question], at: datetime) -> None:
    """Raises NotAsked, TextChanged, NothingChosen."""
    texts = {one.purpose: one.text.shown for one in questions}
    for purpose, said in answers.items():
        if purpose not in texts:
            raise NotAsked(purpose)
        if said.text not in {None, texts[purpose].sha256}:
            raise TextChanged(purpose)
        Answer(purpose, said.decision, at, Way.PAGE, texts[purpose], said.items)


async def keep_person(app: App, person: Person) -> None:
    """Added where they are new, else completed. Raises AccountTaken, Stale."""
    told = events.person_changed(app.now(), app.settings.time_zone)
    stored = await app.people.find(person.id)
    if stored is None:
        await app.people.add(person, told)
    elif stored != person:
        await app.people.save(person, told)
