"""A marking scheme of two sub-criteria with two aspects each, and what each competitor earns in them."""

from decimal import Decimal
from typing import Final

from demo.entries import Entry
from demo.people import Person
from demo.scheme import Aspect, Calculation, Criterion, Form, Scheme, Section

NUMBER: Final = "R07"
FULL: Final = 40
COUNT: Final = Calculation("Count", "NUMBER_COMPLETED", partial=True, parameters=(FULL,))
SCORES: Final = ("below the standard", "meets it", "partly exceeds it", "exceeds it")
QUARTER: Final = Decimal("25.00")


def scheme() -> Scheme:
    forms = tuple(Form(code, code, 1, _aspects(code)) for code in ("A1", "A2"))
    return Scheme(
        number=NUMBER,
        name={"ru": "Монтаж метеостанций", "en": "Weather station installation"},
        sections=(Section(1, "All", Decimal(100)),),
        calculations=(COUNT,),
        criteria=(Criterion("A", "All", forms),),
    )


def _aspects(form: str) -> tuple[Aspect, ...]:
    counted = Aspect(f"{form}.01", "M", 1, QUARTER, "counted", "", (), COUNT)
    judged = Aspect(f"{form}.02", "J", 1, QUARTER, "judged", "", SCORES, None)
    return counted, judged


def entries(made: Scheme, competitors: list[Person]) -> list[Entry]:
    """The first competitor has everything, each next one clearly less."""
    return [
        Entry(competitor, aspect, _body(aspect, place))
        for place, competitor in enumerate(competitors)
        for aspect in made.aspects
    ]


def _body(aspect: Aspect, place: int) -> dict[str, object]:
    if aspect.type == "J":
        return {"judgement": [max(0, 3 - place)] * 3}
    return {"measurement": str(FULL - 11 * place)}
