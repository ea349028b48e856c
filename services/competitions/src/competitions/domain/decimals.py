from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def to_cent(value: Decimal) -> Decimal:
    """Marks have two decimal places [P]; a computed one is rounded half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def to_integer(value: Decimal) -> int:
    """Scale scores are integers; rounded half up."""
    return int(value.to_integral_value(ROUND_HALF_UP))
