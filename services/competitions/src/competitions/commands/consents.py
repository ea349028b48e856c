"""Asking for consents, and keeping what is answered: by a link, or on paper."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.commands.records import publicity
from competitions.domain.championship import Championship
from competitions.domain.consents.records import (
    Answer,
    Consents,
    Decision,
    NotAsked,
    Purpose,
    SignedLater,
    TextChanged,
    TextNotNamed,
    Way,
)
from competitions.domain.preparation.plan import zone_of
from competitions.domain.records.publicity import PublicItem, in_order
from competitions.queries.consents import (
    CONSENT,
    ConsentPage,
    ConsentsOfPerson,
    Voice,
    answer_due,
    consents_of_registration,
    entered_people,
    page_of,
)
from competitions.store.consents import ConsentRecords
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


@dataclass(frozen=True, slots=True)
class Said:
    """What was chosen for one purpose."""

    decision: Decision
    items: tuple[PublicItem, ...] = ()
    text: str | None = None
    """The hash of the text that was read; None: of paper, whose text is that of now."""
    signed_on: date | None = None
    """The day that stands on the paper."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of asking: how many are written to, and who is not."""

    asked: int
    too_soon: int
    """They were written to within the last day."""
    too_late: int
    """Their link gives nothing any more: the consents were due."""
    without_guardian: int
    """People whose guardian is not known."""


async def ask(
    app: App, championship_id: UUID, subject_ids: Collection[UUID] | None, by: Principal, request: UUID | None = None
) -> Reminded:
    """Writes to everybody whose answer is wanted, of all who are entered or of `subject_ids`. Raises Unknown, Forbidden.

    The same `request` again counts whom it has written to, and writes to nobody twice.
    """
    return await ask_all(app, await held_by(app, championship_id, by), subject_ids, request=request)


async def ask_all(
    app: App,
    championship: Championship,
    subject_ids: Collection[UUID] | None,
    *,
    without: UUID | None = None,
    request: UUID | None = None,
) -> Reminded:
    """`without`: who has just been asked on a page. `request`: as in `ask`."""
    rows = await entered_people(app, championship, subject_ids)
    voices = [(row, voice) for row in rows for voice in row.voices if voice.giver.id != without]
    before = sum(voice.consents is not None and voice.consents.was_asked_by(request) for _, voice in voices)
    voices = [
        (row, voice)
        for row, voice in voices
        if _is_open(voice) and not (voice.consents and voice.consents.was_asked_by(request))
    ]
    in_time = [(row, voice) for row, voice in voices if voice.due_at is None or app.now() < voice.due_at]
    done = [await _ask(app, championship, row, voice, request) for row, voice in in_time]
    without_guardian = sum(row.is_without_guardian for row in rows)
    return Reminded(before + done.count(True), done.count(False), len(voices) - len(in_time), without_guardian)


async def ask_newcomers(app: App, championship: Championship, subject_ids: Collection[UUID]) -> None:
    """Writes to whoever has a say about them, and was never asked nor has answered. A repeat writes to nobody."""
    for row in await entered_people(app, championship, subject_ids):
        for voice in row.voices:
            known = voice.consents
            is_new = known is None or not (known.asked or known.answers)
            if is_new and _is_open(voice) and (voice.due_at is None or app.now() < voice.due_at):
                await _ask(app, championship, row, voice)


def _is_open(voice: Voice) -> bool:
    return voice.consents is None or any(voice.consents.of(purpose) is None for purpose in voice.purposes)


async def _ask(
    app: App, championship: Championship, row: ConsentsOfPerson, voice: Voice, request: UUID | None = None
) -> bool:
    """False where the giver was asked within the last day, and not by this very request."""

    async def once() -> bool:
        consents = await record_of(app, championship.id, row.person.id, voice.giver.id)
        asked, happened = consents.ask(app.now(), request)
        if happened is None:
            return consents.was_asked_by(request)
        due_at = answer_due(app, championship, row.entries, asked)
        await app.consents.save(asked, events.of_asking(asked, happened, due_at))
        return True

    return await retry_on_conflict(once)


async def answer(app: App, token: str, said: Mapping[Purpose, Said], language: str) -> Consents:
    """By the link: what the giver chose, purpose by purpose. What is not in `said` stays as it is.

    Raises LinkInvalid, Unknown, NothingAskedAnyMore, AnswerTooLate, NotAsked, NothingChosen, and TextChanged where another text was
    read: then nothing is kept.
    """
    return await answer_record(app, links.named(CONSENT, token, app.link_secret), said, language, Way.LINK)


async def answer_record(app: App, id: UUID, said: Mapping[Purpose, Said], language: str, way: Way) -> Consents:
    """Raises Unknown, NothingAskedAnyMore, AnswerTooLate, NotAsked, NothingChosen."""

    async def once() -> Consents:
        page = await page_of(app, await app.consents.get(id), language)
        page.must_take_answers()
        answers = [_answer(app, page, purpose, one, way) for purpose, one in said.items()]
        return await publicity.keep(app, page.consents, page.consents.answer(answers))

    return await retry_on_conflict(once)


async def withdraw(app: App, token: str, purpose: Purpose) -> Consents:
    """By the same link, at any time. Raises LinkInvalid, Unknown, NothingToWithdraw."""
    return await withdraw_record(app, links.named(CONSENT, token, app.link_secret), purpose, Way.LINK)


async def withdraw_record(app: App, id: UUID, purpose: Purpose, way: Way) -> Consents:
    """Raises Unknown, NothingToWithdraw."""

    async def once() -> Consents:
        consents = await app.consents.get(id)
        return await publicity.keep(app, consents, consents.withdraw(purpose, app.now(), way))

    return await retry_on_conflict(once)


def _answer(
    app: App, page: ConsentPage, purpose: Purpose, said: Said, way: Way, entered_by: str | None = None
) -> Answer:
    """Raises NotAsked, TextChanged, NothingChosen."""
    question = page.asked(purpose)
    text = question.text.shown
    is_read = said.text == text.sha256 if way is Way.LINK else said.text in {None, text.sha256}
    if not is_read:
        raise TextChanged(purpose)
    is_shown = (purpose, said.decision) == (Purpose.PUBLICATION, Decision.GIVEN)
    items, until = (in_order(said.items), question.until) if is_shown else ((), None)
    return Answer(purpose, said.decision, app.now(), way, text, items, until, entered_by, said.signed_on)


async def enter_paper(
    app: App,
    registration_id: UUID,
    giver_id: UUID,
    said: Mapping[Purpose, Said],
    language: str,
    by: Principal,
    subject_id: UUID | None = None,
) -> None:
    """What a giver signed on paper, which the organiser keeps. `subject_id`: about whom, of a team.

    Raises Unknown, Forbidden, NotAsked, NothingChosen, TextChanged, TextNotNamed, SignedLater.
    """
    row = await consents_of_registration(app, registration_id, by, subject_id)
    must_name_texts(said, by)
    championship = await app.championships.get((await app.registrations.get(registration_id)).championship_id)
    may_say = {voice.giver.id: voice.purposes for voice in row.voices}.get(giver_id, ())
    today = app.now().astimezone(zone_of(championship.time_zone)).date()
    for purpose, one in said.items():
        if purpose not in may_say:
            raise NotAsked(purpose)
        if one.signed_on and one.signed_on > today:
            raise SignedLater(today)
    await retry_on_conflict(partial(_enter, app, championship, row, giver_id, said, language, by.account))


def must_name_texts(said: Mapping[Purpose, Said], by: Principal) -> None:
    """Of what is given or refused; whoever takes something back has read nothing. Raises TextNotNamed."""
    unnamed = (purpose for purpose, one in said.items() if one.text is None and one.decision is not Decision.WITHDRAWN)
    if by.is_program and (purpose := next(unnamed, None)):
        raise TextNotNamed(purpose)


async def _enter(
    app: App,
    championship: Championship,
    row: ConsentsOfPerson,
    giver_id: UUID,
    said: Mapping[Purpose, Said],
    language: str,
    account: str,
) -> None:
    consents = await record_of(app, championship.id, row.person.id, giver_id)
    page = await page_of(app, consents, language)
    for purpose, one in said.items():
        if one.decision is Decision.WITHDRAWN:
            consents = consents.withdraw(purpose, app.now(), Way.PAPER, account, one.signed_on)
        else:
            consents = consents.answer([_answer(app, page, purpose, one, Way.PAPER, account)])
    await publicity.keep(app, page.consents, consents)


async def record_of(app: App, championship_id: UUID, subject_id: UUID, giver_id: UUID) -> Consents:
    """Made where it is not there yet: its id is derived, so there is one."""
    return await app.consents.add(unwritten(championship_id, subject_id, giver_id))


def unwritten(championship_id: UUID, subject_id: UUID, giver_id: UUID) -> Consents:
    """The record as it is before anything is asked or said."""
    return Consents(ConsentRecords.id_of(championship_id, subject_id, giver_id), championship_id, subject_id, giver_id)
