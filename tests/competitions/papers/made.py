"""Papers of championships as large as they come, without a database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from competitions.domain.aspect import Aspect, Judged, Measured, Rule
from competitions.domain.championship import Championship
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.expert import Duty, Expert
from competitions.domain.mark import Mark
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signature import Signature
from competitions.domain.skill import Skill
from competitions.papers.words import Words
from competitions.queries.papers.forms import Form, Forms, Kind
from competitions.queries.papers.protocol import Compared, Line, Protocol
from competitions.queries.papers.whose import Whose
from shared.text import Text
from shared.web.formats import Formats
from shared.web.i18n import Language, texts

AT: Final = datetime(2026, 11, 27, 9, tzinfo=UTC)
LONG: Final = "Щербатовская-Вознесенская " + "Ж" * 34
"""60 letters."""
DETAILS: Final = "Проверяется по чертежу, с допуском, который в нём указан; видно без инструмента. "


def id_of(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def words(language: Language = "ru") -> Words:
    return Words(texts("competitions", language), Formats(language, ZoneInfo("Europe/Moscow")))


def championship(name: str = "Региональный этап чемпионата") -> Championship:
    held = date(2026, 11, 20), date(2026, 11, 22)
    about: Any = {"organisation": "region-47", "ruleset": "worldskills", "scale_policy": "x", "medal_policy": "x"}
    return Championship(id=id_of("c"), name=Text(name, name), starts_on=held[0], ends_on=held[1], **about)


def skill(experts: Sequence[Expert] = (), *, head: str | None = "ab" * 32) -> Skill:
    signature = Signature(id_of("expert 0"), AT, head) if head else None
    return Skill(id_of("s"), id_of("c"), "R07", Text("Сварка", "Welding"), experts=tuple(experts), signature=signature)


def aspect(place: int, code: str = "A1") -> Aspect:
    """Every third is a judgement; some have long texts."""
    rule = Rule(f"{code}.{place:02}", "M" if place % 3 else "J", Decimal("2.00"))
    levels = tuple(f"Уровень {score}: {DETAILS}" for score in range(4)) if rule.type == "J" else ()
    return Aspect(rule, 1, f"Аспект {place} {DETAILS * (place % 2)}", DETAILS * (place % 4), None, levels)


def sub_criterion(aspects: int, code: str = "A1") -> SubCriterion:
    return SubCriterion(code, "Сборка", 2, tuple(aspect(place, code) for place in range(1, aspects + 1)))


def sheet(part: SubCriterion, whose: str) -> Sheet:
    """Completely marked by three experts."""
    judges = tuple(id_of(f"expert {place}") for place in range(3))
    rules = tuple(one.rule for one in part.aspects)
    history = tuple(
        Mark(
            id_of(f"{whose} {rule.code}"),
            rule.code,
            Decimal("2.00"),
            Judged((3, 3, 3), judges=judges) if rule.type == "J" else Measured(value=True),
            judges[0],
            AT,
        )
        for rule in rules
    )
    competitor = Competitor(id_of(whose), id_of(whose), "R-01")
    known: Any = {"history": history, "entered": len(rules), "total": Decimal(2 * len(rules))}
    return Sheet(id_of(f"{whose} {part.code}"), id_of("c"), id_of("s"), part.code, competitor, rules, **known)


def forms(kind: Kind, aspects: int, competitors: Sequence[str], codes: Sequence[str] = ("A1",)) -> Forms:
    made = [
        Form(part, Whose(name, "R-01"), sheet(part, name), tuple(id_of(f"expert {place}") for place in range(3)))
        for part in (sub_criterion(aspects, code) for code in codes)
        for name in competitors
    ]
    names = {id_of(f"expert {place}"): f"Эксперт-{place} Вымысел" for place in range(3)}
    return Forms(kind, championship(), skill(), made, names)


def protocol(
    competitors: int,
    jury: int,
    *,
    letters: str = "ABCDEFGHI",
    parts: int = 0,
    absent: int = 0,
    team: int = 0,
    name: str = LONG,
) -> Protocol:
    codes = [f"{letter}{place}" for letter in letters for place in range(1, parts + 1)]
    people = tuple(f"Участник-{place} {name}" for place in range(team))
    lines = [
        Line(
            Whose(f"Конкурсант-{place} {name}", "Государственное профессиональное учреждение", people),
            {letter: Decimal("10.00") for letter in letters},
            {code: Decimal("1.25") for code in codes},
            Decimal("90.00"),
            is_complete=True,
            place=place + 1,
            scale_score=700,
        )
        for place in range(competitors)
    ]
    duties = [Duty.CHIEF, Duty.DEPUTY, *[Duty.EXPERT] * jury]
    experts = [
        (f"Эксперт-{place} {name}", Expert(id_of(f"expert {place}"), "R-90", duties[place])) for place in range(jury)
    ]
    missing = [(Whose(f"Неявка-{place}", "R-01"), AbsenceKind.ABSENT) for place in range(absent)]
    compared = (Compared(None, tuple(lines)),) if lines else ()
    made = skill([one for _, one in experts])
    return Protocol(championship(), made, list(letters), codes, compared, missing, experts, 0, "ab" * 32, False, ())
