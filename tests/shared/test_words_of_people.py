"""No text from people gets round the one type for it: not by a body, a form, a query string, a path, a header or an event."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, Any, Final

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from tests.unwired import applications

import certificates
import competitions
import notifications
import shared
import shared.contracts
from shared.contracts.competitions import Calendar
from shared.web.schemas import In, Line

Entrance = tuple[str, FieldInfo]

UNSEEN: Final = "\u200b"
UNREADABLE: Final = "\u0001"
PROBES: Final = (f"a{UNSEEN}b", f"a{UNREADABLE}b")

PRESENTED: Final = "read by rules of its own for what is copied: signed data change with every sign"
COMPARED: Final = "compared with what is known, and never kept"
GIVEN: Final = "a token, place or address that we gave: what is changed in it is refused, or leads nowhere else"
CHECKED: Final = "checked when it was entered, and a name for programs since"
MADE: Final = "a file that we made, of words that were checked"
COMPUTED: Final = "digits that we computed"
OTHERS: Final = {
    **dict.fromkeys(
        (f"{body}.{way}" for body in ("PresentedIn", "AskedIn") for way in ("qr", "number", "short_id", "text")),
        PRESENTED,
    ),
    "text": PRESENTED,
    **dict.fromkeys(("asked", "code", "one_click", "sub_criterion", "purpose", "wanted"), COMPARED),
    **dict.fromkeys(
        ("cursor", "after", "found", "what", "last_event_id", "state", "to", "token", "value", "Typed.saw"), GIVEN
    ),
    **dict.fromkeys(("organisation", "registration_number", "email", "account", "time_zone"), CHECKED),
    **dict.fromkeys(("ruleset", "scale_policy", "medal_policy", "role", "age_zone", "achievement", "whom"), CHECKED),
    **dict.fromkeys(("Calendar.ru", "Calendar.en"), MADE),
    "skill_head": COMPUTED,
}
"""Texts that are nobody's words, with the reason: fields and parameters, and facts of events by their names alone."""


def models() -> Iterator[type[BaseModel]]:
    for package in (competitions, certificates, notifications, shared):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    yield from (one for one in _below(In) if one.__module__ != __name__)
    told = (one for one in _below(BaseModel) if one.__module__.startswith(shared.contracts.__name__))
    yield from dict.fromkeys(told)


def _below(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in base.__subclasses__():
        yield from (one, *_below(one))


def fields() -> Iterator[Entrance]:
    for model in models():
        is_told = model.__module__.startswith(shared.contracts.__name__) and model is not Calendar
        owner = "" if is_told else f"{model.__name__}."
        yield from ((owner + name, info) for name, info in model.model_fields.items())


def _routes(routes: Any) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from _routes(route.original_router.routes)


def _parameters(of: Dependant) -> Iterator[Entrance]:
    for params in (of.path_params, of.query_params, of.header_params, of.cookie_params, of.body_params):
        yield from ((one.name, one.field_info) for one in params)
    for dependency in of.dependencies:
        yield from _parameters(dependency)


def parameters() -> Iterator[Entrance]:
    for application in applications().values():
        for route in _routes(application.routes):
            yield from _parameters(route.dependant)


def keeps_what_nobody_sees(info: FieldInfo) -> bool:
    """Also in a list."""
    annotation: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    taken: TypeAdapter[Any] = TypeAdapter(annotation)
    for probe in PROBES:
        for sent in (probe, [probe]):
            try:
                kept = repr(taken.validate_python(sent))
            except ValidationError:
                continue
            if repr(UNSEEN)[1:-1] in kept or repr(UNREADABLE)[1:-1] in kept:
                return True
    return False


def test_no_text_from_people_gets_round_its_type() -> None:
    raw = {name for name, info in (*fields(), *parameters()) if keeps_what_nobody_sees(info)}
    assert raw - OTHERS.keys() == set()
    assert OTHERS.keys() - raw == set(), "an exception that nobody needs any more"


class Raw(In):
    """As a resource would look that forgot the type."""

    remark: str
    remarks: list[str] | None = None
    line: Line


def test_a_bare_text_is_found() -> None:
    found = {name for name, info in Raw.model_fields.items() if keeps_what_nobody_sees(info)}
    assert found == {"remark", "remarks"}
