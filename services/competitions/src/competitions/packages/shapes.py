from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def shape(kind: Any) -> TypeAdapter[Any]:
    """Of what stands in a line as the domain has it: numbers with a fraction as texts."""
    return TypeAdapter(kind)
