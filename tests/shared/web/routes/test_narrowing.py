"""An address finds the same route as where every router is tried."""

import tracemalloc
from functools import partial

from fastapi import APIRouter, FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Match
from starlette.types import Scope

from shared.web.routes.narrowing import Matches, narrow

PATHS = (
    ("GET", "/"),
    ("GET", "/skills"),
    ("POST", "/skills"),
    ("GET", "/skills/{id}"),
    ("GET", "/skills/mine"),
    ("GET", "/skills/{id}/results.pdf"),
    ("PUT", "/skills/{id}/{code}.pdf"),
    ("GET", "/kept/{rest:path}"),
    ("GET", "/kept/{id}/{rest:path}"),
    ("GET", "/{word}"),
)
PARTS = ("", "skills", "mine", "kept", "results.pdf", "a.pdf", "api", "7")


async def nothing() -> None:
    """What a route does is of no interest here."""


def _app() -> FastAPI:
    """Each route in a router of its own, and all of them again in one below `/api`."""
    app, inner = FastAPI(), APIRouter(prefix="/api")
    for method, path in PATHS:
        router = APIRouter()
        router.add_api_route(path, nothing, methods=[method])
        app.include_router(router)
        inner.include_router(router)
    app.include_router(inner)
    return app


PLAIN, NARROWED = _app(), _app()
narrow(NARROWED.routes)


def _matches(app: FastAPI, method: str, path: str) -> list[Match]:
    return [route.matches({"type": "http", "method": method, "path": path})[0] for route in app.routes]


@given(st.sampled_from(["GET", "POST", "PUT"]), st.lists(st.sampled_from(PARTS), min_size=1, max_size=5))
def test_whatever_is_asked_for(method: str, parts: list[str]) -> None:
    path = "/" + "/".join(parts)
    assert _matches(NARROWED, method, path) == _matches(PLAIN, method, path)


def test_every_address_that_there_is() -> None:
    for method, path in PATHS:
        for start in ("", "/api"):
            asked = start + path.replace("{rest:path}", "a/b").replace("{id}", "7").replace("{code}", "a").replace(
                "{word}", "skills"
            )
            assert Match.FULL in _matches(NARROWED, method, asked)


def test_long_addresses_of_strangers_take_no_memory() -> None:
    _matches(NARROWED, "GET", "/skills/" + "a" * 100_000)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(100):
        assert Match.FULL in _matches(NARROWED, "GET", f"/skills/{number}" + "a" * 100_000)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 1_000_000


def test_a_router_that_cannot_have_the_address_is_not_tried() -> None:
    app = _app()
    tried: list[str] = []

    def counted(matches: Matches, scope: Scope) -> tuple[Match, Scope]:
        tried.append(scope["path"])
        return matches(scope)

    for route in app.routes:
        if hasattr(route, "original_router"):
            setattr(route, "matches", partial(counted, route.matches))  # noqa: B010 - as `narrow` does
    narrow(app.routes)
    assert Match.FULL in _matches(app, "GET", "/skills/mine")
    assert len(tried) == 2
