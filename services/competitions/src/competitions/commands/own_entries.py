"""People enter themselves, or a ward: person, consents, place and letters to who else has a say, in an order that a repeat completes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from competitions import events
from competitions.access import close_to, own_person
from competitions.commands.consents import Said, answer_record, ask_all, record_of
from competitions.commands.places import take
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Answer, Decision, NotAsked, Purpose, Way
from competitions.domain.entering.own import Parties, Whom, must_agree
from competitions.domain.entering.places import Newcomer
from competitions.domain.person import AccountTaken, Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.consenting.questions import Question
from competitions.queries.entering.applying import enterable_skill, examined, questions_for, taking_entries
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Application:
    """All that somebody sends to be entered."""

    whom: Whom
    skill_id: UUID
    member: str
    answers: Mapping[Purpose, Said]
    """Of who is signed in."""
    language: Literal["ru", "en"]
    """In which the texts were read, and letters are written."""


async def enter_oneself(
    app: App, championship_id: UUID, application: Application, registration_id: UUID, by: Principal
) -> Registration:
    """With a place where one is free, else on the waiting list. A repeat, by `registration_id`, answers with what is there.

    Raises Unknown, NotTakingEntries, MemberUnlisted, NotAsked, NothingChosen, ConsentRefused, AccountTaken, SkillFull, and what
    `parties` and `enterable_skill` raise.
    """
    if known := await app.registrations.find(registration_id):
        return await _repeated(app, championship_id, known, by)
    championship = await taking_entries(app, championship_id)
    member = (await app.members.of(championship_id)).named(application.member)
    try:
        found = await _kept(app, championship, application, registration_id, by)
    except (AccountTaken, Stale):  # another form of the same person was faster
        found = await _kept(app, championship, application, registration_id, by)
    skill = await app.skills.get(application.skill_id)
    await take(app, skill, championship, [Newcomer(registration_id, found.entrant.id, member)], by.account)
    await ask_all(app, championship, [found.entrant.id], without=found.giver.id)
    return await app.registrations.get(registration_id)


async def _repeated(app: App, championship_id: UUID, known: Registration, by: Principal) -> Registration:
    if known.championship_id != championship_id or not await close_to(app, known.subject_id, by):
        raise Unknown("registration", known.id)
    championship = await app.championships.get(championship_id)
    if not known.has_ended:
        own = await own_person(app, championship.organisation, by)
        await ask_all(app, championship, [known.subject_id], without=own.id if own else None)
    return known


async def _kept(
    app: App, championship: Championship, application: Application, registration_id: UUID, by: Principal
) -> Parties:
    """Everything is checked before anything is kept."""
    found = await examined(app, championship, application.whom, by, registration_id, application.language)
    await enterable_skill(app, championship, application.skill_id, found.entrant)
    questions = await questions_for(app, championship, found, application.language)
    given = {purpose for purpose, said in application.answers.items() if said.decision is Decision.GIVEN}
    standing = {one.purpose for one in questions if one.answer and one.answer.decision is Decision.GIVEN}
    said_no = application.answers.keys() - given
    _must_be_asked(application.answers, questions, app.now())
    must_agree([one.purpose for one in questions if one.is_required], given | (standing - said_no))
    for person in found.to_keep:
        await _keep(app, person)
    record = await record_of(app, championship.id, found.entrant.id, found.giver.id)
    await answer_record(app, record.id, application.answers, application.language, Way.PAGE, is_entering=True)
    return found


def _must_be_asked(answers: Mapping[Purpose, Said], questions: Sequence[Question], at: datetime) -> None:
    """Raises NotAsked, NothingChosen."""
    texts = {one.purpose: one.text.shown for one in questions}
    for purpose, said in answers.items():
        if purpose not in texts:
            raise NotAsked(purpose)
        Answer(purpose, said.decision, at, Way.PAGE, texts[purpose], said.items)


async def _keep(app: App, person: Person) -> None:
    """Added where they are new, else completed. Raises AccountTaken, Stale."""
    told = events.person_changed(app.now(), app.settings.time_zone)
    stored = await app.people.find(person.id)
    if stored is None:
        await app.people.add(person, told)
    elif stored != person:
        await app.people.save(person, told)
