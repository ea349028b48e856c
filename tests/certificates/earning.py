"""Achievements as an issuer knows them since their first certificate, and where they were earned."""

from typing import Final
from uuid import UUID

from certificates.domain.achievement import Achievement, MadeOf
from certificates.domain.context import CHAMPIONSHIP, Context, Skill
from certificates.formats import openbadge
from certificates.formats.openbadge import Shape
from shared.text import Text

_TRIAL: Final = Text("Проба.", "A trial.")


def known(code: str, title: Text, number: int, *, for_taking_part: bool = False) -> Achievement:
    return Achievement(
        id=UUID(int=100 + number),
        organisation="region-47",
        code=code,
        kind="participation" if for_taking_part else "award",
        title=title,
        criteria=_TRIAL,
        scored=not for_taking_part,
        tells_place=not for_taking_part,
        made_of=MadeOf(UUID(int=200 + number), code),
    )


def held(championship: str = "Открытый чемпионат", skill: str = "Веб-технологии") -> Context:
    """A skill of a championship."""
    named = Skill(UUID(int=9), "17", Text(skill, "Web"))
    return Context(CHAMPIONSHIP, UUID(int=8), Text(championship, "Open"), skill=named)


def template(
    profile: openbadge.Profile, achievement: Achievement, context: Context, values: openbadge.Values, scale: str = ""
) -> openbadge.Template:
    """Of what has the same values as these."""
    shape = Shape.of(values, "ru", None)
    return openbadge.Template(profile, achievement, context, Shape(shape.language, scale, shape.out_of, shape.has))


GOLD: Final = known("gold", Text("Золотая медаль", "Gold medal"), 1)
PARTICIPATION: Final = known("participation", Text("Участник", "Participant"), 2, for_taking_part=True)
