"""Thirteen aspects of each kind that a hand enters by one tap: seven judgements, four of yes and no, two counts."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

from client import marking

JUDGED: Final = ("J", "Порядок и вид работы", 1, None, 5)
MET: Final = ("M", "На главной странице есть название и телефон", 1, None, 4)
COUNTED: Final = ("M", "Исправлено ошибок вёрстки", 1, "counted", 4.5)
KINDS: Final = (MET, JUDGED, MET, JUDGED, COUNTED, JUDGED, MET, JUDGED, JUDGED, COUNTED, JUDGED, MET, JUDGED)
SCHEME: Final = Scheme(
    sections=((1, "Site", 60), (2, "Report", 40)),
    criteria=(("A", "Site", 60), ("B", "Report", 40)),
    forms={"A1": list(KINDS), "B1": [("M", "Крыша", 2, "roof", 20), ("M", "Высота мачты", 2, "height", 20)]},
    calculations=(
        ("counted", "NUMBER_COMPLETED", True, 5),
        ("roof", "CHOICE", True, "сухо", 0, "капли", 50),
        ("height", "RANGED_SCORE", True, 2000, 5, 0, 10, 50),
    ),
)
SURNAMES: Final = (
    "Зарницын",
    "Капелькин",
    "Метелицын",
    "Росинкин",
    "Туманов",
    "Снегирёв",
    "Ужов",
    "Флоксов",
    "Полярный",
    "Ли",
)


@dataclass
class Evening:
    play: Play
    scheme: Scheme = field(default_factory=lambda: SCHEME)
    sheets: dict[str, str] = field(default_factory=dict)
    """By family name, in the order of the grid."""

    async def begin(self, competitors: int) -> None:
        await self.play.open()
        await self.play.appoint("chief", "R-90", "chief")
        await self.play.appoint("one", "R-91")
        await self.play.appoint("two", "R-01")
        await self.play.appoint("three", "R-92")
        names = sorted(SURNAMES[at % 10] + ("" if at < 10 else f"-{at}") for at in range(competitors))
        for at, name in enumerate(names):
            await self.play.compete(name, f"R-{at % 5 + 1:02}")
        await self.play.put_workbook(self.scheme.xlsx())
        await marking.start(self.play.organiser, self.play.skill)
        self.sheets = {name: await self.play.sheet(name, "A1") for name in names}

    def grid(self, code: str = "A1") -> str:
        return f"/skills/{self.play.skill}/marking/{code}/grid"

    async def entered(self, name: str) -> dict[str, Any]:
        """The sheet as the service has it."""
        found: dict[str, Any] = await self.play.get(f"/sheets/{self.sheets[name]}")
        return found
