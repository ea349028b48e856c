"""Whom the organiser enters: the first letter asks for consents, an hour after the entry, once."""

from dataclasses import replace
from uuid import UUID

from tests.competitions.consents.calendar import ADULT, TEENAGER, Calendar

from competitions.commands.keeping.asking import ask_all_newcomers


async def announce(calendar: Calendar) -> None:
    championships = calendar.play.app.championships
    known = await championships.get(UUID(calendar.play.championship))
    await championships.save(replace(known, announced_at=calendar.today))


async def looked(calendar: Calendar, **later: float) -> int:
    """How many were asked, when the worker has looked so much later."""
    await calendar.later(**later)
    await ask_all_newcomers(calendar.play.app)
    return (await calendar.letters())["consent.asked"]


async def test_who_was_entered_is_asked_once_after_an_hour(calendar: Calendar) -> None:
    await calendar.open()
    guardian = await calendar.play.person("Опекунов", birth_date=ADULT)
    await calendar.enter("Взрослов", ADULT)
    await calendar.enter("Юнин", TEENAGER, guardian)
    assert await looked(calendar, hours=2) == 0, "a draft is its organisation's alone"
    await announce(calendar)
    assert await looked(calendar) == 3
    for _ in range(2):
        assert await looked(calendar, days=2) == 3, "a repeat writes to nobody"
    await calendar.enter("Новиков", ADULT)
    assert await looked(calendar, minutes=50) == 3
    assert await looked(calendar, minutes=20) == 4


async def test_who_was_asked_by_hand_or_has_signed_is_not_asked_again(calendar: Calendar) -> None:
    await calendar.open()
    await announce(calendar)
    await calendar.enter("Спрошенов", ADULT)
    assert (await calendar.ask())["asked"] == 1
    await calendar.enter("Подписалов", ADULT)
    await calendar.sign("Подписалов")
    assert await looked(calendar, days=2) == 1


async def test_the_reminder_comes_after_the_first_letter_and_not_instead(calendar: Calendar) -> None:
    await calendar.open(due_in=20)
    await announce(calendar)
    await calendar.enter("Взрослов", ADULT)
    assert await looked(calendar, hours=2) == 1
    await looked(calendar, days=14)
    assert (await calendar.letters())["consent.reminded"] == 1
