"""What the guides' pictures of handing out show: an organisation with a course, and two tables of invented people."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tests.browser.gallery import Shown
from tests.browser.world import World

from client import awards
from client.caller import CERTIFICATES
from client.certificates import describe_issuer, make_achievement
from client.championships import Text
from client.waiting import until
from demo.people import OFFICER

HOME: Final = "region-47"
COURSE: Final[Text] = {"ru": "Бумажные модели", "en": "Paper models"}
ABOUT: Final[dict[str, Any]] = {
    "address": {"ru": "Приозёрье, Пробная улица, 5", "en": "5 Probnaya Street, Priozerye"},
    "place": {"ru": "г. Приозёрье", "en": "Priozerye"},
    "email": "certificates@region-47.example",
    "signatory": {"ru": "А. Б. Образцова", "en": "A. B. Obraztsova"},
    "post": {"ru": "Директор", "en": "Director"},
    "colour": "#0a5c36",
}
ACHIEVEMENT: Final[dict[str, Any]] = {
    "code": "paper-models",
    "kind": "course",
    "title": COURSE,
    "criteria": {"ru": "Пройдены все занятия, макет защищён.", "en": "All lessons attended, a mock-up defended."},
    "hours": 36,
    "modules": [{"title": "Развёртки", "hours": 12}, {"title": "Макет", "hours": 24}],
}
HEADINGS: Final = "Фамилия;Имя;Отчество;Дата рождения;Электронная почта"
GOOD: Final = (
    "Пробный;Вымысел;Тестович;14.03.2009;a@example.org",
    "Образцов;Вымысел;Тестович;15.03.2009;",
    "Примерова;Выдумка;Тестовна;16.03.2010;",
)
BAD: Final = ("Небывалый;Вымысел;Тестович;31.02.2009;", "Пустой;;Тестович;17.03.2009;", *GOOD)


@dataclass(frozen=True, slots=True)
class HandedOut:
    checked: str
    """The address of a table with faults, nothing of which is granted."""
    done: str

    @property
    def pages(self) -> tuple[Shown, ...]:
        return (
            Shown("issuer-own", OFFICER, lambda _: f"/issuers/{HOME}"),
            Shown("course-own", OFFICER, lambda _: f"/issuers/{HOME}/achievements/{ACHIEVEMENT['code']}"),
            Shown("award-table", OFFICER, lambda _: self.checked),
            Shown("award-to-print", OFFICER, lambda _: f"{self.done}/to-print"),
            Shown("register-own", OFFICER, lambda _: f"/issuers/{HOME}/register"),
        )


async def hand_out(product: World) -> HandedOut:
    officer = await product.caller(OFFICER)
    [issuer] = (await officer.get(f"{CERTIFICATES}/issuers"))["items"]
    await describe_issuer(officer, HOME, ABOUT, seen=issuer["version"])
    achievement = await make_achievement(officer, HOME, ACHIEVEMENT)

    async def is_offered() -> bool:
        return achievement in await awards.offered(officer)

    await until(is_offered, "the achievement to choose")
    today = date.today()  # noqa: DTZ011 - a calendar's day, not a moment
    bad, good = ["\n".join([HEADINGS, *rows]).encode() for rows in (BAD, GOOD)]
    checked = await awards.bring_table(officer, achievement, today, COURSE, bad)
    brought = await awards.bring_table(officer, achievement, today, COURSE, good)
    await awards.start(officer, brought["id"])

    async def is_done() -> bool:
        return (await awards.table(officer, brought["id"]))["stage"] == "done"

    await until(is_done, "the table")
    return HandedOut(f"/awards/tables/{checked['id']}", f"/awards/tables/{brought['id']}")
