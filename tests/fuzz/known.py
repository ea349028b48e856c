"""What there is in a world: generated requests are about it half of the time, else hardly one would get beyond a 404."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st

Known = Mapping[str, list[Any]]
"""Values that mean something in a world, by the names of the fields and parameters that take them."""
SAME: Final = {"cursor": "id", "competitor": "registration_id"}
LISTS: Final = {"guardians": "subject_id", "experts": "subject_id"}
"""Fields that take several values of another one's."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Puts what is known into a generated request. `file`: what a body that is no JSON may be."""

    known: Known
    draw: Any
    file: list[bytes] = field(default_factory=list)

    def request(self, case: Any) -> None:
        for part in (case.path_parameters, case.query, case.headers):
            for name in self._names(part):
                if values := self.known.get(_plain(name)):
                    part[name] = self._one(values)
        case.body = self._body(case)

    def _body(self, case: Any) -> Any:
        if isinstance(case.body, dict | list):
            return self._value("", case.body)
        is_file = bool(case.media_type) and not case.media_type.endswith("json")
        return self._one(self.file) if is_file and self.file and self._is_chosen() else case.body

    def _value(self, name: str, value: Any) -> Any:
        if name in LISTS and self.known.get(LISTS[name]) and self._is_chosen():
            return [self._one(self.known[LISTS[name]]) for _ in range(self.draw(st.integers(1, 2)))]
        if self.known.get(_plain(name)) and self._is_chosen():
            return self._one(self.known[_plain(name)])
        if isinstance(value, dict):
            return {key: self._value(key, one) for key, one in value.items()}
        return [self._value("", one) for one in value] if isinstance(value, list) else value

    def _names(self, part: Any) -> Iterator[str]:
        return (name for name in list(part or {}) if self._is_chosen())

    def _is_chosen(self) -> bool:
        # True is what hypothesis begins with.
        return not self.draw(st.booleans())

    def _one(self, values: list[Any]) -> Any:
        return self.draw(st.sampled_from(values))


def _plain(name: str) -> str:
    """`If-Match` is `if_match`."""
    plain = name.lower().replace("-", "_")
    return SAME.get(plain, plain)
