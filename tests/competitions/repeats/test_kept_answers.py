"""Answers of requests are kept a week, so that a repeat gets the same: what people typed about people is in none of them."""

from collections.abc import Iterator
from typing import Any, Final, get_args

from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.competitions.playing import V1
from tests.competitions.repeats.test_every_repeat import named

from competitions.asgi import FOUND_AGAIN
from shared.web.deps import unkept

TYPED: Final = frozenset(
    {"reason", "text", "what", "contact", "phone", "email", "family_name", "full_name", "justification"}
)
"""Names of fields in which somebody writes about somebody."""
OF_EVERYBODY: Final = frozenset({"ChampionshipOut", "CancellationOut"})
"""Public: whom to ask, and why a championship is not held."""


def fields(kind: Any, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Of a model, and of all that is in it."""
    for one in get_args(kind):
        yield from fields(one, seen)
    if hasattr(kind, "model_fields") and kind not in seen:
        for name, field in kind.model_fields.items():
            yield name
            yield from fields(field.annotation, seen | {kind})


def routes(among: list[Any], prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    for route in among:
        if isinstance(route, APIRoute):
            yield prefix + route.path, route
        elif hasattr(route, "original_router"):
            yield from routes(route.original_router.routes, prefix + route.include_context.prefix)


def test_what_people_typed_is_in_no_kept_answer(api: FastAPI) -> None:
    changing = [
        (path, route)
        for path, route in routes(list(api.routes))
        if path.startswith(V1) and not (route.methods or set()) <= {"GET", "HEAD"} and not FOUND_AGAIN.fullmatch(path)
    ]
    kept = {
        path: sorted(words)
        for path, route in changing
        if unkept not in named(route.dependant)
        and getattr(route.response_model, "__name__", "") not in OF_EVERYBODY
        and (words := TYPED.intersection(fields(route.response_model)))
    }
    assert kept == {}
    assert len(changing) > 50
