"""The OpenAPI document tells refusals as they are sent: problem+json, each under its own status."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from shared.web.examples import example_of
from shared.web.problems import MEDIA_TYPE, Problem, Translator

REF: Final = {"$ref": "#/components/schemas/Problem"}
THEIRS: Final = ("HTTPValidationError", "ValidationError")
REFUSED: Final = "4XX"
DEFAULTS: Final = {
    "401": "You are not signed in",
    "422": "The request is not as it should be",
    "429": "Too many requests",
    "503": "A part of the system does not answer",
}
OF_CHANGES: Final = {
    "400": "The body cannot be read",
    "403": "The request came from another site",
    "408": "The request came too slowly",
    "409": "The same request is being carried out",
    "413": "The request is too large",
}
CHANGES: Final = frozenset({"post", "put", "patch", "delete"})


def operation_id(route: APIRoute) -> str:
    """`inbox_unread_count`: what the call is named in a program that is generated from the document."""
    return "_".join((*map(str, route.tags[:1]), route.name)).replace(" ", "_").replace("-", "_")


def tell_problems(app: FastAPI, translator: Translator) -> None:
    """Replaces `app.openapi` by one that tells every refusal as a Problem."""
    made: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        document = app.openapi_schema or _told(made(), translator)
        app.openapi_schema = document
        return document

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _told(document: dict[str, Any], translator: Translator) -> dict[str, Any]:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in THEIRS:
        schemas.pop(name, None)
    definitions = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(definitions.pop("$defs"))
    schemas["Problem"] = definitions
    for path in document.get("paths", {}).values():
        for method, operation in path.items():
            _tell(method, operation["responses"], translator)
            for content in (operation.get("requestBody", {}), *_answers(operation["responses"])):
                _show(content, schemas)
    return document


def _answers(responses: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (response for status, response in responses.items() if status.startswith("2"))


def _show(body: Mapping[str, Any], schemas: Mapping[str, Any]) -> None:
    """An example for each form of a body that has none and is no file."""
    for media_type, form in body.get("content", {}).items():
        schema = form.get("schema", {})
        if not form.keys() & {"example", "examples"} and _is_readable(media_type, schema):
            form["example"] = example_of(schema, schemas)


def _is_readable(media_type: str, schema: Mapping[str, Any]) -> bool:
    return media_type.endswith("json") and schema.get("format") != "binary"


def _tell(method: str, responses: dict[str, Any], translator: Translator) -> None:
    refusals = responses.pop(REFUSED, {}).get("description", "")
    meanings = {**DEFAULTS, **(OF_CHANGES if method in CHANGES else {})}
    told = defaultdict(list, {status: [meaning] for status, meaning in meanings.items()})
    for number, title in translator.statuses(refusals.split(", ")):
        told[str(number)].append(title)
    for status, titles in told.items():
        responses.setdefault(status, {})["description"] = _listed(titles)
    for status, response in responses.items():
        if status.startswith(("4", "5")):
            response["content"] = {MEDIA_TYPE: {"schema": REF, "example": _example(status, response)}}


def _listed(titles: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(titles))


def _example(status: str, response: Mapping[str, Any]) -> dict[str, Any]:
    title = response["description"].partition("; ")[0]
    fault = {"where": "/field", "message": "What is wrong with it.", "fix": "How to mend it."}
    return Problem(
        type="https://skills.example/problems/slug",
        title=title,
        status=int(status),
        detail=fault["message"],
        instance="/api",
        errors=[fault],  # type: ignore[list-item] # pydantic makes an Explanation of it
    ).model_dump()
