"""Forms of pages, read into the same models as the bodies of programs: one way on pages is the way by the API.

Fields are named after the places of the body, by hyphens: `name-ru` is `/name/ru`, `venues-0-name` is `/venues/0/name`. A field
that is left empty is not sent. What was typed is given back with each refusal.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from shared.ids import derive
from shared.web.schemas import In

M = TypeVar("M", bound=BaseModel)
Typed = Mapping[str, str]
MOST_FIELDS: Final = 1000
DIGITS: Final = re.compile("[0-9]{1,9}")


class Mistyped(Exception):
    """Fields that are not as they should be. `faults`: as pydantic tells them."""

    def __init__(self, faults: Collection[Mapping[str, Any]]) -> None:
        super().__init__()
        self.faults = faults


async def typed_in(request: Request) -> dict[str, str]:
    """The fields as they were sent, without files."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        return {name: value for name, value in sent.items() if isinstance(value, str)}


def body_of(typed: Typed, fields: Collection[str], numbers: Collection[str] = ()) -> dict[str, Any]:
    """What a program would send: the fields that begin with one of `fields`, nested by their names.

    `numbers`: fields that are whole numbers. What is no number stays a text, so that the model says what is wrong.
    """
    body: dict[str, Any] = {}
    for name, value in typed.items():
        if value.strip() and name.partition("-")[0] in fields:
            known = int(value) if name in numbers and DIGITS.fullmatch(value.strip()) else value
            _put(body, name.split("-"), known)
    return {name: _lists(value) for name, value in body.items()}


def whole(text: str, otherwise: int = 0) -> int:
    """A number that a form carries; `otherwise` where it is none, or longer than any that was given out."""
    return int(text) if DIGITS.fullmatch(text) else otherwise


def read(model: type[M], body: Mapping[str, Any]) -> M:
    """Raises Mistyped."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise Mistyped(error.errors(include_url=False)) from None


class _Shown(In):
    once: UUID


def form_id(typed: Typed) -> UUID:
    """What a form that is sent twice is known by: the same `once`, and the same in every field. Whoever goes back and fills it in
    otherwise asks for something else, which must not be taken for a second press.

    Raises Mistyped.
    """
    once = read(_Shown, body_of(typed, ("once",))).once
    return derive("form", once, *(part for name in sorted(typed) if name != "once" for part in (name, typed[name])))


def field_of(where: str) -> str:
    """The field that a place of the body comes from: `/name/ru` → `name-ru`."""
    return where.removeprefix("/").replace("/", "-")


def typed_of(value: Any, name: str = "") -> dict[str, str]:
    """The fields as they stand for a body that was kept: the reverse of `body_of`."""
    if isinstance(value, Mapping):
        return _joined((str(key), one) for key, one in value.items()) if not name else _under(name, value.items())
    if isinstance(value, list | tuple):
        return _under(name, ((str(place), one) for place, one in enumerate(value)))
    return {} if value is None else {name: str(value)}


def _joined(items: Any) -> dict[str, str]:
    return {field: text for key, one in items for field, text in typed_of(one, key).items()}


def _under(name: str, items: Any) -> dict[str, str]:
    return _joined((f"{name}-{key}", one) for key, one in items)


def _put(body: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        below = body.setdefault(part, {})
        body = below if isinstance(below, dict) else {}
    body[path[-1]] = value


def _lists(value: Any) -> Any:
    """Objects whose names are all numbers are lists, in the order of the numbers."""
    if not isinstance(value, dict):
        return value
    inside = {name: _lists(one) for name, one in value.items()}
    if inside and all(DIGITS.fullmatch(name) for name in inside):
        return [inside[name] for name in sorted(inside, key=int)]
    return inside
