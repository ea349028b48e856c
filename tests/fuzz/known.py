"""What there is in a world: generated requests are mostly about it, else hardly one would get beyond a 404."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st
from tests.fuzz.whole import Whole

SAME: Final = {"cursor": "id", "competitor": "registration_id", "giver_id": "subject_id"}
LISTS: Final = {"guardians": "subject_id", "subject_ids": "subject_id", "experts": "expert_id"}
"""Fields that take several values of another one's."""


@dataclass
class Known:
    """Values that mean something in a world, by the names of the fields and parameters that take them."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    together: list[Mapping[str, Any]] = field(default_factory=list)
    """Those that belong together, such as a sheet, an aspect on it and what can be measured there."""
    files: list[bytes] = field(default_factory=list)
    """What a body that is no JSON may be."""
    whole: dict[str, list[Whole]] = field(default_factory=dict)
    """What is answered, by the method and the path's template."""

    def add(self, name: str, *values: Any) -> None:
        self.values.setdefault(name, []).extend(values)

    def answers(self, request: str, whole: Whole) -> None:
        """`request`: such as `GET /somebody/{id}`."""
        self.whole.setdefault(request, []).append(whole)


class Filling:
    """Puts what is known into one generated request: everywhere, or here and there."""

    def __init__(self, known: Known, draw: Any) -> None:
        self._draw = draw
        self._values = known.values
        self._together = known.together
        self._files = known.files
        self._whole = known.whole
        self._is_whole = False

    def fill(self, case: Any) -> None:
        whole = self._whole.get(f"{case.method.upper()} {case.path}")
        if whole and self._draw(st.sampled_from([True, False])):
            self._one(whole).put(case, self._draw)
        else:
            self._fill_in(case)

    def _fill_in(self, case: Any) -> None:
        # True is what hypothesis begins with.
        self._is_whole = self._draw(st.sampled_from([True, False, False]))
        self._choose_together(set(case.path_parameters or {}))
        for part in (case.path_parameters, case.query):
            for name in self._names(part):
                if values := self._known(name):
                    part[name] = self._one(values)
        self._fill_headers(case)
        case.body = self._body(case)

    def _fill_headers(self, case: Any) -> None:
        """Also those that were left out: without `If-Match` hardly anything changes."""
        told = case.operation.definition.raw.get("parameters", ())
        for name in self._names({one["name"]: one for one in told if one["in"] == "header"}):
            if values := self._known(name):
                case.headers[name] = self._one(values)

    def _choose_together(self, names: set[str]) -> None:
        fitting = [one for one in self._together if len(names) > 1 and names <= one.keys()]
        if fitting and self._is_chosen():
            chosen = self._one(fitting)
            self._values = {**self._values, **{name: [value] for name, value in chosen.items()}}

    def _body(self, case: Any) -> Any:
        if isinstance(case.body, dict | list):
            return self._value("", case.body)
        is_file = bool(case.media_type) and not case.media_type.endswith("json")
        return self._one(self._files) if is_file and self._files and self._is_chosen() else case.body

    def _value(self, name: str, value: Any) -> Any:
        if (several := self._known(LISTS.get(name, ""))) and self._is_chosen():
            return [self._one(several) for _ in range(self._draw(st.integers(1, 2)))]
        if (values := self._known(name)) and self._is_chosen():
            return self._one(values)
        if isinstance(value, dict):
            return {key: self._value(key, one) for key, one in value.items()}
        return [self._value("", one) for one in value] if isinstance(value, list) else value

    def _known(self, name: str) -> list[Any]:
        """`If-Match` is known as `if_match`."""
        plain = name.lower().replace("-", "_")
        return self._values.get(SAME.get(plain, plain), [])

    def _names(self, part: Any) -> Iterator[str]:
        return (name for name in list(part or {}) if self._is_chosen())

    def _is_chosen(self) -> bool:
        return self._is_whole or not self._draw(st.booleans())

    def _one(self, values: list[Any]) -> Any:
        return self._draw(st.sampled_from(values))
