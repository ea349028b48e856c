"""What a form of a page sent: as its model, or with what is wrong beside what was typed, which is never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from shared.web.problems import Explanation

MOST_FIELDS: Final = 1000
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sent(Generic[M]):
    """`typed`: as it was sent, by the names of the fields."""

    typed: Mapping[str, Any]
    model: M | None
    errors: Sequence[Explanation] = field(default=())


async def sent(request: Request, kind: type[M]) -> Sent[M]:
    """A field that is empty counts as not sent. Fields that the model has as lists may be sent several times."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        typed = {name: _value(kind, name, form.getlist(name)) for name in form}
    given = {name: value for name, value in typed.items() if value != ""}
    try:
        return Sent(typed, kind.model_validate(given))
    except ValidationError as error:
        faults: Sequence[Explanation] = request.app.state.translator.faults(request, error.errors())
        return Sent(typed, None, faults)


def _value(kind: type[BaseModel], name: str, values: Sequence[Any]) -> Any:
    texts = [value for value in values if isinstance(value, str)]
    known = kind.model_fields.get(name)
    if known is not None and get_origin(known.annotation) in {list, tuple}:
        return [text for text in texts if text]
    return texts[0].strip() if texts else ""
