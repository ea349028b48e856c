from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from shared.web.i18n import texts
from shared.web.problems.faults import OTHERWISE, told


class Colour(StrEnum):
    RED = "red"


CASES: list[tuple[Any, Any]] = [
    (Annotated[str, Field(min_length=2)], "a"), (Annotated[str, Field(max_length=2)], "abc"), (str, 1),
    (Annotated[str, Field(pattern="a")], "b"), (Annotated[list[int], Field(min_length=1)], []), (list[int], 1),
    (Annotated[list[int], Field(max_length=1)], [1, 2]), (UUID, "zzz"), (UUID, 1), (int, "a"), (int, 1.5), (int, []),
    (Decimal, "a"), (Decimal, []), (bool, "a"), (bool, []), (Annotated[int, Field(ge=1)], 0),
    (Annotated[int, Field(le=1)], 2), (Annotated[int, Field(gt=1)], 1), (Annotated[int, Field(lt=1)], 1),
    (Literal["a", "b"], "c"), (Colour, "blue"), (date, "yesterday"), (date, "2026-11-22T10:00"), (datetime, "now"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), CASES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_common_faults_are_told_in_words_of_our_own(kind: Any, value: Any, language: Literal["ru", "en"]) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    text = texts("shared", language)
    message, fix = told(dict(refused.value.errors()[0]), text)
    assert message != text(OTHERWISE[0])
    assert "{" not in fix
