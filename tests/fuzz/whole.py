"""Requests that a world answers: what chance puts together from single values would hardly ever be one of them."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Whole:
    """What goes where in a request."""

    path: Mapping[str, str]
    body: Any = None
    """None: none, or whatever was generated. Bytes are a file."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def put(self, case: Any, draw: Any) -> None:
        """Into a generated request, as it is or with one thing in its body as that was generated; a file may be cut off."""
        generated = case.body
        case.path_parameters = {**(case.path_parameters or {}), **self.path}
        case.query = {}
        for name, value in self.headers.items():
            case.headers[name] = value
        if self.body is not None:
            case.body = deepcopy(self.body)
            if draw(st.booleans()):
                case.body = _changed(case.body, generated, draw)


def _changed(body: Any, generated: Any, draw: Any) -> Any:
    if isinstance(body, bytes):
        return body[: draw(st.integers(0, len(body)))]
    if isinstance(body, dict) and isinstance(generated, dict):
        name = draw(st.sampled_from(sorted(body.keys() | generated.keys())))
        taken = {name: generated[name]} if name in generated else {}
        return {key: value for key, value in body.items() if key != name} | taken
    return body
