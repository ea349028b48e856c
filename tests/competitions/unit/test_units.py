"""The unit of a measurement stands in the name of its calculation."""

import pytest

from competitions.domain.units import unit_in


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Высота мачты, мм", "мм"),
        ("Масса (кг)", "кг"),
        ("Угол, правый, °", "°"),
        ("Speed, m/s ", "m/s"),
        ("Площадь , м²", "м²"),
        ("Кровля, левая", None),
        ("мм", None),
        ("Высота в мм", None),
        ("Длина, 5 мм", None),
        ("", None),
        (",", None),
    ],
)
def test_a_unit_stands_behind_the_last_comma_or_in_brackets(name: str, unit: str | None) -> None:
    assert unit_in(name) == unit
