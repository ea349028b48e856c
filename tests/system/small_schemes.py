"""The demo's two skills with four aspects each: enough for different results, quick to mark."""

from decimal import Decimal

from demo.scheme import Aspect, Calculation, Criterion, Form, Scheme, Section

COUNT = Calculation("Count", "NUMBER_COMPLETED", partial=True, parameters=(40,))
SCORES = ("below", "meets", "partly exceeds", "exceeds")
QUARTER = Decimal("25.00")


def small(number: str) -> Scheme:
    forms = tuple(Form(code, code, 1, _aspects(code)) for code in ("A1", "A2"))
    return Scheme(
        number=number,
        name={"ru": f"Компетенция {number}", "en": f"Skill {number}"},
        sections=(Section(1, "All", Decimal(100)),),
        calculations=(COUNT,),
        criteria=(Criterion("A", "All", forms),),
    )


def _aspects(form: str) -> tuple[Aspect, ...]:
    counted = Aspect(f"{form}.01", "M", 1, QUARTER, "counted", "", (), COUNT)
    judged = Aspect(f"{form}.02", "J", 1, QUARTER, "judged", "", SCORES, None)
    return counted, judged
