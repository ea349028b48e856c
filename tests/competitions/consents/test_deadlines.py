"""A place waits until the consents are due; who has not answered is reminded before; then the next has it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent
from tests.competitions.consents.calendar import ADULT, CHILD, TEENAGER, Calendar
from tests.competitions.pages.reading import page, post, reply, text
from tests.competitions.playing import Play

from client import championships
from competitions.commands.keeping.deadlines import keep_deadlines
from competitions.domain.championship import Stage
from competitions.domain.consents.deadlines import Terms
from competitions.domain.registration import State, Step
from competitions.settings import Settings
from competitions.store.consents import ConsentRecords
from shared.mongo.database import CODEC, Document

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("terms", "planned", "due"),
    [
        (Terms(), None, None),
        (Terms(), NOW + 20 * DAY, NOW + 20 * DAY),
        (Terms(days_after_entry=14), None, NOW + 14 * DAY),
        (Terms(days_after_entry=14), NOW + 20 * DAY, NOW + 20 * DAY),
        (Terms(days_at_least=3), NOW + DAY, NOW + 3 * DAY),
        (Terms(days_after_entry=1, days_at_least=3), None, NOW + 3 * DAY),
        (Terms(days_at_least=3), NOW - DAY, NOW + 3 * DAY),
    ],
)
def test_consents_are_due_on_the_date_or_days_after_the_place(
    terms: Terms, planned: datetime | None, due: datetime | None
) -> None:
    assert terms.due(planned, NOW) == due


@pytest.mark.parametrize(
    ("left", "is_written", "days"),
    [
        (8, True, None),
        (7, True, 7),
        (5, True, 7),
        (2, True, 2),
        (1, True, 2),
        (3, False, 3),
        (3, True, 7),
        (8, False, None),
    ],
)
def test_reminders_go_before_the_deadline_and_who_had_no_letter_gets_one(
    left: int, is_written: bool, days: int | None
) -> None:
    terms = Terms(days_at_least=3, remind_days_before=(7, 2))
    assert terms.reminder(NOW + left * DAY, NOW, is_written=is_written) == days


async def test_a_place_goes_to_the_next_when_consents_were_due_and_all_are_told_once(calendar: Calendar) -> None:
    await calendar.open(quota=1)
    await calendar.enter("Альфин", ADULT)
    await calendar.enter("Бетин", ADULT)
    await calendar.ask()
    await calendar.later(days=19)
    assert await calendar.state("Альфин") == "entered", "kept until then"
    await calendar.later(days=1)
    assert await calendar.state("Альфин") == "entered", "an answer in the last second is being stored"
    calendar.go(calendar.today + timedelta(minutes=2))
    app = calendar.play.app
    await asyncio.gather(*(keep_deadlines(app) for _ in range(3)))  # several workers
    await keep_deadlines(app)
    assert await calendar.state("Альфин") == "lapsed"
    assert await calendar.state("Бетин") == "entered", "moved up by itself"
    letters = await calendar.letters()
    assert letters["registration.ended"] == 1
    assert letters["registration.promoted"] == 1
    await calendar.later(days=2)
    assert await calendar.state("Бетин") == "entered", "who has a place late has the days of the ruleset"
    await calendar.later(days=1, minutes=2)
    assert await calendar.state("Бетин") == "lapsed"
    shown = await page(
        calendar.play,
        f"/championships/{calendar.play.championship}/entries/{calendar.play.registrations['Альфин']}",
        calendar.play.anna(),
        language="en",
    )
    assert "Consents missing" in text(shown)
    assert "by itself, when the consents were due" in text(shown)


async def test_who_consented_or_was_confirmed_once_keeps_the_place(calendar: Calendar) -> None:
    await calendar.open()
    for name in ("Согласный", "Утверждён", "Изменён", "Отказов"):
        await calendar.enter(name, ADULT)
    await calendar.ask()
    for name in ("Согласный", "Утверждён", "Изменён"):
        await calendar.sign(name)
    await calendar.sign("Отказов", decision="refused")
    app = calendar.play.app
    for name in ("Утверждён", "Изменён"):
        await championships.confirm(calendar.play.organiser, calendar.play.registrations[name])
        await calendar.sign(name, decision="withdrawn")
    changed = await app.registrations.get(UUID(calendar.play.registrations["Изменён"]))
    again = Step(State.ENTERED, calendar.today)
    await app.registrations.save(replace(changed, state=State.ENTERED, history=(*changed.history, again)))
    await calendar.later(days=25)
    states = {name: await calendar.state(name) for name in calendar.play.registrations}
    assert states == {"Согласный": "entered", "Утверждён": "confirmed", "Изменён": "entered", "Отказов": "lapsed"}
    assert (await calendar.letters())["consent.reminded"] == 0, "who answered is left in peace"


async def test_who_has_not_answered_is_reminded_before_each_time_once(calendar: Calendar) -> None:
    await calendar.open()
    mother, father = await calendar.play.person("Мамина"), await calendar.play.person("Папин")
    teenager = await calendar.enter("Альфин", TEENAGER, mother, father)
    await calendar.ask()
    await reply(calendar.play, calendar.link(teenager, mother), {"participation": "given", "permission": "given"})
    await calendar.later(days=12)
    assert (await calendar.letters())["consent.reminded"] == 0
    for _ in range(3):
        await calendar.later(hours=26 if _ == 0 else 1)
    assert (await calendar.letters())["consent.reminded"] == 1, "the teenager: one guardian is enough"
    await calendar.later(days=5)
    assert (await calendar.letters())["consent.reminded"] == 2
    await calendar.due(calendar.today + 10 * DAY)
    await calendar.later(days=4)
    assert (await calendar.letters())["consent.reminded"] == 3, "another deadline is said anew"
    await reply(calendar.play, calendar.link(teenager, teenager), {"participation": "given"})
    await calendar.later(days=5)
    assert (await calendar.letters())["consent.reminded"] == 3
    await calendar.later(days=20)
    assert await calendar.state("Альфин") == "entered"


async def test_nobody_loses_a_place_who_was_never_written_to(calendar: Calendar) -> None:
    """Where no worker ran for weeks, or the organiser asked nobody."""
    await calendar.open()
    adult = await calendar.enter("Альфин", ADULT)
    child = await calendar.enter("Бетин", CHILD)
    await calendar.later(days=21)
    assert await calendar.state("Альфин") == "entered"
    assert await calendar.state("Бетин") == "lapsed", "no guardian is known: nobody could answer"
    assert (await calendar.letters())["consent.reminded"] == 1
    assert adult != child
    await calendar.later(days=2)
    assert await calendar.state("Альфин") == "entered"
    await calendar.later(days=1, minutes=2)
    assert await calendar.state("Альфин") == "lapsed"


async def test_without_any_date_a_place_waits_for_the_days_of_the_ruleset(calendar: Calendar) -> None:
    await calendar.open(due_in=None)
    await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    await calendar.later(days=13)
    assert await calendar.state("Альфин") == "entered"
    await calendar.later(days=1, minutes=2)
    assert await calendar.state("Альфин") == "lapsed"


async def test_who_still_waits_when_the_championship_is_over_moves_up_no_more(calendar: Calendar) -> None:
    await calendar.open(quota=1)
    for name in ("Альфин", "Бетин", "Гаммин"):
        await calendar.enter(name, ADULT)
    await calendar.sign("Гаммин")
    await calendar.sign("Альфин")
    await calendar.later(days=39)
    assert [await calendar.state(name) for name in ("Альфин", "Бетин", "Гаммин")] == ["entered", "waiting", "waiting"]
    await calendar.later(days=3)
    assert [await calendar.state(name) for name in ("Альфин", "Бетин", "Гаммин")] == ["entered", "lapsed", "waiting"]
    championship = await calendar.play.app.championships.get(UUID(calendar.play.championship))
    await calendar.play.app.championships.save(replace(championship, stage=Stage.PUBLISHED))
    await calendar.sign("Альфин", decision="withdrawn")
    await calendar.later(days=1)
    assert [await calendar.state(name) for name in ("Альфин", "Гаммин")] == ["lapsed", "waiting"]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_links_right_to_give_ends_with_the_deadline_and_to_see_and_take_back_stays(
    calendar: Calendar, language: str
) -> None:
    await calendar.open()
    play = calendar.play
    adult = await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    address = calendar.link(adult, adult)
    by = {"ru": "Пожалуйста, ответьте до срока", "en": "Please answer by"}[language]
    assert by in text(await page(play, address, {}, language=language))
    await reply(play, address, {"image": "given"})
    calendar.go(calendar.today + 20 * DAY + timedelta(seconds=1))
    shown = await page(play, address, {}, language=language)
    over = {"ru": "Срок для ответа прошёл", "en": "The time to answer ended on"}[language]
    assert over in text(shown)
    assert "ask@region-47.example" in shown, "whom to ask"
    assert 'type="radio"' not in shown
    refused = await reply(play, address, {"participation": "given"})
    assert refused.status_code == 409
    assert "this link gives nothing any more" in refused.text
    assert (await calendar.ask())["too_late"] == 1
    assert (await post(play, f"{address}/withdrawal", {}, {"purpose": "image"})).status_code == 303
    await calendar.later(days=1)
    assert await calendar.state("Альфин") == "lapsed"
    ended = await page(play, address, {}, language=language)
    assert {"ru": "Заявка больше не действует", "en": "The entry has ended"}[language] in text(ended)
    refused = await reply(play, address, {"participation": "given"})
    assert refused.status_code == 409
    assert "no consent is asked for" in refused.text


async def test_the_organiser_sees_until_when_places_are_kept(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    await calendar.enter("Альфин", ADULT)
    entry = f"/championships/{play.championship}/entries/{play.registrations['Альфин']}"
    for path in (f"/championships/{play.championship}/consents", entry):
        assert "kept until" in text(await page(play, path, play.anna(), language="en")) or "places are kept" in text(
            await page(play, path, play.anna(), language="en")
        )
    told = await play.get(f"/registrations/{play.registrations['Альфин']}/consents")
    assert datetime.fromisoformat(told["due_at"]) > calendar.today
    await calendar.sign("Альфин")
    assert "kept until" not in text(await page(play, entry, play.anna(), language="en"))


async def test_one_entrys_fault_holds_up_no_other(calendar: Calendar, play: Play) -> None:
    await calendar.open()
    for name in ("Альфин", "Бетин"):
        await calendar.enter(name, ADULT)
    await calendar.ask()
    broken = await play.app.registrations.get(UUID(play.registrations["Альфин"]))
    await play.app.registrations.save(replace(broken, skill_id=UUID(int=1)))
    await calendar.later(days=21)
    assert await calendar.state("Бетин") == "lapsed"


class Writes(CommandListener):
    """The names of the commands that change something."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in {"insert", "update", "delete", "findAndModify"}:
            self.names.append(event.command_name)

    def succeeded(self, event: CommandSucceededEvent) -> None: ...
    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_the_worker_writes_nothing_where_nobody_is_to_be_reminded(calendar: Calendar, settings: Settings) -> None:
    """It looks every half minute, at everybody who lacks a consent."""
    await calendar.open()
    mother = await calendar.play.person("Мамина")
    await calendar.enter("Альфин", ADULT)
    await calendar.enter("Бетин", TEENAGER, mother)
    writes = Writes()
    async with AsyncMongoClient[Document](settings.mongo_url, event_listeners=[writes]) as client:
        database = client.get_database(settings.mongo_database, codec_options=CODEC)

        async def keep() -> list[str]:
            writes.names.clear()
            await keep_deadlines(replace(calendar.play.app, consents=ConsentRecords(database)))
            return list(writes.names)

        calendar.go(calendar.today + timedelta(days=12, hours=22))
        assert await keep() == [], "a week and an hour before"
        calendar.go(calendar.today + timedelta(hours=3))
        assert sorted(await keep()) == ["insert"] * 3 + ["update"] * 3, "the three letters of a week before"
        for _ in range(2):
            assert await keep() == [], "they are on their way"
            calendar.go(calendar.today + timedelta(days=2))
