"""A marking scheme with one aspect of each kind, small enough to mark by hand."""

from decimal import Decimal
from typing import Final

from demo.scheme import Aspect, Calculation, Criterion, Form, Scheme, Section

COUNT: Final = Calculation("Датчики", "NUMBER_COMPLETED", partial=True, parameters=(4,))
CHOICE: Final = Calculation("Кровля", "CHOICE", partial=True, parameters=("сухо", 0, "капли", 50, "течёт", 100))
RANGE: Final = Calculation("Высота мачты, мм", "RANGED_SCORE", partial=True, parameters=(2000, 5, 0, 10, 50))
SCORES: Final = ("Ниже требований", "Соответствует", "Частично выше требований", "Полностью выше требований")


def _aspect(code: str, section: int, maximum: str, text: str, calculation: Calculation | None = None) -> Aspect:
    return Aspect(code, "M", section, Decimal(maximum), text, "", (), calculation)


def _judged(code: str, section: int, maximum: str, text: str) -> Aspect:
    return Aspect(code, "J", section, Decimal(maximum), text, "", SCORES, None)


SCHEME: Final = Scheme(
    number="R07",
    name={"ru": "Сборка метеостанций", "en": "Weather station assembly"},
    sections=(Section(1, "Организация работы", Decimal(40)), Section(2, "Сборка и проверка", Decimal(60))),
    calculations=(COUNT, CHOICE, RANGE),
    criteria=(
        Criterion(
            "A",
            "Мачта и датчики",
            (
                Form(
                    "A1",
                    "Подготовка площадки",
                    1,
                    (
                        _aspect("A1.01", 1, "2.00", "Рабочее место ограждено"),
                        _aspect("A1.02", 1, "18.00", "Датчики подключены", COUNT),
                        _judged("A1.03", 1, "20.00", "Порядок на рабочем месте"),
                    ),
                ),
                Form("A2", "Установка мачты", 1, (_aspect("A2.01", 2, "25.00", "Высота мачты", RANGE),)),
            ),
        ),
        Criterion(
            "B",
            "Будка",
            (
                Form(
                    "B1",
                    "Сборка психрометрической будки",
                    2,
                    (
                        _aspect("B1.01", 2, "15.00", "Кровля не протекает", CHOICE),
                        _judged("B1.02", 2, "20.00", "Качество швов"),
                    ),
                ),
            ),
        ),
    ),
)


def entry(aspect: Aspect, place: int) -> dict[str, object]:
    """What is entered for the competitor at a place of the list: the first works best, each further one less well."""
    if aspect.type == "J":
        return {"judgement": [max(0, 3 - place), max(0, 2 - place), max(0, 3 - place)]}
    return {"measurement": _measured(aspect.calculation, place)}


def _measured(calculation: Calculation | None, place: int) -> object:
    if calculation is COUNT:
        return str(max(0, 4 - place))
    if calculation is CHOICE:
        return str(CHOICE.parameters[2 * min(place, 2)])
    if calculation is RANGE:
        return str(2000 + 4 * place)
    return place < 3
